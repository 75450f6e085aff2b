"""What readers do with their comments, and the worker, at one moment."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from articles.models import Article
from comments import editing, erasing, forgetting, moderation, reporting
from comments.models import Comment, Policy, Tally
from tests.comments.test_races import at_once
from tests.factories import make_comment, make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_eight_edits_at_once_are_kept_one_after_the_other():
    comment = make_comment(is_proven=True)
    at_once(8, lambda number: editing.edit(comment, f"Text {number}.", network=""))
    assert sorted(comment.revisions.values_list("number", flat=True)) == list(range(1, 10))


def test_an_edit_and_a_decision_at_once_leave_what_the_last_one_says():
    Policy.objects.create(mode="none-held")
    comment, user = make_comment(is_proven=True), make_user()
    acts = [
        lambda: editing.edit(comment, "A new text.", network=""),
        lambda: moderation.approve(comment, moderator=user),
    ]
    at_once(2, lambda number: acts[number]())
    comment = Comment.objects.select_related("shown").get()
    assert (comment.is_public, comment.edit_waits) == (True, False)
    assert comment.shown.text == "A new text."


def test_a_comment_deleted_eight_times_at_once_is_deleted_once():
    comment = make_comment()
    at_once(8, lambda _: editing.delete(comment))
    assert comment.decisions.filter(check_name=editing.DELETED).count() == 1


def test_three_reports_at_once_bring_a_comment_back():
    comment = make_comment(status="approved")
    article = Article.objects.live().get()
    readers = [reporting.Reader(holder=None, network=f"192.0.{n}.0/24") for n in range(3)]
    at_once(3, lambda n: reporting.report(article, comment, readers[n], reason="abuse", details=""))
    comment.refresh_from_db()
    assert (comment.queue, comment.reports.count()) == ("reported", 3)


def test_erasing_and_deciding_at_once_do_not_wait_for_each_other_for_ever():
    comments = [make_comment(email="a@mail.example") for _ in range(4)]
    users = [make_user() for _ in range(4)]

    def act(number):
        if number % 2:
            erasing.erase(comments[0].commenter, with_text=True)
        else:
            moderation.act([c.pk for c in comments], verb="approve", moderator=users[number])

    at_once(4, act)
    assert set(Comment.objects.values_list("name", flat=True)) == {""}


def test_two_workers_at_once_count_what_they_delete_once():
    user = make_user()
    with time_machine.travel(timezone.now() - dt.timedelta(days=31), tick=True):
        for _ in range(6):
            moderation.mark_spam(make_comment(), moderator=user)
    at_once(2, lambda _: forgetting.forget.func())
    assert not Comment.objects.exists()
    assert Tally.objects.get(what="purged:spam").number == 6
    assert connection.is_usable()
