"""The signed address at which one reader sees the comment that waits."""

from django.core import signing

from .models import Comment

MAX_AGE = 30 * 24 * 60 * 60  # seconds
_SALT = "comments.held"


def sign(comment: Comment) -> str:
    return signing.dumps(comment.pk, salt=_SALT)


def find(token: str, *, article_pk: int) -> Comment | None:
    """Return the comment of the article that ``token`` stands for; None if it is not valid."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return None
    comments = Comment.objects.filter(article=article_pk, pk=pk)
    return comments.prefetch_related("revisions").first()
