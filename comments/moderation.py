"""What moderators, checks and authors decide about comments: nobody else changes a status.

A decision locks the comments and is written by ``deciding``. What a moderator does with one press
is one ``Act``, to one comment or many.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from masthead.models import User

from . import deciding
from .models import Act, Comment, CommentRevision, Decision, Report
from .screening import Outcome, Verdict

Status = Comment.Status
Verb = Act.Verb
MOST_AT_ONCE = deciding.MOST_AT_ONCE

_STATUS_OF_VERDICT = {
    Verdict.PASS: Status.APPROVED,
    Verdict.HOLD: Status.PENDING,
    Verdict.SPAM: Status.SPAM,
}
_VERB_TO = {
    Status.APPROVED: Verb.APPROVE,
    Status.REJECTED: Verb.REJECT,
    Status.SPAM: Verb.SPAM,
    Status.REMOVED: Verb.REMOVE,
}
_STATUS_BY = {verb: status for status, verb in _VERB_TO.items()}


class Overtaken(Exception):
    """Somebody decided on the comment since the moderator's page was made."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(str(decision))
        self.decision = decision


class AlreadyUndone(Exception):
    """The act was taken back before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an act did; ``act`` is None where it changed nothing.

    ``overtaken`` holds the newest decision of each comment on which somebody else decided since;
    ``refused`` the comments that their authors took back, which are not shown again.
    """

    act: Act | None
    changed: tuple[Comment, ...]
    overtaken: tuple[Decision, ...] = ()
    refused: tuple[Comment, ...] = ()


def approve(comment: Comment, *, moderator: User, reason: str = "") -> Comment:
    """Show the comment's newest revision to readers."""
    return decide(comment, to=Status.APPROVED, moderator=moderator, reason=reason)


def reject(comment: Comment, *, moderator: User, reason: str = "") -> Comment:
    """Do not show the comment; of a public one with an edit that waits, not the edit."""
    return decide(comment, to=Status.REJECTED, moderator=moderator, reason=reason)


def mark_spam(comment: Comment, *, moderator: User, reason: str = "") -> Comment:
    return decide(comment, to=Status.SPAM, moderator=moderator, reason=reason)


def remove(comment: Comment, *, moderator: User, reason: str = "") -> Comment:
    """Take a comment that was public from readers; nothing is deleted."""
    return decide(comment, to=Status.REMOVED, moderator=moderator, reason=reason)


def decide(
    comment: Comment, *, to: str, moderator: User, reason: str = "", seen: int | None = None
) -> Comment:
    """Give the comment the status ``to``; any may follow any other.

    Returns the comment as it now is. Deciding again what is decided already changes nothing, so
    that two moderators at once leave one decision. ``seen`` is the comment's ``turn`` on the
    moderator's page; raises ``Overtaken`` where somebody decided otherwise since.
    """
    seen_turns = {} if seen is None else {comment.pk: seen}
    verb = _VERB_TO.get(Status(to))
    if verb is None:
        return _back_to_pending(comment, moderator=moderator, reason=reason)
    done = act([comment.pk], verb=verb, moderator=moderator, reason=reason, seen=seen_turns)
    if done.overtaken:
        raise Overtaken(done.overtaken[0])
    return done.changed[0] if done.changed else Comment.objects.get(pk=comment.pk)


@transaction.atomic
def act(
    comments: Iterable[int],
    *,
    verb: str,
    moderator: User,
    reason: str = "",
    seen: Mapping[int, int] | None = None,
    within: Act | None = None,
) -> Done:
    """Approve, reject, mark as spam, remove, feature or feature no longer, all in one act.

    ``comments`` holds keys, at most ``MOST_AT_ONCE`` (else ``ValueError``). ``seen`` holds, by
    key, the ``turn`` of each comment on the moderator's page: what was decided on since is left
    alone and told, unless it is already what the moderator wants. ``within`` is the act of which
    this is a part; without one, it is an act of its own.
    """
    locked = deciding.lock(comments)
    revisions = CommentRevision.objects.newest_of(locked)
    changes, overtaken, refused = [], [], []
    for comment in locked:
        change = _change(comment, revisions[comment.pk], verb)
        if change is None:
            continue
        if seen and seen.get(comment.pk, comment.turn) != comment.turn:
            overtaken.append(comment)
        elif comment.deleted_at and change.state.status == Status.APPROVED:
            refused.append(comment)
        else:
            change.decision.reason = reason
            changes.append(change)
    if changes:
        within = within or Act(moderator=moderator, at=timezone.now(), verb=verb, reason=reason)
        within.number += len(changes)
        within.save()
        deciding.write(changes, moderator=moderator, act=within)
    return Done(
        act=within,
        changed=tuple(change.comment for change in changes),
        overtaken=tuple(deciding.newest_decisions(overtaken).values()),
        refused=tuple(refused),
    )


