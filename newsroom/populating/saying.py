"""Comments with their revisions, decisions and reports, as people would have left them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from django.conf import settings

from comments import markup, networks
from comments.models import Act, Comment, CommentCount, CommentRevision, Decision, Report
from comments.screening import Finding, Verdict
from masthead.models import User

from .deciding import Desk
from .inserting import Table
from .planning import NETWORK_STAYS, Fate, Planned
from .prose import Pen
from .readers import NETWORKS, Reader, network

REPORTS = 3
NOTHING_FOUND = "screening"  # what Outcome.deciding_check says then
SHARE_OF_OTHER_NAMES = 0.05
Status, Verb = Comment.Status, Act.Verb

# Why a comment waits: the check, what it found, and how many in a hundred.
HELD_FOR = {
    ("everything_held", "The policy holds every comment."): 60,
    ("typed_too_fast", "Typed in 1 s; at least 3 expected."): 15,
    ("unknown_origin", "Sent without saying from which page."): 10,
    ("copy", "Word for word what another comment on the article says."): 10,
    ("staff_name", "The name could be taken for the staff’s."): 5,
}
_VERBS = {
    Fate.APPROVED: Verb.APPROVE,
    Fate.FEATURED: Verb.FEATURE,
    Fate.REPORTED: Verb.APPROVE,
    Fate.REJECTED: Verb.REJECT,
    Fate.SPAM: Verb.SPAM,
    Fate.REMOVED: Verb.REMOVE,
}
_AT_ONCE = {Fate.AT_ONCE, Fate.STAFF, Fate.EDITED, Fate.EDIT_WAITS, Fate.REMOVED}
_EDITED = {Fate.EDITED, Fate.EDIT_WAITS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who comments and who decides; ``articles`` are keys, in the order of the plan."""

    articles: Sequence[int]
    readers: Sequence[Reader]
    moderators: tuple[User, User]  # The first decides most.


@dataclass(slots=True)
class _Rows:
    """What is written together."""

    comments: list[Comment] = field(default_factory=list)
    revisions: list[CommentRevision] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    reported: list[Comment] = field(default_factory=list)


