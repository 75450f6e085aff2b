"""What of the articles, and of whom they name, is in the sitemaps."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from masthead.models import Publication
from masthead.sitemaps import Kind, Log, News, Page
from meetings.models import Organization, Person

from .models import Article, Edition, Section, StatusChange, Topic
from .naming import named_organizations, named_people

NEWS_LASTS = dt.timedelta(days=2)
MOST_NEWS = 1000


def _articles() -> QuerySet[Edition]:
    fields = ("published_at", "article__slug", "article__language", "article__translation_of")
    return Edition.objects.published().select_related("article").only(*fields)


def _changes() -> QuerySet[StatusChange]:
    """Return the changes that readers saw: articles that came, became others, and left."""
    published = Edition.Status.PUBLISHED
    return StatusChange.objects.filter(Q(to_status=published) | Q(from_status=published))


def _pages(editions: Sequence[Edition], site: str) -> list[Page]:
    families = _families({_root(edition.article) for edition in editions})
    return [
        Page(
            address=site + edition.article.get_absolute_url(),
            changed=edition.published_at,
            versions=[
                (one.language, site + one.get_absolute_url())
                for one in families.get(_root(edition.article), [])
            ],
        )
        for edition in editions
    ]


def _root(article: Article) -> int:
    return article.translation_of_id or article.pk


def _families(roots: set[int]) -> dict[int, list[Article]]:
    """Return by original the live articles that say the same; only where there are several."""
    translated = Article.objects.filter(translation_of__in=roots)
    originals = set(translated.values_list("translation_of", flat=True))
    # Looked up from each member: a list of all that is published would have to be made.
    published = Edition.objects.published().filter(article=OuterRef("pk"))
    members = Article.objects.filter(
        Q(pk__in=originals) | Q(translation_of__in=originals), Exists(published)
    )
    families = defaultdict(list)
    for one in members.only("slug", "language", "translation_of").order_by("language", "pk"):
        families[_root(one)].append(one)
    return {root: members for root, members in families.items() if len(members) > 1}


def news(now: dt.datetime, paper: Publication, site: str) -> list[Page]:
    """Return what was first published in the last days before ``now``, newest first."""
    recent = Edition.objects.published().filter(displayed_at__gt=now - NEWS_LASTS)
    fields = ("headline", "displayed_at", "published_at", "article__slug", "article__language")
    editions = recent.select_related("article").only(*fields).order_by("-displayed_at", "-id")
    return [_piece_of_news(edition, paper, site) for edition in editions[:MOST_NEWS]]


def _piece_of_news(edition: Edition, paper: Publication, site: str) -> Page:
    assert edition.displayed_at is not None  # Kept by edition_published_is_complete.
    return Page(
        address=site + edition.article.get_absolute_url(),
        changed=edition.published_at,
        news=News(
            paper=paper.name,
            language=edition.article.language,
            title=edition.headline,
            published=edition.displayed_at,
        ),
    )


def _people() -> QuerySet[Person]:
    return named_people().only("slug")


def _organizations() -> QuerySet[Organization]:
    return named_organizations().only("slug")


def _sections() -> QuerySet[Section]:
    return Section.objects.only("slug")


def _topics() -> QuerySet[Topic]:
    return Topic.objects.published().only("slug")


KINDS = (
    Kind(
        name="articles",
        rows=_articles,
        key="article_id",
        log=Log(rows=_changes, at="at", key="edition__article"),
        pages=_pages,
    ),
    Kind(name="sections", rows=_sections),
    Kind(name="topics", rows=_topics),
    Kind(name="people", rows=_people),
    Kind(name="organizations", rows=_organizations),
)
