from django.tasks import task

from . import notifications
from .models import User


@task
def mail_password_link(user_pk: int) -> None:
    """Mail the link by which a password is chosen, unless the account was closed meanwhile."""
    for user in User.objects.filter(pk=user_pk, is_active=True, is_staff=True):
        notifications.send_password_link(user)
