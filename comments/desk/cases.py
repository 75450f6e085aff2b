"""What a moderator sees of each comment, gathered in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition
from comments import authors
from comments.models import Comment, CommentRevision, Decision, Report

from . import marking

# So many of the details that readers gave are shown on one page.
MOST_DETAILS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """Open reports of one comment for one reason, with the words of those who gave some."""

    reason: str
    number: int
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    comment: Comment
    headline: str
    text: SafeString
    is_edit: bool  # ``text`` is an edit beside what readers see, with what it changes.
    reasons: tuple[str, ...]
    complaints: tuple[Complaint, ...]
    decision: Decision | None  # The newest, unless it is the check's that received the comment.
    history: authors.History | None


@dataclass(slots=True, kw_only=True)
class _Facts:
    headlines: Mapping[int, str]
    revisions: Mapping[int, CommentRevision]
    shown: Mapping[int, CommentRevision]
    decisions: Mapping[int, Decision]
    complaints: Mapping[int, list[Complaint]]
    histories: Mapping[int, authors.History] = field(default_factory=dict)


def gather(comments: Sequence[Comment]) -> list[Case]:
    """Return a case for each of ``comments``, whose article, parent and people are loaded."""
    revisions = CommentRevision.objects.newest_of(comments)
    facts = _Facts(
        headlines=_headlines(comments),
        revisions=revisions,
        shown=_shown(comments, revisions),
        decisions=_decisions(comments),
        complaints=_complaints(comments),
        histories=authors.histories(comments),
    )
    return [_case(comment, facts) for comment in comments]


def _case(comment: Comment, facts: _Facts) -> Case:
    revision = facts.revisions[comment.pk]
    before = facts.shown.get(comment.pk) if comment.edit_waits else None
    return Case(
        comment=comment,
        headline=facts.headlines.get(comment.article_id) or comment.article.slug,
        text=marking.compare(before.text, revision.text) if before else text_of(revision),
        is_edit=before is not None,
        reasons=tuple(finding["detail"] for finding in revision.findings),
        complaints=tuple(facts.complaints[comment.pk]),
        decision=facts.decisions.get(comment.pk),
        history=facts.histories.get(comment.commenter_id) if comment.commenter_id else None,
    )


def text_of(revision: CommentRevision) -> SafeString:
    """Return the text with what screening found in it marked."""
    spans = [span for finding in revision.findings for span in _spans(finding)]
    if spans:
        return marking.mark(revision.text, spans)
    return mark_safe(revision.html)  # noqa: S308 - made by comments.markup.


def _spans(finding: Mapping[str, Any]) -> list[list[int]]:
    return finding.get("spans") or [] if finding.get("field", "text") == "text" else []


def _headlines(comments: Sequence[Comment]) -> dict[int, str]:
    articles = {comment.article_id for comment in comments}
    editions = Edition.objects.filter(status=Edition.Status.PUBLISHED, article__in=articles)
    return dict(editions.values_list("article", "headline"))


def _shown(
    comments: Sequence[Comment], newest: Mapping[int, CommentRevision]
) -> dict[int, CommentRevision]:
    keys = [comment.shown_id for comment in comments if comment.edit_waits]
    shown = CommentRevision.objects.filter(pk__in=[key for key in keys if key])
    return {revision.comment_id: revision for revision in shown}


def _decisions(comments: Sequence[Comment]) -> dict[int, Decision]:
    decisions = Decision.objects.filter(comment__in=comments).exclude(from_status="")
    newest = decisions.select_related("moderator", "act").order_by("pk")
    return {decision.comment_id: decision for decision in newest}


def _complaints(comments: Sequence[Comment]) -> dict[int, list[Complaint]]:
    """Return the open reports by comment; counted by the database, for there may be many."""
    reports = Report.objects.open().filter(comment__in=comments)
    details = defaultdict(list)
    with_words = reports.exclude(details="").order_by("pk")[:MOST_DETAILS]
    for pk, reason, words in with_words.values_list("comment", "reason", "details"):
        details[pk, reason].append(words)
    complaints: dict[int, list[Complaint]] = defaultdict(list)
    counted = reports.order_by("comment", "reason").values_list("comment", "reason")
    for pk, reason, number in counted.annotate(number=Count("pk")):
        complaints[pk].append(
            Complaint(
                reason=str(Report.Reason(reason).label),
                number=number,
                details=tuple(details[pk, reason]),
            )
        )
    return complaints
