"""A reader asks for the link to their own comments."""

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from comments import asking, erasing
from comments.models import Commenter, VisitorMail
from tests.comments.test_notices import run_worker
from tests.factories import make_comment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _known():
    make_comment(email="ana@mail.example", is_proven=True)
    DBTaskResult.objects.all().delete()


def letters():
    run_worker()
    return [message for message in mail.outbox if "/comments/mine/" in message.body]


def test_whoever_commented_gets_the_link_at_the_address_they_gave_then():
    asking.ask("  Ana@Mail.Example ")
    (letter,) = letters()
    assert letter.to == ["ana@mail.example"]


def test_for_a_stranger_the_same_is_done_but_no_mail_goes_out():
    asking.ask("ana@mail.example")
    asking.ask("bo@mail.example")
    assert DBTaskResult.objects.count() == VisitorMail.objects.count() == 2
    assert len(letters()) == 1
    assert "bo@mail.example" not in str(list(DBTaskResult.objects.values()))


def test_at_most_three_a_day_go_to_one_address():
    for _ in range(5):
        asking.ask("ana@mail.example")
    assert len(letters()) == 3


def test_after_erasure_there_is_nobody_to_write_to():
    erasing.erase(Commenter.objects.get(), with_text=False)
    asking.ask("ana@mail.example")
    assert letters() == []
