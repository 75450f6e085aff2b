"""Gives comments another state: the only writer of a comment's status and of what goes with it.

``moderation`` says which state; here it is written, in one transaction with the ``Decision`` of
each comment, the number of public comments, mail, and the versions of the pages that show it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F
from django.utils import timezone

from masthead import versions
from masthead.models import User

from . import backlog, days, outcomes, replies
from .models import Act, Comment, CommentCount, CommentRevision, Decision, Report

Status = Comment.Status

# As many comments as one act changes.
MOST_AT_ONCE = 500


@dataclass(slots=True, kw_only=True)
class State:
    """What a comment is to be."""

    status: str
    shown_id: int | None
    edit_waits: bool
    reported_at: dt.datetime | None
    edited_at: dt.datetime | None
    is_featured: bool

    @classmethod
    def of(cls, comment: Comment) -> "State":
        return cls(
            status=comment.status,
            shown_id=comment.shown_id,
            edit_waits=comment.edit_waits,
            reported_at=comment.reported_at,
            edited_at=comment.edited_at,
            is_featured=comment.is_featured,
        )

    @classmethod
    def before(cls, decision: Decision) -> "State":
        return cls(
            status=decision.from_status,
            shown_id=decision.from_shown_id,
            edit_waits=decision.from_edit_waits,
            reported_at=decision.from_reported_at,
            edited_at=decision.from_edited_at,
            is_featured=decision.from_featured,
        )


@dataclass(slots=True, kw_only=True)
class Change:
    """One comment's next state, and the decision, so far without both of its ends."""

    comment: Comment
    revision: CommentRevision
    state: State
    decision: Decision = field(default_factory=Decision)


def lock(keys: Iterable[int]) -> list[Comment]:
    """Return the comments, locked, in the order of their keys so that no two acts deadlock."""
    wanted = set(keys)
    if len(wanted) > MOST_AT_ONCE:
        message = f"An act changes {MOST_AT_ONCE} comments at most, not {len(wanted)}."
        raise ValueError(message)
    comments = Comment.objects.select_for_update(no_key=True)
    return list(comments.filter(pk__in=wanted).order_by("pk"))


def newest_decisions(comments: Sequence[Comment]) -> dict[int, Decision]:
    """Return the newest decision on each comment, by the comment's key."""
    decisions = Decision.objects.filter(comment__in=comments).select_related("moderator")
    return {decision.comment_id: decision for decision in decisions.order_by("pk")}


def write(
    changes: Sequence[Change],
    *,
    moderator: User | None = None,
    check_name: str = "",
    act: Act | None = None,
    is_new: bool = False,
) -> None:
    """Write each change, decided on by a ``moderator`` (in an ``act``) or by a check.

    The comments are locked, unless they are new. Runs in a transaction, last in it.
    """
    now = timezone.now()
    public, refreshed = Counter[int](), set[str]()
    for change in changes:
        comment, state, decision = change.comment, change.state, change.decision
        was = State.of(comment)
        delta = (state.status == Status.APPROVED) - (was.status == Status.APPROVED and not is_new)
        public[comment.article_id] += delta
        if delta or (state.status == Status.APPROVED and _looks_other(was, state)):
            refreshed |= {versions.COMMENTS, versions.article_key(comment.article_id)}
        refreshed |= days.earlier(_moments(change), now)
        decision.comment, decision.revision = comment, change.revision
        decision.moderator, decision.check_name = moderator, check_name
        decision.act, decision.at = act, now
        _note_both_ends(decision, was, state, is_new=is_new)
        _apply(comment, state, moderator, now)
    decisions = [change.decision for change in changes]
    Decision.objects.bulk_create(decisions)
    _answer_reports(decisions if moderator else ())
    _count(public)
    outcomes.note(decisions)
    replies.note(decisions)
    versions.bump(*refreshed)
    if not is_new:
        backlog.clear(now)


def _moments(change: Change) -> Iterator[dt.datetime]:
    """Yield the moments of whose days the numbers change."""
    yield change.comment.created_at
    if change.decision.undoes:
        yield change.decision.undoes.at


def _looks_other(was: State, state: State) -> bool:
    seen = (was.shown_id, was.edited_at, was.is_featured)
    return seen != (state.shown_id, state.edited_at, state.is_featured)


def _note_both_ends(decision: Decision, was: State, state: State, *, is_new: bool) -> None:
    decision.from_status = "" if is_new else was.status
    decision.to_status = state.status
    decision.from_shown_id = was.shown_id
    decision.from_edit_waits = was.edit_waits
    decision.from_reported_at = was.reported_at
    decision.from_edited_at = was.edited_at
    decision.from_featured, decision.to_featured = was.is_featured, state.is_featured


def _apply(comment: Comment, state: State, moderator: User | None, now: dt.datetime) -> None:
    comment.status, comment.shown_id = state.status, state.shown_id
    comment.edit_waits, comment.reported_at = state.edit_waits, state.reported_at
    comment.edited_at, comment.is_featured = state.edited_at, state.is_featured
    comment.decided_by, comment.decided_at = moderator, now
    comment.turn = F("turn") + 1
    comment.save(
        update_fields=[
            "status",
            "shown",
            "edit_waits",
            "reported_at",
            "edited_at",
            "is_featured",
            "held_for",
            "decided_by",
            "decided_at",
            "turn",
        ]
    )


def _answer_reports(decisions: Sequence[Decision]) -> None:
    """Note which decision answered the readers' open reports of each comment."""
    by_comment = {decision.comment_id: decision for decision in decisions}
    reported = Report.objects.open().filter(comment__in=by_comment)
    for pk in set(reported.values_list("comment", flat=True)):
        Report.objects.open().filter(comment=pk).update(decision=by_comment[pk])


def _count(public: Mapping[int, int]) -> None:
    """Keep the number of public comments of each article; in order, as ``versions.bump``."""
    for article_pk, delta in sorted(public.items()):
        if delta:
            counts = CommentCount.objects.filter(article=article_pk)
            CommentCount.objects.bulk_create(
                [CommentCount(article_id=article_pk)], ignore_conflicts=True
            )
            counts.update(public=F("public") + delta)
