import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from comments import passes
from tests.factories import make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def commenter(db):
    return make_comment().commenter


def test_a_pass_names_its_holder_and_a_link_its_reader(commenter):
    assert passes.holder(passes.issue(commenter)) == commenter
    assert passes.reader_of(passes.link(commenter)) == commenter


def test_neither_stands_for_the_other(commenter):
    assert passes.holder(passes.link(commenter)) is None
    assert passes.reader_of(passes.issue(commenter)) is None


def test_a_pass_lasts_90_days_and_a_link_one(commenter):
    own, link = passes.issue(commenter), passes.link(commenter)
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        assert passes.holder(own) == commenter
        assert passes.reader_of(link) is None
    with time_machine.travel(timezone.now() + dt.timedelta(days=91)):
        assert passes.holder(own) is None


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\x00"])
def test_what_was_not_signed_here_stands_for_nobody(commenter, token):
    assert passes.holder(token) is None


def test_the_pass_of_an_erased_author_is_void(commenter):
    own = passes.issue(commenter)
    commenter.email, commenter.erased_at = "", timezone.now()
    commenter.save()
    assert passes.holder(own) is None


def test_a_pass_does_not_show_the_address(commenter):
    assert commenter.email not in passes.issue(commenter)
