"""Whole threads at once, put where a test wants them; nothing is screened or decided."""

from collections.abc import Mapping

from django.utils import timezone

from articles.models import Article
from comments import threads
from comments.models import Comment, CommentCount, Commenter, CommentRevision

APPROVED = Comment.Status.APPROVED


def plant(article: Article, statuses: Mapping[str, str]) -> list[Comment]:
    """Return new comments of ``article`` by their paths, each with the status that is given."""
    now = timezone.now()
    commenter = Commenter.objects.get_or_create(email_key="planted")[0]
    comments = Comment.objects.bulk_create(
        Comment(article=article, path=path, commenter=commenter, name=path, created_at=now)
        for path in sorted(statuses)
    )
    revisions = CommentRevision.objects.bulk_create(
        CommentRevision(comment=comment, text="T", html="<p>T</p>", created_at=now)
        for comment in comments
    )
    at = {comment.path: comment for comment in comments}
    for comment, revision in zip(comments, revisions, strict=True):
        comment.shown, comment.status = revision, statuses[comment.path]
        comment.parent = at.get(comment.path[: -threads.STEP])
    Comment.objects.bulk_update(comments, ["shown", "status", "parent"], batch_size=100)
    public = sum(status == APPROVED for status in statuses.values())
    CommentCount.objects.update_or_create(article=article, defaults={"public": public})
    return comments


def plant_flat(article: Article, number: int) -> list[Comment]:
    """Return ``number`` public threads of one comment each."""
    return plant(article, {f"{step:06x}": APPROVED for step in range(1, number + 1)})
