"""What a person or an organisation wrote, newest first, page by page."""

from django.db.models import Q, QuerySet

from meetings.paging import Page

from . import paging
from .models import Article, Byline


def written(bylines: QuerySet[Byline]) -> QuerySet[Article]:
    """Return the live articles whose edition bears one of the ``bylines``, newest first."""
    return Article.objects.live().filter(Q(live__id__in=bylines.values("edition"))).newest_first()


def page(bylines: QuerySet[Byline], after: str | None, size: int) -> Page[Article]:
    """Return the page of what was written that begins after a cursor; raises ``BadCursor``."""
    articles = written(bylines)
    if after is not None:
        moment, pk = paging.read(after)
        articles = articles.filter(
            Q(live__displayed_at__lt=moment) | Q(live__displayed_at=moment, live__id__lt=pk)
        )
    found = list(articles[: size + 1])
    return Page(rows=found[:size], after=_cursor(found[size - 1]) if len(found) > size else None)


def _cursor(article: Article) -> str:
    assert article.live.displayed_at is not None  # Kept by edition_published_is_complete.
    return paging.write(article.live.displayed_at, article.live.pk)
