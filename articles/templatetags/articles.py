from django import template
from django.conf import settings
from django.db.models import QuerySet
from django.template.context import RequestContext
from django.utils.safestring import SafeString

from articles import addresses, linked_data, moments
from articles.models import Article, Coverage, Edition, Section
from articles.naming import named_organizations
from articles.reading import Reading
from masthead.linked_data import Node, script
from masthead.models import Image, User
from masthead.papers import paper_of
from meetings.models import Meeting, Place
from meetings.paging import some

register = template.Library()
register.filter("moment", linked_data.moment)
register.filter("address_in_words", addresses.words)
register.filter("with_zone", moments.with_zone, expects_localtime=True)

MOST = 20
MOST_IN_NAVIGATION = 10


@register.inclusion_tag("articles/coverage.html")
def coverage_of(meeting: Meeting) -> dict[str, object]:
    """List the live articles about ``meeting``, newest first, at most ``MOST``."""
    articles = Article.objects.live().about(meeting).newest_first()
    return {"articles": articles[:MOST]}


@register.inclusion_tag("articles/coverage_of_any.html")
def coverage_of_any(meetings: QuerySet[Meeting]) -> dict[str, object]:
    """List the live articles about any of the ``meetings``, newest first, at most ``MOST``."""
    # By a query of its own: in one, PostgreSQL goes through all articles there are.
    covering = Coverage.objects.filter(meeting__in=meetings).values("edition")
    editions = Edition.objects.published().filter(pk__in=covering)
    keys = editions.order_by("-displayed_at", "-id").values_list("article", flat=True)[:MOST]
    return {"articles": Article.objects.live().filter(pk__in=list(keys)).newest_first()}


@register.inclusion_tag("articles/organizations_of.html")
def organizations_of(country: Place, viewer: User | None) -> dict[str, object]:
    """List the organisations of a country that ``viewer`` may see, at most ``MOST``."""
    known = named_organizations(viewer).filter(country=country)
    return {"organizations": some(known[: MOST + 1], MOST)}


@register.simple_tag(takes_context=True)
def story_data(context: RequestContext, page: Reading, comments: Node) -> SafeString:
    """Tell machines of a live article, with what is told of its comments."""
    paper = paper_of(context["request"])
    return script(linked_data.story(page, paper, settings.SITE_URL, comments=comments))


@register.simple_tag
def sections_in_navigation() -> QuerySet[Section]:
    """Return the first sections, at most ``MOST_IN_NAVIGATION``; a page of its own has them all."""
    return Section.objects.in_order()[:MOST_IN_NAVIGATION]


@register.simple_tag
def first_image(page: Reading) -> Image | None:
    """Return the picture with which an article is shared."""
    return next((use.image for use in linked_data.uses_of_images(page)), None)
