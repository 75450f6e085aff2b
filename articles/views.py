from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from masthead.viewers import viewer

from . import paging, reading
from .models import Article, Edition

ON_FRONT = 13
A_PAGE = 20


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    articles = list(Article.objects.live().newest_first()[:ON_FRONT])
    context = {"lead": next(iter(articles), None), "articles": articles[1:]}
    return render(request, "articles/front.html", context)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    articles = Article.objects.live().newest_first()
    if "after" in request.GET:
        try:
            moment, pk = paging.read(request.GET["after"])
        except paging.BadCursor as error:
            raise Http404 from error
        articles = articles.filter(
            Q(live__displayed_at__lt=moment) | Q(live__displayed_at=moment, live__id__lt=pk)
        )
    page = list(articles[: A_PAGE + 1])
    after = _cursor(page[A_PAGE - 1].live) if len(page) > A_PAGE else None
    return render(request, "articles/index.html", {"articles": page[:A_PAGE], "after": after})


def _cursor(edition: Edition) -> str:
    assert edition.displayed_at is not None  # Kept by edition_published_is_complete.
    return paging.write(edition.displayed_at, edition.pk)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    if "edition" in request.GET:
        return _preview(request, slug)
    live = Article.objects.live().filter(slug=slug).first()
    return render_article(request, live) if live else _elsewhere(request, slug)


def render_article(
    request: HttpRequest, article: Article, *, status: int = 200, **context: Any
) -> HttpResponse:
    """Answer with the page of a live article; ``context`` is for what its template includes."""
    edition = article.live
    edition.article = article
    page = {"page": reading.read(edition), **context}
    return render(request, "articles/article.html", page, status=status)


def _preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with an edition as readers would see it, to those who may; lead to a public one."""
    number = request.GET["edition"]
    if not (number.isascii() and number.isdigit() and len(number) <= len("9" * 18)):
        raise Http404
    editions = Edition.objects.visible_to(viewer(request)).select_related("article", "section")
    edition = get_object_or_404(editions, pk=number, article__slug=slug)
    if edition.status == Edition.Status.PUBLISHED:
        return redirect(edition.article)
    page = reading.read(edition, is_preview=True)
    return render(request, "articles/article.html", {"page": page})


def _elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for a slug without a live article: it moved, was withdrawn, or never was."""
    moved = Article.objects.filter(old_slugs__slug=slug).first()
    if moved:
        response = redirect(moved, permanent=True)
        # Browsers would keep it for good, and go in circles once the article moves back.
        patch_cache_control(response, no_cache=True)
        return response
    withdrawn = get_object_or_404(Article, slug=slug, withdrawn_at__isnull=False)
    return render(request, "articles/withdrawn.html", {"article": withdrawn}, status=410)
