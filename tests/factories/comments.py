from itertools import count
from typing import Any

from django.db import transaction

from articles.models import Article
from comments import facts, moderation, posting
from comments.models import Comment, WordRule
from comments.origin import Origin
from comments.submission import Post
from masthead import versions
from tests.factories.articles import publish_article
from tests.factories.masthead import make_user

_numbers = count(1)


def make_post(**fields: Any) -> Post:
    """Return what a reader without fault sends."""
    number = next(_numbers)
    defaults = {
        "text": f"Comment {number}.",
        "name": f"Reader {number}",
        "email": f"reader-{number}@mail.example",
        "parent": None,
        "honeypot": "",
        "seconds": None,
        "origin": Origin.OWN,
    }
    return Post(**(defaults | fields))


def make_comment(
    article: Article | None = None, *, status: str | None = None, **fields: Any
) -> Comment:
    """Return a comment that a reader posted on ``article``, with the ``status`` if one is given."""
    on = article or publish_article()
    live = Article.objects.live().get(pk=on.pk)
    comment = posting.post(live, make_post(**fields))
    if status and status != comment.status:
        comment = moderation.decide(comment, to=status, moderator=make_user())
    return comment


def make_word_rule(words: str, **fields: Any) -> WordRule:
    """Return a rule in force, as the admin leaves it."""
    rule = WordRule.objects.create(words=words, **fields)
    with transaction.atomic():
        versions.bump(facts.WORD_RULES)
    return rule
