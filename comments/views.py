from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article
from articles.views import page_key, render_article
from masthead import versions
from masthead.seeing import see

from . import arrival, held, posting, reading
from .forms import CommentForm
from .models import Comment
from .origin import Origin


@csrf_exempt  # Without a session there is nothing that a token could protect; see arrival.origin.
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.live(), slug=slug)
    if request.method != "POST":
        return redirect(article)
    came_from = arrival.origin(request)
    if came_from == Origin.OTHER:
        raise PermissionDenied
    form = CommentForm(request.POST, slug=slug)
    if not form.is_valid():
        return _refused(request, article, form)
    try:
        taken = posting.take(article, form.post(came_from, arrival.network(request)))
    except posting.NotTaken as error:
        form.add_error(None, str(error))
        return _refused(request, article, form)
    return see(_address_for_author(article, taken))


def _address_for_author(article: Article, taken: posting.Taken) -> str:
    """Lead to the comment, with the token by which its author alone sees what becomes of it.

    What is public already may be another's, and whoever says the same gets everybody's address.
    """
    comment = taken.comment
    if comment.is_public and not taken.is_new:
        return comment.get_absolute_url()
    return f"{article.get_absolute_url()}?held={held.sign(comment)}#comment-{comment.pk}"


def _refused(request: HttpRequest, article: Article, form: CommentForm) -> HttpResponse:
    form.without_traps()
    return render_article(request, article, status=422, comment_form=form)


@require_safe
def detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Lead from a comment's own address to its place in the thread."""
    article, comment = _public(slug, pk)
    after = reading.page_of(comment)
    query = f"?after={after}" if after else ""
    return see(f"{article.get_absolute_url()}{query}#comment-{pk}")


@versions.kept(versions.SITE, page_key)
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
