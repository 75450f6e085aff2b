"""The front page and the lists of articles, newest first: all, by section, topic and month."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from masthead import versions

from . import archive, front, paging
from .models import Article, Edition, EditionTopic, Section, Topic

A_PAGE = 20
TOPICS_A_PAGE = 100
MOST_SECTIONS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Articles, and the cursor of the next page; empty on the last."""

    articles: list[Article]
    after: str


@versions.kept(versions.SITE)
@require_safe
def front_page(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/front.html", {"front": front.compose(timezone.now())})


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(
        request, "articles/index.html", {"page": _page(request, Edition.objects.published())}
    )


@versions.kept(versions.SITE)
@require_safe
def sections(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/sections.html", {"shelves": front.shelves(MOST_SECTIONS)})


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Section, slug=slug)
    page = _page(request, Edition.objects.published().filter(section=found))
    return render(request, "articles/section.html", {"section": found, "page": page})


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    found = Topic.objects.published().order_by("name", "pk")
    if "after" in request.GET:
        last = request.GET["after"].replace("\x00", " ")  # PostgreSQL takes no NUL.
        found = found.after(get_object_or_404(found, slug=last))
    page = list(found[: TOPICS_A_PAGE + 1])
    after = page[TOPICS_A_PAGE - 1].slug if len(page) > TOPICS_A_PAGE else ""
    context = {"topics": page[:TOPICS_A_PAGE], "after": after}
    return render(request, "articles/topics.html", context)


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Topic.objects.published(), slug=slug)
    rows = EditionTopic.objects.filter(topic=found, displayed_at__isnull=False)
    page = _page(request, rows, article="edition__article_id")
    return render(request, "articles/topic.html", {"topic": found, "page": page})


@versions.kept(versions.SITE)
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/archive.html", {"years": archive.years()})


@versions.kept(versions.SITE)
@require_safe
def year(request: HttpRequest, year: str) -> HttpResponse:
    try:
        months = archive.months(int(year))
    except archive.NoSuchTime as error:
        raise Http404 from error
    if not months:
        raise Http404
    return render(request, "articles/archive_year.html", {"months": months})


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    try:
        shown = archive.span(int(year), int(month))
    except archive.NoSuchTime as error:
        raise Http404 from error
    published = Edition.objects.published()
    editions = published.filter(displayed_at__gte=shown.start, displayed_at__lt=shown.end)
    if not editions.exists():
        raise Http404
    before, after = archive.neighbours(shown)
    context = {
        "month": shown,
        "page": _page(request, editions),
        "month_before": before,
        "month_after": after,
    }
    return render(request, "articles/archive_month.html", context)


def _page(
    request: HttpRequest,
    rows: QuerySet[Edition] | QuerySet[EditionTopic],
    *,
    article: str = "article_id",
) -> Page:
    """Return the page of a list that ``?after=`` names; raises ``Http404``.

    ``rows`` are what an index has in the order of the list; ``article`` is their path to the key.
    """
    if cursor := _cursor(request):
        rows = rows.filter(paging.beyond(cursor, moment="displayed_at", is_newest_first=True))
    columns = rows.order_by("-displayed_at", "-id").values_list("displayed_at", "pk", article)
    found = list(columns[: A_PAGE + 1])
    live = Article.objects.live().in_bulk([key for *_, key in found[:A_PAGE]])
    articles = [live[key] for *_, key in found[:A_PAGE] if key in live]
    has_more = len(found) > A_PAGE
    return Page(articles=articles, after=paging.write(*found[A_PAGE - 1][:2]) if has_more else "")


def _cursor(request: HttpRequest) -> paging.Cursor | None:
    if "after" not in request.GET:
        return None
    try:
        return paging.read(request.GET["after"])
    except paging.BadCursor as error:
        raise Http404 from error
