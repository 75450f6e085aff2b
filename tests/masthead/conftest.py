from collections.abc import Callable

import pytest
from django.core import mail

DIRECT_TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def mails_after(settings, django_capture_on_commit_callbacks):
    """Return a function that runs its argument, commits, and returns the mails sent by then."""
    settings.TASKS = DIRECT_TASKS

    def run(change: Callable[[], object]) -> list[mail.EmailMessage]:
        with django_capture_on_commit_callbacks(execute=True):
            change()
            assert not mail.outbox
        return mail.outbox

    return run
