"""What search knows of articles: the words of the published edition, and what it is filtered by."""

from django.db.models import QuerySet
from django.utils import timezone

from masthead import indexing, prose
from masthead.indexing import Finding
from masthead.models import SearchEntry

from .models import Article, Edition

KIND = SearchEntry.Kind.ARTICLE
LOADED = ("bylines__person", "bylines__organization", "topics", "coverages")


def index(edition: Edition) -> None:
    """Let the article be found by the words of ``edition``, which is the published one."""
    indexing.put(findings(Edition.objects.filter(pk=edition.pk)))


def forget(article: Article) -> None:
    indexing.drop(KIND, [article.pk])


def findings(editions: QuerySet[Edition]) -> list[Finding]:
    """Return what is found of published editions, by a fixed number of queries."""
    return [_finding(edition) for edition in editions.prefetch_related(*LOADED)]


def _finding(edition: Edition) -> Finding:
    assert edition.displayed_at is not None  # Kept by edition_published_is_complete.
    bylines, coverages = edition.bylines.all(), edition.coverages.all()
    names = [*map(str, bylines), *(topic.name for topic in edition.topics.all())]
    authors = {byline.person_id for byline in bylines if byline.person_id}
    return Finding(
        kind=KIND,
        key=edition.article_id,
        moment=edition.displayed_at,
        title=edition.headline,
        lead=" ".join([edition.dek, edition.dateline, *names]),
        text=prose.plain(edition.body),
        marks=(
            f"s={edition.section_id}",
            f"y={timezone.localtime(edition.displayed_at).year}",
            *(f"p={person}" for person in sorted(authors)),
            *(f"m={coverage.meeting_id}" for coverage in coverages),
        ),
    )
