"""What only real locks can keep: two of one thing at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles.models import Article
from comments import moderation, posting
from comments.models import Comment, Decision
from masthead import versions
from tests.factories import make_comment, make_user, publish_article
from tests.factories.comments import make_post

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(count, function):
    def run(number):
        try:
            return function(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_one_post_sent_eight_times_at_once_is_one_comment():
    live = Article.objects.live().get(pk=publish_article().pk)
    same = make_post()
    comments = at_once(8, lambda number: posting.post(live, same))
    assert len({comment.pk for comment in comments}) == Comment.objects.count() == 1


def test_eight_comments_at_once_get_eight_places():
    live = Article.objects.live().get(pk=publish_article().pk)
    posts = [make_post() for _ in range(8)]
    comments = at_once(8, lambda number: posting.post(live, posts[number]))
    assert sorted(comment.path for comment in comments) == [f"{n:06x}" for n in range(1, 9)]


def test_eight_moderators_at_once_leave_one_decision():
    comment = make_comment()
    moderators = [make_user() for _ in range(8)]
    at_once(8, lambda number: moderation.approve(comment, moderator=moderators[number]))
    assert Decision.objects.filter(to_status="approved").count() == 1
    assert versions.number(versions.article_key(comment.article_id)) == 1