@transaction.atomic
def undo(act: Act, *, moderator: User) -> Done:
    """Give each comment back what it was before ``act``; undoing is an act and can be undone.

    What somebody decided on since stays, and is told; so does what its author took back. Raises
    ``AlreadyUndone``.
    """
    act = Act.objects.select_for_update().get(pk=act.pk)
    if Act.objects.filter(undoes=act).exists():
        raise AlreadyUndone
    decisions = {decision.comment_id: decision for decision in act.decisions.all()}
    locked = deciding.lock(decisions)
    newest = deciding.newest_decisions(locked)
    revisions = CommentRevision.objects.newest_of(locked)
    changes, overtaken, refused = [], [], []
    for comment in locked:
        decision = decisions[comment.pk]
        if comment.deleted_at:
            refused.append(comment)
            continue
        if newest[comment.pk] != decision:
            overtaken.append(newest[comment.pk])
            continue
        change = deciding.Change(
            comment=comment, revision=revisions[comment.pk], state=deciding.State.before(decision)
        )
        change.decision.undoes = decision
        changes.append(change)
    made = Act.objects.create(
        moderator=moderator, at=timezone.now(), verb=Verb.UNDO, undoes=act, number=len(changes)
    )
    if changes:
        deciding.write(changes, moderator=moderator, act=made)
    undone = [change.decision.undoes_id for change in changes]
    Report.objects.filter(decision__in=undone).update(decision=None)
    return Done(
        act=made,
        changed=tuple(change.comment for change in changes),
        overtaken=tuple(overtaken),
        refused=tuple(refused),
    )


def last_act(moderator: User) -> Act | None:
    """Return the moderator's newest act that can be taken back and was not."""
    # With undone_by=None instead, PostgreSQL reads all of the moderator's acts.
    is_undone = Exists(Act.objects.filter(undoes=OuterRef("pk")))
    acts = Act.objects.filter(~is_undone, moderator=moderator).exclude(verb=Verb.UNDO)
    return acts.order_by("-pk").first()


@transaction.atomic
def receive(revision: CommentRevision, outcome: Outcome) -> Comment:
    """Give a comment whose ``revision`` was just stored what screening found, and log that.

    A first revision gives the comment its status. A later one, an edit, is shown where the
    comment is public and nothing holds it; else it waits beside what readers see.
    """
    comment = revision.comment
    comment.held_for = outcome.deciding_check
    state = deciding.State.of(comment)
    if revision.number == 1:
        state.status = _STATUS_OF_VERDICT[outcome.verdict]
        state.shown_id = revision.pk if state.status == Status.APPROVED else None
    elif comment.is_public and outcome.verdict == Verdict.PASS:
        state.shown_id, state.edited_at = revision.pk, revision.created_at
        state.edit_waits = False
    elif comment.is_public:
        state.edit_waits = True
    change = deciding.Change(comment=comment, revision=revision, state=state)
    deciding.write([change], check_name=outcome.deciding_check, is_new=revision.number == 1)
    return comment


@transaction.atomic
def decide_by_check(comment: Comment, *, to: str, check_name: str) -> Comment:
    """Give the comment the status ``to`` by what its author did, not by a moderator."""
    (locked,) = deciding.lock([comment.pk])
    revision = CommentRevision.objects.newest_of([locked])[locked.pk]
    change = _change(locked, revision, _VERB_TO[Status(to)])
    if change is not None:
        deciding.write([change], check_name=check_name)
    return locked


@transaction.atomic
def bring_back(comment: Comment, *, at: dt.datetime) -> None:
    """Bring a public comment back to the desk, because of reports; it stays public."""
    Comment.objects.public().filter(pk=comment.pk, reported_at=None).update(reported_at=at)


def _back_to_pending(comment: Comment, *, moderator: User, reason: str) -> Comment:
    with transaction.atomic():
        (locked,) = deciding.lock([comment.pk])
        if locked.status == Status.PENDING:
            return locked
        state = deciding.State.of(locked)
        state.status, state.edit_waits, state.reported_at = Status.PENDING, False, None
        revision = CommentRevision.objects.newest_of([locked])[locked.pk]
        change = deciding.Change(comment=locked, revision=revision, state=state)
        change.decision.reason = reason
        deciding.write([change], moderator=moderator)
    return locked


def _change(comment: Comment, revision: CommentRevision, verb: str) -> deciding.Change | None:
    """Return what ``verb`` makes of the comment; None where it is that already."""
    state = deciding.State.of(comment)
    if verb in {Verb.APPROVE, Verb.FEATURE}:
        is_edit = comment.shown_id is not None and comment.shown_id != revision.pk
        state.status, state.shown_id = Status.APPROVED, revision.pk
        state.edited_at = revision.created_at if is_edit else comment.edited_at
        state.is_featured = comment.is_featured or verb == Verb.FEATURE
        state.reported_at = None
    elif verb == Verb.UNFEATURE:
        state.is_featured = False
    elif verb != Verb.REJECT or not (comment.is_public and comment.edit_waits):
        state.status, state.reported_at = _STATUS_BY[Verb(verb)], None
    if verb != Verb.UNFEATURE:
        state.edit_waits = False
    if state == deciding.State.of(comment):
        return None
    return deciding.Change(comment=comment, revision=revision, state=state)
