from django.tasks import task

from . import notifications


@task
def tell_moderators() -> int:
    return notifications.tell_moderators()
