"""What is kept for a time only, and the worker that deletes it: once a day, at three at night.

Everything goes by its age, so a night that was missed is made up for by the next. The work is done
in small transactions, under locks: two at once do nothing twice.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.tasks import task
from django.utils import timezone

from masthead import versions

from . import days
from .models import (
    AuthorNote,
    Ban,
    Comment,
    Commenter,
    CommentRevision,
    Decision,
    ReplyNotice,
    Report,
    Subscription,
    Tally,
    VisitorMail,
)

A_BATCH = 500
NETWORKS = dt.timedelta(days=14)
SPAM = dt.timedelta(days=30)
MAIL = dt.timedelta(days=2)
HOUR = 3  # of the paper's time zone
# What Tally calls a run; its day is the one that begins at HOUR.
RUN = "forgetting"
# In place of a network's hash where a value has to stand; with the row's key, as no two rows may
# be alike.
GONE = "gone:"


def next_run() -> dt.datetime:
    """Return when the worker is to be sent next: at once where it never was."""
    last = Tally.objects.filter(what=RUN).order_by("-day").values_list("day", flat=True).first()
    if last is None:
        return timezone.now()
    return timezone.make_aware(dt.datetime.combine(last + dt.timedelta(days=1), dt.time(HOUR)))


@transaction.atomic
def send_worker(now: dt.datetime) -> None:
    """Send the worker, if it was not sent yet on the day of ``now`` (aware)."""
    local = timezone.localtime(now)
    day = local.date() - dt.timedelta(days=local.hour < HOUR)
    _, is_first = Tally.objects.get_or_create(what=RUN, day=day, defaults={"number": 1})
    if is_first:
        transaction.on_commit(forget.enqueue, robust=True)


@task
def forget() -> None:
    """Delete whatever is older than it may be."""
    now = timezone.now()
    for batch in (_networks, _reporters, _banned_networks, _spam_texts, _spam, _commenters):
        _until_done(batch, now)
    VisitorMail.objects.filter(at__lt=now - MAIL).delete()
    # What other tasks left behind, which is done with; the command's own default is 14 days.
    call_command("prune_db_task_results", queue_name="*", verbosity=0)


def _until_done(batch: Callable[[dt.datetime], int], now: dt.datetime) -> None:
    """Call ``batch``, which says how many rows it changed, until none are left."""
    is_done = False
    while not is_done:
        with transaction.atomic():
            is_done = not batch(now)


def _locked(rows: QuerySet[Any]) -> list[int]:
    return list(rows.select_for_update().order_by("pk").values_list("pk", flat=True)[:A_BATCH])


def _networks(now: dt.datetime) -> int:
    old = Comment.objects.filter(created_at__lt=now - NETWORKS).exclude(network="")
    return Comment.objects.filter(pk__in=_locked(old)).update(network="")


def _reporters(now: dt.datetime) -> int:
    """Forget networks that reported; the keys of addresses, which hold no colon, stay."""
    old = Report.objects.filter(at__lt=now - NETWORKS, reporter__contains=":")
    keys = _locked(old.exclude(reporter__startswith=GONE))
    return Report.objects.filter(pk__in=keys).update(reporter=_gone())


def _banned_networks(now: dt.datetime) -> int:
    """Forget networks whose ban is over; one that was lifted could be restored until then."""
    over = Ban.objects.filter(until__lte=now).exclude(network="")
    keys = _locked(over.exclude(network__startswith=GONE))
    return Ban.objects.filter(pk__in=keys).update(network=_gone())


def _gone() -> Concat:
    return Concat(Value(GONE), Cast("pk", CharField()))


def _old_spam(now: dt.datetime) -> QuerySet[Comment]:
    old = now - SPAM
    decided = Q(decided_at__lt=old) | Q(decided_at=None)
    return Comment.objects.filter(decided, status=Comment.Status.SPAM, created_at__lt=old)


def _spam_texts(now: dt.datetime) -> int:
    """Empty spam that cannot be deleted, as somebody replied to it while it was public."""
    replies = Comment.objects.filter(parent=OuterRef("pk"))
    texts = CommentRevision.objects.filter(comment=OuterRef("pk")).exclude(text="")
    keys = _locked(_old_spam(now).filter(Exists(replies), Exists(texts)))
    CommentRevision.objects.filter(comment__in=keys).update(text="", html="", findings=[])
    return Comment.objects.filter(pk__in=keys).update(name="")


def _spam(now: dt.datetime) -> int:
    replies = Comment.objects.filter(parent=OuterRef("pk"))
    keys = _locked(_old_spam(now).exclude(Exists(replies)))
    comments = Comment.objects.filter(pk__in=keys)
    received = list(comments.values_list("created_at", flat=True))
    decided = Decision.objects.filter(comment__in=keys).values_list("at", flat=True)
    changed = days.earlier([*received, *decided], now)
    for day, number in sorted(Counter(map(timezone.localdate, received)).items()):
        Tally.objects.add(day, f"purged:{Comment.Status.SPAM}", number)
    _delete(comments, keys)
    versions.bump(*changed)
    return len(keys)


def _delete(comments: QuerySet[Comment], keys: list[int]) -> None:
    """Delete comments with all that hangs on them; what moderators did (Act) stays."""
    Report.objects.filter(comment__in=keys).delete()
    ReplyNotice.objects.filter(Q(reply__in=keys) | Q(subscription__comment__in=keys)).delete()
    Subscription.objects.filter(comment__in=keys).delete()
    decisions = Decision.objects.filter(comment__in=keys)
    decisions.update(undoes=None)
    decisions.delete()
    comments.update(shown=None)
    CommentRevision.objects.filter(comment__in=keys).delete()
    comments.delete()


def _commenters(now: dt.datetime) -> int:
    """Delete addresses of which no comment, ban or note is left.

    Locked first and asked again then: a comment may be on its way in.
    """
    idle = _without_trace(Commenter.objects.filter(created_at__lt=now - MAIL))
    keys = _locked(idle)
    return _without_trace(Commenter.objects.filter(pk__in=keys)).delete()[0]


def _without_trace(commenters: QuerySet[Commenter]) -> QuerySet[Commenter]:
    traces = (Comment, Ban, AuthorNote)
    for model in traces:
        commenters = commenters.exclude(Exists(model.objects.filter(commenter=OuterRef("pk"))))
    return commenters
