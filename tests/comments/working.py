"""The worker, as far as tests need it: what is due is carried out here and now."""

import datetime as dt
from contextlib import contextmanager

import time_machine
from django.test import TestCase
from django_tasks_db.models import DBTaskResult

from comments.models import Comment
from tests.factories import make_comment

NOON = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)


def at(**after):
    """Return a time that stands still, so long after noon."""
    return time_machine.travel(NOON + dt.timedelta(**after), tick=False)


@contextmanager
def committed():
    """Commit what happens inside, as far as tasks see."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


def run_due():
    """Carry out the tasks whose time has come, and those that they leave behind."""
    while task := DBTaskResult.objects.ready().first():
        parameters = task.args_kwargs
        task.delete()
        with committed():
            task.task.call(*parameters["args"], **parameters["kwargs"])


def proven_comment(article=None, **fields):
    """Return a comment whose address was proven after it was posted: no limit counts it."""
    comment = make_comment(article, **fields)
    Comment.objects.filter(pk=comment.pk).update(proven_at=comment.created_at)
    return Comment.objects.get(pk=comment.pk)


def queued(name):
    """Return the arguments of the tasks ``name`` that wait, with the times they wait for."""
    tasks = DBTaskResult.objects.filter(task_path=f"comments.tasks.{name}").order_by("enqueued_at")
    return [(*task.args_kwargs["args"], task.run_after) for task in tasks]
