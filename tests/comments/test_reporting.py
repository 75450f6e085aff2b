"""Readers' reports, and what enough of them do."""

import datetime as dt

import pytest
import time_machine

from articles.models import Article
from comments import moderation, networks, reporting
from comments.models import Comment, Commenter, ModeratorNotice, Policy, Report
from masthead import versions
from tests.factories import make_comment

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def comment(article):
    return make_comment(article, status=Comment.Status.APPROVED)


def reader(number: int = 1) -> reporting.Reader:
    return reporting.Reader(holder=None, network=f"192.0.{number}.0/24")


def report(comment, by=None, **fields):
    article = Article.objects.live().get(pk=comment.article_id)
    said = {"reason": "abuse", "details": ""} | fields
    reporting.report(article, comment, by or reader(), **said)
    comment.refresh_from_db()


def test_a_report_is_noted_and_changes_nothing_yet(comment):
    version = versions.number(versions.article_key(comment.article_id))
    report(comment, details="It names my street.")
    (noted,) = comment.reports.all()
    assert (noted.reason, noted.details, noted.decision) == ("abuse", "It names my street.", None)
    assert (comment.status, comment.queue) == ("approved", "approved")
    assert versions.number(versions.article_key(comment.article_id)) == version


def test_the_network_of_who_reports_is_kept_as_a_hash_only(comment):
    report(comment)
    assert "192.0" not in comment.reports.get().reporter


def test_the_same_reader_twice_is_once(comment):
    report(comment)
    report(comment, reason="spam")
    assert comment.reports.count() == 1


def test_a_network_is_the_same_reader_on_both_sides_of_a_fortnight(comment):
    turn = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + 1500 * networks.FORTNIGHT
    for seconds in (-1, 1):
        with time_machine.travel(turn + dt.timedelta(seconds=seconds), tick=False):
            report(comment)
    assert comment.reports.count() == 1


def test_the_holder_of_a_pass_is_one_reader_in_any_network(comment):
    holder = Commenter.objects.create(email="h@mail.example", email_key="k" * 64)
    for number in (1, 2):
        report(comment, reporting.Reader(holder=holder, network=f"192.0.{number}.0/24"))
    assert comment.reports.get().reporter == holder.email_key


def test_three_readers_bring_it_back_to_the_desk_and_it_stays_public(
    comment, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(3):
            assert comment.queue == "approved"
            report(comment, reader(number))
    assert (comment.status, comment.queue) == ("approved", "reported")
    assert ModeratorNotice.objects.get().queued_until


def test_a_fourth_reader_changes_nothing_more(comment):
    for number in range(3):
        report(comment, reader(number))
    reported_at = comment.reported_at
    report(comment, reader(4))
    assert comment.reported_at == reported_at


@pytest.mark.parametrize(("needed", "queue"), [(1, "reported"), (0, "approved")])
def test_the_policy_says_how_many_it_takes_and_zero_is_never(comment, needed, queue):
    Policy.objects.create(reports_needed=needed)
    report(comment)
    assert comment.queue == queue


def test_who_was_answered_is_not_heard_again_on_the_same_text(comment, moderator):
    for number in range(3):
        report(comment, reader(number))
    moderation.approve(comment, moderator=moderator)
    for number in range(3):
        report(comment, reader(number))
    assert comment.queue == "approved"
    assert Report.objects.open().count() == 0


def test_who_was_answered_is_heard_on_a_new_text(comment, moderator):
    with time_machine.travel(NOW, tick=False):
        report(comment)
    moderation.reject(comment, moderator=moderator)
    edited_at = NOW + dt.timedelta(minutes=1)
    Comment.objects.filter(pk=comment.pk).update(status="approved", edited_at=edited_at)
    with time_machine.travel(edited_at, tick=False):
        report(comment)
        report(comment)
    assert comment.reports.count() == 2


def test_very_many_reports_of_one_reader_have_to_wait(article):
    comments = [make_comment(article, status="approved") for _ in range(11)]
    with time_machine.travel(NOW, tick=False):
        for comment in comments[:10]:
            report(comment)
        with pytest.raises(reporting.NotReported, match="ten minutes"):
            report(comments[10])
    with time_machine.travel(NOW + dt.timedelta(minutes=10), tick=False):
        report(comments[10])
    assert Report.objects.count() == 11
