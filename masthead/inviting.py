"""How the staff get in: a link by mail, by which each person chooses a password."""

from functools import partial

from django.db import transaction

from . import tasks
from .models import User


@transaction.atomic
def invite(user: User) -> None:
    """Save ``user``, who is new, as a member of the staff, and mail the link after the commit.

    Until the link was followed nobody can sign in to the account.
    """
    user.is_staff = True
    user.set_unusable_password()
    user.save()
    mail_link(user)


def mail_link(user: User) -> None:
    """Mail a fresh link after the commit; it ends with the next sign-in or password."""
    transaction.on_commit(partial(tasks.mail_password_link.enqueue, user.pk))
