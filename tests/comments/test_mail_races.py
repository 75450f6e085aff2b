"""What only real locks can keep: the number of mails to one address."""

import pytest

from articles.models import Article
from comments import posting
from comments.models import Comment, VisitorMail
from tests.factories import publish_article
from tests.factories.comments import make_post

from .test_races import at_once
from .working import queued

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_eight_posts_at_once_to_one_address_cause_three_mails():
    articles = [publish_article() for _ in range(8)]
    live = [Article.objects.live().get(pk=article.pk) for article in articles]
    posts = [make_post(email="ana@mail.example") for _ in range(8)]
    at_once(8, lambda number: posting.post(live[number], posts[number]))
    assert Comment.objects.count() == 8
    assert VisitorMail.objects.count() == len(queued("mail_proof")) == 3
