"""Checking the stored numbers of public comments against the comments themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count

from masthead import versions

from .models import Comment, CommentCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    article: int  # The article's key.
    stored: int
    counted: int


def differences() -> list[Difference]:
    """Return where the stored number of an article's public comments is wrong."""
    public = Comment.objects.public().order_by().values("article").annotate(number=Count("pk"))
    counted = dict(public.values_list("article", "number"))
    stored = dict(CommentCount.objects.values_list("article", "public"))
    return [
        Difference(article=pk, stored=stored.get(pk, 0), counted=counted.get(pk, 0))
        for pk in sorted(stored.keys() | counted.keys())
        if stored.get(pk, 0) != counted.get(pk, 0)
    ]


def mend(articles: Iterable[int]) -> None:
    """Count the public comments of each article anew; decisions meanwhile are counted once."""
    for pk in articles:
        _mend(pk)


@transaction.atomic
def _mend(article: int) -> None:
    CommentCount.objects.bulk_create([CommentCount(article_id=article)], ignore_conflicts=True)
    # Whoever decides raises the number last: with its row locked, what is seen is what is counted.
    count = CommentCount.objects.select_for_update().get(article=article)
    count.public = Comment.objects.public().filter(article=article).count()
    count.save(update_fields=["public"])
    versions.bump(versions.COMMENTS, versions.article_key(article))
