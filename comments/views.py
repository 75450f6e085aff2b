from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article
from articles.views import render_article

from . import held, origin, posting, reading
from .forms import CommentForm
from .models import Comment


class SeeOther(HttpResponseRedirect):
    """What follows is got with GET, whatever this request was (RFC 9110, 303)."""

    status_code = 303


@csrf_exempt  # Without a session there is nothing that a token could protect; see _origin.
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.live(), slug=slug)
    if request.method != "POST":
        return redirect(article)
    came_from = _origin(request)
    if came_from == origin.Origin.OTHER:
        raise PermissionDenied
    form = CommentForm(request.POST, slug=slug)
    if not form.is_valid():
        return _refused(request, article, form)
    try:
        comment = posting.post(article, form.post(came_from))
    except posting.NotTaken as error:
        form.add_error(None, str(error))
        return _refused(request, article, form)
    address = f"{article.get_absolute_url()}?held={held.sign(comment)}#comment-{comment.pk}"
    return SeeOther(address)


def _origin(request: HttpRequest) -> origin.Origin:
    site = urlsplit(settings.SITE_URL)
    return origin.of(
        fetch_site=request.headers.get("Sec-Fetch-Site"),
        origin=request.headers.get("Origin"),
        own={f"{site.scheme}://{site.netloc}", f"{request.scheme}://{request.get_host()}"},
    )


def _refused(request: HttpRequest, article: Article, form: CommentForm) -> HttpResponse:
    form.without_traps()
    return render_article(request, article, status=422, comment_form=form)


@require_safe
def detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Lead from a comment's own address to its place in the thread."""
    article, comment = _public(slug, pk)
    after = reading.page_of(comment)
    query = f"?after={after}" if after else ""
    return SeeOther(f"{article.get_absolute_url()}{query}#comment-{pk}")


@require_safe
def reply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a comment with the form for a reply to it."""
    article, comment = _public(slug, pk)
    form = CommentForm(slug=slug, initial={"parent": pk})
    context = {"article": article, "comment": comment, "comment_form": form}
    return render(request, "comments/reply.html", context)


def _public(slug: str, pk: int) -> tuple[Article, Comment]:
    article = get_object_or_404(Article.objects.live(), slug=slug)
    comments = article.comments.public().select_related("shown")
    return article, get_object_or_404(comments, pk=pk)
