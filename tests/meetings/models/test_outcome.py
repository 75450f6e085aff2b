import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from meetings.models import Outcome
from tests.factories import make_meeting, make_outcome

pytestmark = pytest.mark.django_db


def test_an_outcome_is_its_text():
    assert str(make_outcome(text="They agreed.")) == "They agreed."


def test_that_nothing_came_of_it_may_stand_alone():
    assert str(make_outcome(kind="none", text="")) == "no outcome announced"


def test_any_other_outcome_says_what_it_was():
    with pytest.raises(ValidationError, match="Say in the text"):
        Outcome(meeting=make_meeting(), kind="commitment").full_clean()


def test_the_database_keeps_to_that():
    with pytest.raises(IntegrityError):
        make_outcome(text="")
