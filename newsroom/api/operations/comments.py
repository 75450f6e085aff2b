import uuid
from typing import Annotated

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from articles.models import Article
from comments.models import Comment
from comments.models.comment import CommentQuerySet
from newsroom.api import paging, problems, shapes, stories
from newsroom.api.parameters import Slug

router = Router(tags=["Comments"])


class Asked(paging.Asked):
    article: Annotated[Slug | None, Field(description="The slug of an article.")] = None


@router.get(
    "/comments",
    response=problems.ON_LIST | {200: paging.Page[shapes.Comment]},
    summary="List comments",
)
def list_comments(
    request: HttpRequest, response: HttpResponse, asked: Query[Asked]
) -> paging.Page[shapes.Comment]:
    """List what the desk made public, the newest first."""
    found = _public()
    if asked.article:
        article = Article.objects.live().filter(slug=asked.article).first()
        if article is None:
            message = f"There is no article “{asked.article}”."
            raise Http404(message)
        found = found.filter(article=article)
    rows, after = paging.by_moment(found, asked, moment="created_at")
    return paging.Page[shapes.Comment](
        items=[_describe(row, settings.SITE_URL) for row in rows],
        next=asked.link(request, response, after),
    )


@router.get(
    "/comments/{uuid:id}",
    response=problems.ON_ONE | {200: shapes.Comment},
    summary="Read a comment",
)
def read_comment(request: HttpRequest, id: uuid.UUID) -> shapes.Comment:  # noqa: A002 - the API's.
    """Read a public comment."""
    row = _public().filter(uid=id).first()
    if row is None:
        message = "There is no public comment of this identifier."
        raise Http404(message)
    return _describe(row, settings.SITE_URL)


def _public() -> CommentQuerySet:
    """Return public comments on live articles, with what is told of them."""
    live = Article.objects.live()
    return (
        Comment.objects.public()
        .filter(article__editions__status="published")
        .select_related("shown", "parent")
        .prefetch_related(Prefetch("article", live))
    )


def _describe(comment: Comment, site: str) -> shapes.Comment:
    assert comment.shown is not None  # Kept by comment_approved_shows_a_revision.
    parent = comment.parent
    return shapes.Comment(
        id=comment.uid,
        url=site + comment.get_absolute_url(),
        article=stories.reference(comment.article, site),
        parent=parent.uid if parent and parent.is_public else None,
        author=comment.name or None,
        is_staff=comment.user_id is not None,
        is_featured=comment.is_featured,
        date_published=comment.created_at,
        date_modified=comment.edited_at,
        text_html=comment.shown.html,
    )
