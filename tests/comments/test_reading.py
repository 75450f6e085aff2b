import re
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from comments import moderation, reading
from comments.models import Comment, Policy
from comments.threads import Order
from tests.factories import make_comment, publish_article

from .planting import plant, plant_flat

pytestmark = pytest.mark.django_db
APPROVED = Comment.Status.APPROVED
PATHS = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(
    lambda steps: "".join(f"{step:06x}" for step in steps)
)
THREADS = st.dictionaries(PATHS, st.sampled_from(["approved", "approved", "removed"]), max_size=25)


@pytest.fixture
def live(article):
    Policy.objects.create(mode="none-held")
    return Article.objects.live().get(pk=article.pk)


@pytest.fixture
def _small_pages(monkeypatch):
    monkeypatch.setattr(reading, "A_PAGE", 4)
    monkeypatch.setattr(reading, "THREADS", 2)


def newest_thread_first(path):
    return -int(path[:6], 16), path


def pages(article, order):
    """Return the paths of each page, in the order in which a reader comes by them."""
    after, found = "", []
    while not found or after:
        thread = reading.read(article, after=after, order=order)
        found.append([row.path for row in thread.rows])
        after = thread.next_after
        assert len(found) <= 100
    return found


def test_only_public_comments_are_read(live, moderator):
    public = make_comment(live)
    for status in set(Comment.Status) - {APPROVED}:
        make_comment(live, status=status)
    html = reading.read(live).html
    assert html.count("<article>") == 1
    assert f'id="comment-{public.pk}"' in html


@pytest.mark.parametrize(("order", "most"), [(Order.OLDEST, 1), (Order.NEWEST, 2)])
@pytest.mark.parametrize("number", [0, 10, 1000])
def test_a_page_costs_the_same_whatever_the_number_of_comments(live, order, most, number):
    plant_flat(live, number)
    with CaptureQueriesContext(connection) as queries:
        thread = reading.read(live, order=order)
    assert len(queries) <= most
    assert len(thread.rows) == min(number, reading.THREADS)


@pytest.mark.usefixtures("_small_pages")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statuses=THREADS)
def test_following_the_links_passes_every_public_comment_once_in_its_order(statuses):
    article = publish_article()
    plant(article, statuses)
    public = sorted(path for path, status in statuses.items() if status == APPROVED)
    oldest, newest = pages(article, Order.OLDEST), pages(article, Order.NEWEST)
    assert list(chain.from_iterable(oldest)) == public
    assert list(chain.from_iterable(newest)) == sorted(public, key=newest_thread_first)
    for page in oldest + newest:
        assert len(page) <= reading.A_PAGE
        assert len({path[:6] for path in page}) <= reading.THREADS


def test_a_root_with_more_replies_than_a_page_is_paged(live, moderator):
    replies = {f"000001{step:06x}": APPROVED for step in range(1, 451)}
    plant(live, {"000001": "removed", "000002": APPROVED} | replies)
    for order in Order:
        assert [len(page) for page in pages(live, order)] == [200, 200, 51]


def test_a_comment_is_found_on_the_page_that_shows_it(live, monkeypatch):
    monkeypatch.setattr(reading, "A_PAGE", 2)
    first, second = make_comment(live), make_comment(live)
    replies = [make_comment(live, parent=second.pk) for _ in range(3)]
    for comment in [first, second, *replies]:
        html = reading.read(live, after=reading.page_of(comment)).html
        assert f'id="comment-{comment.pk}"' in html
    assert reading.page_of(first) == ""


def test_the_replies_to_a_removed_comment_stay(live, moderator):
    parent = make_comment(live)
    reply = make_comment(live, parent=parent.pk)
    moderation.remove(parent, moderator=moderator)
    for order in Order:
        html = reading.read(live, order=order).html
        assert "This comment is not shown." in html
        assert f'id="comment-{reply.pk}"' in html
        assert parent.name not in html


def test_a_flattened_reply_says_whom_it_answers(live, moderator):
    line = [make_comment(live)]
    for _ in range(4):
        line.append(make_comment(live, parent=line[-1].pk))
    answer = re.compile(rf'in reply to <a href="[^"]+/{line[3].pk}/"><bdi>{line[3].name}</bdi>')
    assert answer.search(reading.read(live).html)
    moderation.remove(line[3], moderator=moderator)
    assert line[3].name not in reading.read(live).html


def test_whom_a_flattened_reply_answers_may_have_no_name_left(live):
    line = [make_comment(live)]
    for _ in range(4):
        line.append(make_comment(live, parent=line[-1].pk))
    Comment.objects.filter(pk=line[3].pk).update(name="")
    assert reading.read(live).rows[-1].in_reply_to == "Name removed"


def test_times_are_in_the_paper_s_zone(live, settings):
    settings.TIME_ZONE = "America/Tegucigalpa"
    make_comment(live)
    assert " CST</time>" in reading.read(live).html


def test_what_is_featured_is_listed_newest_first_and_ten_at_most(live, moderator):
    comments = [make_comment(live) for _ in range(12)]
    moderation.act([comment.pk for comment in comments], verb="feature", moderator=moderator)
    html = reading.featured(live)
    wanted = [comment.name for comment in reversed(comments[2:])]
    assert re.findall(r'comment-name">([^<]+)', html) == wanted


def test_what_is_featured_and_removed_is_not_listed(live, moderator):
    comment = make_comment(live)
    for verb in ("feature", "remove"):
        moderation.act([comment.pk], verb=verb, moderator=moderator)
    assert reading.featured(live) == ""


def test_the_number_of_comments_is_that_of_the_public_ones(live, moderator):
    assert reading.count(live) == 0
    comments = [make_comment(live) for _ in range(3)]
    moderation.remove(comments[0], moderator=moderator)
    assert reading.count(live) == 2
