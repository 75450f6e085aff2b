"""What moderators decided: many comments at once, minutes to hours after they came."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from comments.models import Act, Comment, Decision
from masthead.models import User

from .inserting import Table

Status, Verb, Reason = Comment.Status, Act.Verb, Decision.Reason

# One press decides on at most so many comments, which came within two hours.
MOST_AT_ONCE = 25
TOGETHER = dt.timedelta(hours=2)
SECONDS_TO_DECIDE = 2400  # on average, after the last of them
SHARE_OF_FIRST = 0.8
_STATUS_BY = {
    Verb.APPROVE: Status.APPROVED,
    Verb.FEATURE: Status.APPROVED,
    Verb.REJECT: Status.REJECTED,
    Verb.SPAM: Status.SPAM,
    Verb.REMOVE: Status.REMOVED,
}
_REASONS = {
    Verb.APPROVE: ("",),
    Verb.FEATURE: ("",),
    Verb.REJECT: (Reason.ABUSE, Reason.OFF_TOPIC, Reason.PERSONAL_DATA, Reason.OTHER),
    Verb.SPAM: (Reason.SPAM,),
    Verb.REMOVE: (Reason.ABUSE, Reason.LEGAL, Reason.DUPLICATE),
}


@dataclass(slots=True)
class _Press:
    """Comments on which a moderator decides at once, with the decisions to complete."""

    verb: Act.Verb
    reason: str
    pairs: list[tuple[Comment, Decision]] = field(default_factory=list)

    def takes(self, at: dt.datetime) -> bool:
        return len(self.pairs) < MOST_AT_ONCE and at - self.pairs[0][0].created_at < TOGETHER


class Desk:
    """Decides on unsaved comments, which come in the order of their times.

    The first of ``moderators`` decides most; nothing is decided after ``end``.
    """

    def __init__(self, rng: Random, moderators: tuple[User, User], *, end: dt.datetime) -> None:
        self._rng, self._moderators, self._end = rng, moderators, end
        self._open: dict[tuple[Act.Verb, str], _Press] = {}
        self.acts, self._decisions = Table(Act), Table(Decision)
        self._made: list[Act] = []

    def decide(self, comment: Comment, revision: int, verb: Act.Verb) -> Decision:
        """Give the comment the status of ``verb``; who and when is known after ``close``."""
        reason = self._rng.choice(_REASONS[verb])
        decision = self._decisions.row(
            comment_id=comment.pk,
            revision_id=revision,
            from_status=comment.status,
            to_status=_STATUS_BY[verb],
            from_shown_id=comment.shown_id,
            to_featured=verb is Verb.FEATURE,
            reason=reason,
        )
        comment.status = decision.to_status
        comment.is_featured = decision.to_featured
        comment.turn += 1
        if comment.status == Status.APPROVED:
            comment.shown_id = revision
        self._add(verb, reason, comment, decision)
        return decision

    def close(self) -> list[Act]:
        """Complete what was decided since the last time; return the acts, to be saved first."""
        for press in self._open.values():
            self._complete(press)
        acts = self._made
        self._open, self._made = {}, []
        return acts

    def _add(self, verb: Act.Verb, reason: str, comment: Comment, decision: Decision) -> None:
        press = self._open.get((verb, reason))
        if press and not press.takes(comment.created_at):
            self._complete(press)
            press = None
        if press is None:
            press = self._open[verb, reason] = _Press(verb, reason)
        press.pairs.append((comment, decision))

    def _complete(self, press: _Press) -> None:
        newest = press.pairs[-1][0].created_at
        delay = dt.timedelta(seconds=self._rng.expovariate(1 / SECONDS_TO_DECIDE))
        at = min(newest + delay, self._end)
        moderator = self._moderators[self._rng.random() > SHARE_OF_FIRST]
        act = self.acts.row(
            id=next(self.acts.keys),
            moderator_id=moderator.pk,
            at=at,
            verb=press.verb,
            reason=press.reason,
            number=len(press.pairs),
        )
        self._made.append(act)
        for comment, decision in press.pairs:
            decision.at, decision.moderator_id, decision.act_id = at, moderator.pk, act.pk
            comment.decided_at, comment.decided_by_id = at, moderator.pk
