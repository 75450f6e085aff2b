"""What a word rule would have found among the newest comments, before it is in force."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from . import gathering, words
from .models import Comment, WordRule

NEWEST = 1_000
# So many of those found are shown, ...
SHOWN = 10
# ... each with so many characters on either side.
AROUND = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    comment: Comment
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    number: int
    looked_at: int
    excerpts: Sequence[Excerpt]


def found_by(rule: WordRule) -> Found:
    """Look for the rule's words in the newest comments that it is for, the newest first.

    ``rule`` need not be saved. Raises ``words.Unusable``.
    """
    words.pattern(rule.words)
    wanted = words.Rule(pk=0, words=rule.words, action=rule.action, is_whole=rule.is_whole)
    matcher = words.Matcher([wanted])
    comments = list(_newest(rule))
    hits = [excerpt for comment in comments if (excerpt := _excerpt(matcher, comment))]
    return Found(number=len(hits), looked_at=len(comments), excerpts=hits[:SHOWN])


def _newest(rule: WordRule) -> QuerySet[Comment]:
    comments = Comment.objects.filter(commenter__isnull=False)
    if rule.article:
        comments = comments.filter(article=rule.article)
    if rule.section:
        comments = comments.filter(
            article__editions__status="published", article__editions__section=rule.section
        )
    return gathering.with_text(comments).order_by("-created_at", "-pk")[:NEWEST]


def _excerpt(matcher: words.Matcher, comment: Comment) -> Excerpt | None:
    for text in (vars(comment)["text"], comment.name):
        for hit in matcher.find(text):
            return Excerpt(
                comment=comment,
                before=text[max(0, hit.start - AROUND) : hit.start],
                words=text[hit.start : hit.end],
                after=text[hit.end : hit.end + AROUND],
            )
    return None
