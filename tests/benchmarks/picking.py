"""The site's side of what is served: which pages to ask for."""

from django.db.models import F
from django.db.models.functions import Abs
from django.urls import reverse

from articles.models import Article
from comments.models import CommentCount
from comments.threads import STEP


def discussed(comments: int) -> str:
    """Return the address of the article with about so many public comments."""
    return _nearest(comments).get_absolute_url()


def hot(comments: int) -> tuple[str, int]:
    """Return the address of the article with about so many comments, and how many threads."""
    article = _nearest(comments)
    last = article.comments.public().order_by("-path").values_list("path", flat=True)[0]
    return article.get_absolute_url(), int(last[:STEP], 16)


def articles(number: int) -> list[str]:
    newest = Article.objects.live().newest_first()[:number]
    return [article.get_absolute_url() for article in newest]


def search() -> str:
    return reverse("search")


def _nearest(comments: int) -> Article:
    counts = CommentCount.objects.select_related("article")
    return counts.order_by(Abs(F("public") - comments), "pk")[0].article
