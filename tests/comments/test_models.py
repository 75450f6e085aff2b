"""How rows are named where the staff meet them, in the admin and in logs."""

import datetime as dt

import pytest
from django.utils import timezone

from comments import moderation
from comments.models import Act, AuthorNote, Ban, CommentCount, Report, Tally
from tests.factories import make_comment

pytestmark = pytest.mark.django_db


def test_an_act_says_what_was_done_and_to_how_many(moderator):
    comments = [make_comment().pk, make_comment().pk]
    done = moderation.act(comments, verb=Act.Verb.SPAM, moderator=moderator)
    assert str(done.act) == "mark as spam: 2"


def test_a_ban_says_of_whom_and_until_when(moderator):
    commenter = make_comment(email="ana@mail.example").commenter
    until = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    assert str(Ban(commenter=commenter)) == "ana@mail.example until lifted"
    assert str(Ban(network="1:ab", until=until)) == "network until 2026-12-01 00:00:00+00:00"


def test_a_note_is_known_by_its_beginning():
    assert str(AuthorNote(text="word " * 50)) == ("word " * 16)


def test_a_report_says_its_reason():
    assert str(Report(reason="abuse", at=timezone.now())) == "insult, threat or hatred"


def test_numbers_say_what_they_count():
    day = dt.date(2026, 11, 24)
    assert (
        str(Tally(day=day, what="refused:honeypot", number=3)) == "2026-11-24 refused:honeypot: 3"
    )
    assert str(CommentCount(public=3)) == "3"
