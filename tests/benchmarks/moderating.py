"""The site's side of ``exactness``: comments, and a moderator who decides about them."""

import secrets

from django.urls import reverse

from articles.models import Article
from comments import moderation, posting
from comments.models import Comment, CommentCount
from masthead.models import User
from newsroom import roles
from tests.factories.comments import make_post

# Comments of articles with no more are on the first page.
MOST_COMMENTS = 20


def prepare(articles: int) -> list[dict[str, str | int | list[str]]]:
    """Post a comment on each of so many articles; return where each is seen once approved."""
    few = CommentCount.objects.filter(public__range=(1, MOST_COMMENTS))
    live = Article.objects.live().filter(pk__in=few.values("article"))[:articles]
    return [_prepare(article) for article in live]


def _prepare(article: Article) -> dict[str, str | int | list[str]]:
    mark = f"exact{secrets.token_hex(8)}"
    comment = posting.post(article, make_post(text=f"See {mark}.", email=f"{mark}@mail.example"))
    change(comment.pk, is_public=False)
    paths = [
        article.get_absolute_url(),
        reverse("comments:article-feed", args=[article.slug]),
        reverse("comments:feed"),
    ]
    return {"pk": comment.pk, "text": mark, "paths": paths}


def change(pk: int, *, is_public: bool) -> None:
    """Show or remove the comment; it is committed when this returns."""
    moderator = User.objects.get(username=roles.MODERATOR)
    decide = moderation.approve if is_public else moderation.remove
    decide(Comment.objects.get(pk=pk), moderator=moderator)
