"""The pages with comments are what is measured, and leave nothing behind."""

import pytest

from comments import reading
from comments.models import Comment
from newsroom import roles
from tests.factories import make_page, publish_article

from . import discussed, threads

pytestmark = pytest.mark.django_db
WITH_COMMENTS = [
    "8 comments",
    "8 comments, 4 more wait",
    "12 comments, first page",
    "12 comments, deep page",
]


@pytest.fixture
def _few(monkeypatch):
    for name, number in {"PAGE": 8, "WAITING": 4, "MANY": 12, "WARM_UP": 0}.items():
        monkeypatch.setattr(discussed, name, number)
    roles.sync()
    make_page(slug="comment-rules")
    make_page(slug="privacy")
    publish_article()


@pytest.mark.usefixtures("_few")
def test_every_page_is_measured_and_nothing_stays():
    taken = discussed.times(rounds=2, runs=1)
    assert list(taken) == ["none", *WITH_COMMENTS]
    assert all(len(costs) == 2 for costs in taken.values())
    assert not Comment.objects.exists()


@pytest.mark.usefixtures("_few")
def test_the_pages_have_the_comments_that_are_said():
    found = [
        len(reading.read(article, after=query.removeprefix("?after=")).rows)
        for article, query in discussed.pages("en").values()
    ]
    assert found == [0, 8, 8, 12, 8]


class Asked:
    """A site that answers with costs."""

    def __init__(self, **costs):
        self.costs = costs

    def ask(self, function, **arguments):
        assert function == "discussed.times"
        return self.costs


def test_a_page_is_over_whose_comments_cost_too_much():
    result = threads.compare(Asked(none=[9, 10], few=[13], many=[12, 11.6]), "SQLite", runs=1)
    assert [figure.verdict for figure in result.figures] == ["over", "OK"]
