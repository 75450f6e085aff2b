"""Which comments stand in which list of the desk, page by page."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import paging
from comments import moderation, queues
from comments.models import Comment, Queue
from comments.queues import ALL, MINE, Wanted
from tests.factories import make_comment, make_user, publish_article

pytestmark = pytest.mark.django_db
Status = Comment.Status
MORNING = dt.datetime(2026, 3, 1, 8, tzinfo=dt.UTC)


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(queues, "A_PAGE", 2)
    monkeypatch.setattr(queues, "STRETCH", 4)


def make_comments(number, article, **fields):
    """Return comments of which two at a time were written at the same moment."""
    comments = [make_comment(article, **fields) for _ in range(number)]
    for at, comment in enumerate(comments):
        comment.created_at = MORNING + dt.timedelta(minutes=at // 2)
        comment.save(update_fields=["created_at"])
    return comments


def listed(moderator, **wanted):
    return list(queues.read(Wanted(moderator=moderator, **wanted)).comments)


def followed(moderator, **wanted):
    """Return what all pages of the list show, one after the other."""
    comments, after = [], None
    while after != "":
        cursor = paging.read(after) if after else None
        page = queues.read(Wanted(moderator=moderator, after=cursor, **wanted))
        comments += page.comments
        after = page.after
    return comments


@pytest.mark.parametrize("queue", set(Queue) - {Queue.REPORTED})
def test_a_queue_holds_the_comments_of_its_status(moderator, queue):
    comments = {status: make_comment(status=status) for status in Status}
    assert listed(moderator, queue=queue) == [comments[Status(queue)]]
    assert len(listed(moderator, queue=ALL)) == len(Status)


def test_what_readers_report_has_a_queue_of_its_own(moderator):
    comment = make_comment(status=Status.APPROVED)
    moderation.bring_back(comment, at=timezone.now())
    assert listed(moderator, queue=Queue.REPORTED) == [comment]
    assert listed(moderator, queue=Queue.APPROVED) == []


def test_mine_are_those_that_i_decided_last_the_newest_decision_first(moderator):
    first, second, other = (make_comment() for _ in range(3))
    for comment in (second, first):
        moderation.approve(comment, moderator=moderator)
    moderation.approve(other, moderator=make_user())
    assert listed(moderator, queue=MINE, is_newest_first=True) == [first, second]


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("is_newest_first", [False, True])
@pytest.mark.parametrize("queue", [Queue.PENDING, ALL])
def test_the_pages_show_every_comment_once_and_in_order(moderator, article, queue, is_newest_first):
    comments = make_comments(7, article)
    found = followed(moderator, queue=queue, is_newest_first=is_newest_first)
    assert found == (comments[::-1] if is_newest_first else comments)


@pytest.mark.usefixtures("small_pages")
def test_the_pages_of_mine_show_every_comment_once(moderator, article):
    comments = make_comments(5, article)
    moderation.act([c.pk for c in comments], verb="spam", moderator=moderator)
    assert followed(moderator, queue=MINE, is_newest_first=True) == comments[::-1]


def test_one_page_is_bounded(moderator, article):
    make_comments(queues.A_PAGE + 1, article)
    assert len(listed(moderator)) == queues.A_PAGE


def test_a_list_is_narrowed_to_a_reason_an_article_and_an_author(moderator):
    wanted, other = make_comment(), make_comment()
    Comment.objects.filter(pk=wanted.pk).update(held_for="links")
    assert listed(moderator, held_for="links") == [wanted]
    assert listed(moderator, article=wanted.article_id) == [wanted]
    assert listed(moderator, author=wanted.commenter_id) == [wanted]
    assert listed(moderator, article=wanted.article_id, author=other.commenter_id) == []
    assert listed(moderator, held_for="links", article=wanted.article_id) == [wanted]


def test_mine_are_narrowed_too(moderator):
    wanted, other = make_comment(), make_comment()
    moderation.act([wanted.pk, other.pk], verb="spam", moderator=moderator)
    assert listed(moderator, queue=MINE, article=wanted.article_id) == [wanted]
    Comment.objects.filter(pk=other.pk).update(created_at=MORNING)
    assert listed(moderator, queue=MINE, since=MORNING + dt.timedelta(days=1)) == [wanted]
    assert listed(moderator, queue=MINE, until=MORNING + dt.timedelta(days=1)) == [other]


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("is_newest_first", [False, True])
def test_dates_bound_a_list_on_each_of_its_pages(moderator, article, is_newest_first):
    comments = make_comments(12, article)
    minute = dt.timedelta(minutes=1)
    bounds = {"since": MORNING + minute, "until": MORNING + 4 * minute}
    found = followed(moderator, is_newest_first=is_newest_first, **bounds)
    assert sorted(found, key=lambda comment: comment.pk) == comments[2:8]


def test_a_cursor_from_before_the_first_date_shows_nothing_older(moderator, article):
    comments = make_comments(4, article)
    later = MORNING + dt.timedelta(minutes=1)
    assert listed(moderator, since=later, after=(MORNING, 0)) == comments[2:]
    newest_first = {"is_newest_first": True, "until": later}
    assert listed(moderator, **newest_first, after=(MORNING, comments[1].pk)) == [comments[0]]


@pytest.mark.parametrize("words", ["flüsse", "FLÜSSE", "ana", "lies die"])
def test_words_are_found_in_texts_and_names_whatever_their_case(moderator, words):
    wanted = make_comment(text="Lies die Flüsse.", name="Ana")
    make_comment(text="Berge.", name="Bo")
    assert listed(moderator, words=words) == [wanted]


@pytest.mark.usefixtures("small_pages")
def test_a_search_ends_after_a_stretch_and_says_how_far_it_came(moderator, article):
    comments = make_comments(6, article)
    last = make_comment(article, text="A rare word")
    page = queues.read(Wanted(moderator=moderator, words="rare"))
    assert (page.comments, page.searched_to) == ([], comments[3].created_at)
    assert followed(moderator, words="rare") == [last]


@pytest.mark.usefixtures("small_pages")
def test_a_search_shows_every_hit_once(moderator, article):
    comments = make_comments(9, article, name="Ana")
    assert followed(moderator, words="ana") == comments
    assert followed(moderator, words="ana", is_newest_first=True) == comments[::-1]


def test_queues_and_reasons_are_counted_in_one_query(moderator, django_assert_num_queries):
    comment = make_comment()
    make_comment(status=Status.SPAM)
    moderation.approve(make_comment(), moderator=moderator)
    with django_assert_num_queries(1):
        numbers, reasons = queues.count(moderator, ["everything_held", "links"])
    assert numbers == {
        "pending": 1,
        "reported": 0,
        "approved": 1,
        "rejected": 0,
        "spam": 1,
        "removed": 0,
        "mine": 1,
    }
    assert reasons == {comment.held_for: 1, "links": 0}


def test_counting_stops_where_the_exact_number_no_longer_matters(moderator, article, monkeypatch):
    monkeypatch.setattr(queues, "COUNTED", 2)
    make_comments(5, article)
    numbers, _ = queues.count(moderator, [])
    assert numbers["pending"] == 3


@pytest.mark.parametrize(
    "wanted",
    [{}, {"queue": ALL}, {"queue": MINE}, {"held_for": "links"}, {"words": "a"}, {"author": 1}],
)
def test_a_page_costs_the_same_for_many_comments(moderator, article, wanted):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            for comment in listed(moderator, **wanted):
                str((comment.article, comment.commenter, comment.user, comment.parent))
        return len(queries)

    make_comment(article)
    few = cost()
    make_comments(5, publish_article())
    assert cost() == few <= 3


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({}, "comment_queue"),
        ({"held_for": "links"}, "comment_queue_by_reason"),
        ({"article": 1}, "comment_queue_of_article"),
        ({"queue": ALL}, "comment_all"),
        ({"queue": ALL, "article": 1}, "comment_all_of_article"),
        ({"queue": MINE}, "comment_decided_by"),
    ],
)
def test_each_list_is_read_in_the_order_of_an_index(moderator, wanted, index):
    with CaptureQueriesContext(connection) as queries:
        listed(moderator, after=(MORNING, 5), **wanted)
    plan = plan_of(queries[0]["sql"])
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
    # Among tables without rows, PostgreSQL takes any index that has the order.
    assert connection.vendor == "postgresql" or f"USING INDEX {index} (" in plan


def plan_of(sql):
    """Return how the database reads, where neither scanning nor sorting is cheap."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            return " ".join(row[3] for row in cursor.fetchall())
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {sql}")
        return " ".join(row[0] for row in cursor.fetchall())