class Chronicle:
    """Writes planned comments in their order; ``end`` is the time 0 of their plan.

    Keys are given here, as a comment and its revision name each other.
    """

    def __init__(self, rng: Random, pen: Pen, cast: Cast, *, end: dt.datetime) -> None:
        self._rng, self._pen, self._cast, self._end = rng, pen, cast, end
        self._comments, self._revisions = Table(Comment), Table(CommentRevision)
        self._decisions, self._reports = Table(Decision), Table(Report)
        self._desk = Desk(rng, cast.moderators, end=end)
        self._public = Counter[int]()

    def write(self, planned: Iterable[Planned]) -> None:
        rows = _Rows()
        for one in planned:
            self._add(rows, one)
        acts = self._desk.close()
        reports = [report for comment in rows.reported for report in self._report(comment)]
        self._comments.insert(rows.comments)
        self._revisions.insert(rows.revisions)
        self._desk.acts.insert(acts)
        self._decisions.insert(rows.decisions)
        self._reports.insert(reports)

    def finish(self) -> None:
        """Count what is public, and have the database go on after the keys given here."""
        CommentCount.objects.bulk_create(
            CommentCount(article_id=article, public=number)
            for article, number in sorted(self._public.items())
        )
        for table in (self._comments, self._revisions, self._desk.acts):
            table.go_on()

    def _add(self, rows: _Rows, planned: Planned) -> None:
        fate, comment = planned.fate, self._comment(planned)
        rows.comments.append(comment)
        revision = self._revise(rows, comment, is_held=fate not in _AT_ONCE)
        if fate in _EDITED:
            self._revise(rows, comment, number=2, is_held=fate is Fate.EDIT_WAITS)
        if fate in _VERBS:
            rows.decisions.append(self._desk.decide(comment, revision, _VERBS[fate]))
        if fate is Fate.REPORTED:
            rows.reported.append(comment)
        if comment.status == Status.APPROVED:
            self._public[comment.article_id] += 1

    def _comment(self, planned: Planned) -> Comment:
        first, parent = self._comments.next_key, planned.parent
        comment = self._comments.row(
            id=first + planned.number,
            uid=self._pen.uid(),
            article_id=self._cast.articles[planned.article],
            parent_id=first + parent.number if parent else None,
            path=planned.path,
            created_at=self._end + dt.timedelta(seconds=planned.at),
            status=Status.APPROVED if planned.fate in _AT_ONCE else Status.PENDING,
        )
        if planned.fate is Fate.STAFF:
            moderator = self._cast.moderators[0]
            comment.user_id, comment.name = moderator.pk, moderator.get_full_name()
        else:
            self._sign(comment, planned)
        return comment

    def _sign(self, comment: Comment, planned: Planned) -> None:
        reader = self._cast.readers[planned.author]
        comment.commenter_id = reader.pk
        comment.name = reader.names[self._rng.random() < SHARE_OF_OTHER_NAMES]
        if reader.proves or planned.fate in _EDITED:
            comment.proven_at = comment.created_at
        if planned.at > -NETWORK_STAYS:
            comment.network = _hashed(reader.network, comment.created_at)

    def _revise(self, rows: _Rows, comment: Comment, *, is_held: bool, number: int = 1) -> int:
        """Add a revision with the decision of the checks on it; return its key."""
        at = comment.created_at if number == 1 else self._soon(comment.created_at)
        finding = self._finding() if is_held else None
        revision = self._revision(comment, number, finding, at)
        decision = self._decisions.row(
            comment_id=comment.pk,
            revision_id=revision.pk,
            at=at,
            check_name=finding.check if finding else NOTHING_FOUND,
            from_status=comment.status if number > 1 else "",
            to_status=comment.status,
            from_shown_id=comment.shown_id,
        )
        rows.revisions.append(revision)
        rows.decisions.append(decision)
        _receive(comment, decision, is_edit=number > 1, is_held=is_held)
        return revision.pk

    def _revision(
        self, comment: Comment, number: int, finding: Finding | None, at: dt.datetime
    ) -> CommentRevision:
        text = self._pen.remark()
        return self._revisions.row(
            id=next(self._revisions.keys),
            comment_id=comment.pk,
            number=number,
            text=text,
            html=markup.to_html(text),
            findings=[finding.as_json()] if finding else [],
            created_at=at,
        )

    def _finding(self) -> Finding:
        ((check, detail),) = self._rng.choices(list(HELD_FOR), list(HELD_FOR.values()))
        return Finding(check=check, verdict=Verdict.HOLD, detail=detail)

    def _soon(self, at: dt.datetime) -> dt.datetime:
        return min(at + dt.timedelta(seconds=self._rng.randint(20, 840)), self._end)

    def _report(self, comment: Comment) -> list[Report]:
        """Have readers report a comment on which a moderator had decided."""
        assert comment.decided_at is not None
        comment.reported_at = at = self._soon(comment.decided_at)
        return [
            self._reports.row(
                comment_id=comment.pk,
                reporter=_hashed(network(number), at),
                reason=self._rng.choice(Report.Reason.values),
                at=at,
            )
            for number in self._rng.sample(range(NETWORKS), REPORTS)
        ]


def _receive(comment: Comment, decision: Decision, *, is_edit: bool, is_held: bool) -> None:
    comment.turn += 1
    comment.held_for, comment.decided_at = decision.check_name, decision.at
    comment.edit_waits = is_held and is_edit
    if not is_held:
        comment.shown_id = decision.revision_id
        comment.edited_at = decision.at if is_edit else None


def _hashed(network: str, at: dt.datetime) -> str:
    return networks.hashed(network, settings.SECRET_KEY, networks.fortnight(at))
