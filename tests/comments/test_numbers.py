import datetime as dt

import pytest
import time_machine
from django.db import OperationalError

from comments import editing, forgetting, moderation, numbers, posting, undoing
from comments.models import DayNumbers, Tally
from masthead.models import User
from tests.factories import make_comment, make_user

TODAY = dt.date(2026, 11, 24)
# Mexico City is six hours behind: its 24 November begins at 06:00 UTC.
MIDNIGHT = dt.datetime(2026, 11, 24, 6, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _zone(settings):
    settings.TIME_ZONE = "America/Mexico_City"


def at(minutes):
    return time_machine.travel(MIDNIGHT + dt.timedelta(minutes=minutes), tick=False)


@pytest.fixture
def post(article):
    def post(minutes, **fields):
        with at(minutes):
            return make_comment(article, **fields)

    return post


def decide(comment, minutes, *, to="approved", by=None, reason=""):
    with at(minutes):
        return moderation.decide(comment, to=to, moderator=by or make_user(), reason=reason)


def read(days=30):
    with at(23 * 60):
        return numbers.read(days, today=TODAY)


def read_anew():
    """Return the numbers as they are counted where none are kept."""
    DayNumbers.objects.all().delete()
    return read()


def test_comments_are_counted_on_the_papers_day_on_which_they_came_in(post):
    for minutes in (-1, 0, 60):
        post(minutes)
    found = read()
    yesterday = TODAY - dt.timedelta(days=1)
    assert (found.days[yesterday].received, found.days[TODAY].received) == (1, 2)
    assert found.total.received == 3


def test_only_the_days_asked_for_are_counted_the_newest_first(post):
    for minutes in (-24 * 60 - 1, 0, 24 * 60):
        post(minutes)
    found = read(2)
    assert list(found.days) == [TODAY, TODAY - dt.timedelta(days=1)]
    assert found.total.received == 1


def test_decisions_are_counted_by_status_reason_and_moderator(post, moderator):
    decide(post(0), 1, by=moderator)
    decide(post(0), 2, to="rejected", reason="abuse", by=moderator)
    decide(post(0), 3, to="rejected", reason="abuse")
    line = read().days[TODAY]
    assert line.decided == {"approved": 1, "rejected": 2, "pending": 3}
    assert line.reasons == {"abuse": 2}
    assert line.moderators[moderator.username] == 2


def test_a_decision_that_was_taken_back_does_not_count(post, moderator):
    decide(post(0), 1, by=moderator)
    with at(2):
        undoing.undo(moderation.last_act(moderator), moderator=moderator)
    line = read().days[TODAY]
    assert line.decided == {"pending": 1}
    assert line.moderators == {}


def test_featuring_counts_as_no_decision(post, moderator):
    comment = decide(post(0), 1)
    with at(2):
        moderation.act([comment.pk], verb="feature", moderator=moderator)
    assert moderator.username not in read().total.moderators


def test_refused_posts_and_purged_comments_come_from_the_tallies(db):
    for what, number in (("refused:honeypot", 3), ("refused:rate", 2), ("purged:spam", 5)):
        Tally.objects.create(day=TODAY, what=what, number=number)
    Tally.objects.create(day=TODAY, what="other:thing", number=1)
    Tally.objects.create(day=TODAY - dt.timedelta(days=30), what="purged:spam", number=1)
    line = read().total
    assert (line.received, line.decided) == (5, {"spam": 5})
    assert line.refused == {"honeypot": 3, "rate": 2}


def test_the_median_wait_is_told_by_day_of_coming_in_and_for_all(post):
    for came, waited in ((-60, 90), (0, 10), (0, 20), (0, 60)):
        decide(post(came), came + waited)
    post(0)
    found = read()
    assert found.days[TODAY - dt.timedelta(days=1)].median == dt.timedelta(minutes=90)
    assert found.days[TODAY].median == dt.timedelta(minutes=20)
    assert found.total.median == dt.timedelta(minutes=20)


def test_the_middle_of_all_need_not_be_that_of_a_day(post):
    for came, waits in ((-200, (1, 50, 100)), (0, (60, 70, 200))):
        for waited in waits:
            decide(post(came), came + waited)
    assert read().total.median == dt.timedelta(minutes=60)


def test_only_the_first_decision_ends_the_wait(post):
    comment = decide(post(0), 10)
    decide(comment, 500, to="removed")
    assert read().total.median == dt.timedelta(minutes=10)


def test_where_nobody_decided_there_is_no_median(post):
    post(0)
    assert read().total.median is None


def test_more_comments_cost_no_more_queries(post, moderator, django_assert_num_queries):
    for minutes in range(3):
        decide(post(minutes - 2), 5, by=moderator)
    read()
    with django_assert_num_queries(7):
        read()


def test_days_that_are_over_are_counted_once(post, django_assert_num_queries):
    post(-60)
    with at(24 * 60 + 60):
        numbers.read(30, today=TODAY)
        with django_assert_num_queries(3) as captured:  # Their versions, themselves, tallies.
            found = numbers.read(30, today=TODAY)
    assert not [one for one in captured if "comments_comment" in one["sql"]]
    assert found.total.received == 1


def test_a_day_is_over_an_hour_after_midnight(post):
    post(-60)
    with at(59):
        numbers.read(30, today=TODAY)
    yesterday = TODAY - dt.timedelta(days=1)
    assert not DayNumbers.objects.filter(day=yesterday).exists()
    read()
    assert str(DayNumbers.objects.get(day=yesterday)) == "2026-11-23"
    assert DayNumbers.objects.count() == 29


@pytest.mark.parametrize("before", [5, 24 * 60, 9 * 24 * 60])
@pytest.mark.parametrize("change", ["approve", "undo", "delete", "purge"])
def test_what_changes_an_earlier_day_is_seen(post, moderator, before, change):
    waiting, decided, kept = (post(-before - 60, email=f"{name}@example.org") for name in "abc")
    decide(decided, -before, to="spam", by=moderator)
    decide(kept, -before - 30, by=make_user())
    first = read()
    with at(30 * 24 * 60 if change == "purge" else 60):
        match change:
            case "approve":
                moderation.approve(waiting, moderator=moderator)
            case "undo":
                undoing.undo(moderation.last_act(moderator), moderator=moderator)
            case "delete":
                editing.delete(waiting)
            case "purge":
                forgetting.forget.call()
    second = read()
    assert second != first
    assert second == read_anew()
    assert second.total.median


def test_a_day_is_another_in_another_zone(post, settings):
    post(-1)
    assert read().days[TODAY].received == 0
    settings.TIME_ZONE = "UTC"
    assert read().days[TODAY].received == 1


def test_moderators_have_the_names_they_have_now(post, moderator):
    decide(post(-60), -30, by=moderator)
    read()
    User.objects.filter(pk=moderator.pk).update(username="renamed")
    assert read().total.moderators == {"renamed": 1}


def test_numbers_that_cannot_be_kept_are_told_all_the_same(post, monkeypatch):
    def fail(*args: object, **options: object) -> None:
        raise OperationalError

    post(-60)
    monkeypatch.setattr(DayNumbers.objects, "bulk_create", fail)
    assert read().total.received == 1
    assert not DayNumbers.objects.exists()


@pytest.mark.parametrize(("waited", "told"), [(119, 119), (124, 120), (1439, 1435), (1499, 1440)])
def test_long_waits_are_told_less_exactly(post, waited, told):
    decide(post(-2000), waited - 2000)
    assert read().total.median == dt.timedelta(minutes=told)


def test_what_the_staff_write_does_not_count(post, moderator):
    comment = decide(post(0), 30)
    with at(40):
        posting.reply_as_staff(comment, user=moderator, text="Thank you.")
    line = read().total
    assert (line.received, line.decided["approved"]) == (1, 1)
    assert line.median == dt.timedelta(minutes=30)
