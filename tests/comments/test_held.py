import datetime as dt

import pytest
import time_machine

from comments import held
from tests.factories import make_comment, publish_article

pytestmark = pytest.mark.django_db


def test_the_token_finds_its_comment():
    comment = make_comment()
    assert held.find(held.sign(comment), article_pk=comment.article_id) == comment


def test_a_forged_token_finds_nothing():
    comment = make_comment()
    token = held.sign(comment)
    assert held.find(f"{token}x", article_pk=comment.article_id) is None
    assert held.find("", article_pk=comment.article_id) is None


def test_a_token_is_of_one_article():
    comment = make_comment()
    assert held.find(held.sign(comment), article_pk=publish_article().pk) is None


def test_a_token_ends_after_thirty_days():
    with time_machine.travel(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), tick=False):
        comment = make_comment()
        token = held.sign(comment)
    with time_machine.travel(dt.datetime(2026, 1, 31, 0, 0, 1, tzinfo=dt.UTC), tick=False):
        assert held.find(token, article_pk=comment.article_id) is None
