from typing import Annotated, Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from ninja import Path, Query, Router
from pydantic import Field

from articles.models import Article, Edition, EditionTopic, Section, Topic
from newsroom.api import paging, problems, shapes, stories
from newsroom.api.parameters import Language, Slug, SlugOfOne

router = Router(tags=["Articles"])


class Asked(paging.Asked):
    section: Annotated[Slug | None, Field(description="The slug of a section.")] = None
    topic: Annotated[Slug | None, Field(description="The slug of a topic.")] = None
    language: Annotated[Language | None, Field(description="Of the articles, as BCP 47.")] = None


@router.get(
    "/articles",
    response=problems.ON_LIST | {200: paging.Page[shapes.ArticleSummary]},
    summary="List articles",
)
def list_articles(
    request: HttpRequest, response: HttpResponse, asked: Query[Asked]
) -> paging.Page[shapes.ArticleSummary]:
    """List what readers see, the newest first."""
    places, after = paging.by_moment(_places(asked), asked, moment="displayed_at")
    keys = [_edition(place).article_id for place in places]
    live = Article.objects.live().in_bulk(keys)
    return paging.Page[shapes.ArticleSummary](
        items=stories.summaries([live[key] for key in keys if key in live], settings.SITE_URL),
        next=asked.link(request, response, after),
    )


def _places(asked: Asked) -> QuerySet[Any]:
    """Return the editions, or the rows of a topic, in whose order one index has the list."""
    wanted: dict[str, Any] = {}
    if asked.section:
        wanted["section"] = _named(Section.objects.all(), asked.section)
    if asked.language:
        wanted["article__language"] = asked.language
    if not asked.topic:
        return Edition.objects.published().filter(**wanted)
    topic = _named(Topic.objects.published(), asked.topic)
    shown = EditionTopic.objects.filter(topic=topic, displayed_at__isnull=False)
    of_edition = {f"edition__{name}": value for name, value in wanted.items()}
    return shown.filter(**of_edition).select_related("edition")


def _edition(place: Edition | EditionTopic) -> Edition:
    return place.edition if isinstance(place, EditionTopic) else place


def _named[Noun: Model](nouns: QuerySet[Noun], slug: str) -> Noun:
    noun = nouns.filter(slug=slug).first()
    if noun is None:
        message = f"There is no {nouns.model._meta.verbose_name} “{slug}”. The list is in the API."
        raise Http404(message)
    return noun


@router.get(
    "/articles/{slug:slug}",
    response=problems.ON_ONE | {200: shapes.Article, 301: None, 410: problems.Problem},
    summary="Read an article",
)
def read_article(
    request: HttpRequest, slug: Path[SlugOfOne]
) -> shapes.Article | HttpResponsePermanentRedirect:
    """Read an article with its text. One that moved is where the header Location says."""
    live = Article.objects.live().filter(slug=slug).first()
    if live:
        return stories.whole(live, settings.SITE_URL)
    moved = Article.objects.live().filter(old_slugs__slug=slug).first()
    if moved:
        return HttpResponsePermanentRedirect(reverse("api:read_article", args=[moved.slug]))
    if Article.objects.filter(slug=slug, withdrawn_at__isnull=False).exists():
        message = "This article was withdrawn."
        raise problems.Gone(message)
    message = f"There is no article “{slug}”."
    raise Http404(message)


@router.get(
    "/sections",
    response=problems.ON_LIST | {200: paging.Page[shapes.Label]},
    summary="List sections",
)
def list_sections(
    request: HttpRequest, response: HttpResponse, asked: Query[paging.Asked]
) -> paging.Page[shapes.Label]:
    """List the parts of the paper, in the order in which they were made."""
    rows, after = paging.by_key(Section.objects.all(), asked)
    return paging.Page[shapes.Label](
        items=[stories.label(row, settings.SITE_URL) for row in rows],
        next=asked.link(request, response, after),
    )


@router.get(
    "/topics",
    response=problems.ON_LIST | {200: paging.Page[shapes.Label]},
    summary="List topics",
)
def list_topics(
    request: HttpRequest, response: HttpResponse, asked: Query[paging.Asked]
) -> paging.Page[shapes.Label]:
    """List what articles that readers see are about."""
    rows, after = paging.by_key(Topic.objects.published(), asked)
    return paging.Page[shapes.Label](
        items=[stories.label(row, settings.SITE_URL) for row in rows],
        next=asked.link(request, response, after),
    )
