from contextlib import AbstractContextManager
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from masthead import languages, versions
from masthead.papers import paper_of
from masthead.viewers import viewer

from . import reading
from .models import Article, Edition


def page_key(slug: str, **kwargs: Any) -> str:
    """Return the version of what is said about the article on its page, while it has one."""
    pk = Article.objects.live().filter(slug=slug).values_list("pk", flat=True).first()
    return versions.article_key(pk) if pk else ""


@versions.kept(versions.SITE, page_key, parameters=("after", "order", "held", "edition"))
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
    with _speaking(request, article):
        page = {"page": reading.read(edition), **context}
        return render(request, "articles/article.html", page, status=status)


def _speaking(request: HttpRequest, article: Article) -> AbstractContextManager[None]:
    """Say the words around an article in its language, else in the paper's."""
    return languages.speaking(article.language, paper_of(request).language)


def _preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with an edition as readers would see it, to those who may; lead to a public one."""
    number = request.GET["edition"]
    if not (number.isascii() and number.isdigit() and len(number) <= len("9" * 18)):
        raise Http404
    editions = Edition.objects.visible_to(viewer(request)).select_related("article", "section")
    edition = get_object_or_404(editions, pk=number, article__slug=slug)
    if edition.status == Edition.Status.PUBLISHED:
        return redirect(edition.article)
    with _speaking(request, edition.article):
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
    with _speaking(request, withdrawn):
        context = {"article": withdrawn, "headline": _last_headline(withdrawn)}
        return render(request, "articles/withdrawn.html", context, status=410)


def _last_headline(withdrawn: Article) -> str:
    """Return the headline that readers saw last; '' where the law may forbid to repeat it."""
    if withdrawn.withdrawn_for == Article.Withdrawal.LEGAL:
        return ""
    seen = withdrawn.editions.filter(status=Edition.Status.SUPERSEDED)
    return seen.latest("published_at").headline
