import csv
import datetime as dt
import io

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains

from comments import moderation
from comments.desk import numbers
from comments.models import Tally
from tests.factories import make_comment, make_user

PAGE = "/desk/comments/numbers/"
CSV = "/desk/comments/numbers.csv"
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def decided(article, _clock):
    """Return the moderator who rejected a comment 75 minutes after it came in."""
    judge = make_user(username="=cmd()")
    comment = make_comment(article)
    with time_machine.travel(NOW + dt.timedelta(minutes=75), tick=False):
        moderation.reject(comment, moderator=judge, reason="off-topic")
    Tally.objects.create(day=NOW.date(), what="refused:typed_too_fast", number=7)
    return judge


def rows(client, query=""):
    return list(csv.DictReader(io.StringIO(client.get(CSV + query).text)))


def test_the_page_shows_totals_reasons_moderators_and_checks(moderator_client, decided):
    page = moderator_client.get(PAGE)
    for words in ("1 h 15 min", "Off topic", "=cmd()", "Typed too fast"):
        assertContains(page, words)
    assert (page.context["total"].received, page.context["refused"]) == (1, 7)


def test_without_comments_there_is_a_page_as_well(moderator_client):
    page = moderator_client.get(PAGE)
    assert len(page.context["days"]) == 30
    assertContains(page, "<dd>–</dd>", html=True)


@pytest.mark.parametrize(("days", "span"), [("90", 90), ("30", 30), ("31", 30), ("x", 30)])
def test_the_span_can_be_chosen(moderator_client, days, span):
    page = moderator_client.get(f"{PAGE}?days={days}")
    assert len(page.context["days"]) == span
    assertContains(page, f'aria-current="page">{span} days')


def test_the_longest_bar_is_that_of_the_busiest_day(moderator_client, article):
    for days in (0, 0, 1):
        with time_machine.travel(NOW - dt.timedelta(days=days), tick=False):
            make_comment(article)
    page = moderator_client.get(PAGE)
    assertContains(page, '<rect width="100"', count=1)
    assertContains(page, '<rect width="50"', count=1)


def test_the_csv_has_a_line_for_each_day(moderator_client, decided):
    today, *before = rows(moderator_client)
    assert today["day"] == "2026-11-24"
    assert len(before) == 29
    wanted = {
        "received": "1",
        "approved": "0",
        "rejected": "1",
        "refused": "7",
        "median minutes to decision": "75",
        "for off topic": "1",
        "refused by typed_too_fast": "7",
        "by =cmd()": "1",
    }
    assert today.items() >= wanted.items()
    assert before[0]["median minutes to decision"] == ""


def test_the_csv_is_a_file_with_a_name(moderator_client, db):
    answer = moderator_client.get(f"{CSV}?days=90")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    name = "comments-2026-11-24-90-days.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_the_csv_is_a_formula(cell):
    assert numbers.safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["by =cmd()", "Ana", "", -1])
def test_harmless_cells_stay_as_they_are(cell):
    assert numbers.safe(cell) == cell


def test_reasons_that_nobody_gave_are_not_shown(moderator_client, decided):
    assertNotContains(moderator_client.get(PAGE), "Personal data")
