"""A reader asks for the link to their own comments."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import identity, tasks, visitor_mail
from .models import Commenter

# No commenter's key: the task finds nobody.
NOBODY = 0


@transaction.atomic
def ask(email: str) -> None:
    """Have a link mailed to ``email`` if there are comments with that address.

    For a stranger's address the same is done, apart from the mail itself: neither the answer nor
    the time it takes tells who comments here.
    """
    key = identity.email_key(email, settings.EMAIL_HASH_KEY)
    found = Commenter.objects.filter(email_key=key, erased_at=None).values_list("pk", flat=True)
    if visitor_mail.allow(key, now=timezone.now()):
        pk = found.first() or NOBODY
        transaction.on_commit(partial(tasks.mail_link.enqueue, pk), robust=True)
