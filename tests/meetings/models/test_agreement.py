import datetime as dt

import pytest

from meetings.models import (
    Agreement,
    AgreementArea,
    AgreementName,
    AgreementParty,
    AgreementStep,
)
from tests.factories import make_agreement, make_meeting, make_organization, make_step

pytestmark = pytest.mark.django_db


def test_an_agreement_belongs_to_the_meetings_at_which_a_step_was_taken():
    agreement, meeting = make_agreement(), make_meeting()
    make_step(agreement=agreement, meeting=meeting)
    make_step(agreement=agreement, meeting=meeting, status="signed")
    make_step()
    assert list(Agreement.objects.at(meeting)) == [agreement]


def test_its_life_is_told_in_the_order_of_its_steps():
    agreement = make_agreement()
    unknown = make_step(agreement=agreement, day=None, precision="unknown")
    signed = make_step(agreement=agreement, status="signed")
    proposed = make_step(agreement=agreement, day=dt.date(2018, 6, 1))
    assert list(agreement.steps.all()) == [proposed, signed, unknown]


def test_a_step_at_a_meeting_that_is_not_public_is_not_told(reporter):
    agreement = make_agreement()
    told = make_step(agreement=agreement)
    hidden = make_step(agreement=agreement, meeting=make_meeting(is_public=False))
    assert list(Agreement.objects.with_life().get().steps.all()) == [told]
    assert list(Agreement.objects.with_life(reporter).get().steps.all()) == [told, hidden]


def test_an_agreement_with_its_life_is_five_queries(django_assert_num_queries):
    agreement = make_agreement()
    AgreementParty.objects.create(agreement=agreement, organization=make_organization())
    make_step(agreement=agreement, meeting=make_meeting())
    with django_assert_num_queries(5):
        loaded = Agreement.objects.with_life().get()
        assert [str(party) for party in loaded.parties.all()]
        assert [step.meeting.name for step in loaded.steps.all()]
        assert (list(loaded.areas.all()), list(loaded.other_names.all())) == ([], [])


def test_a_step_is_said_with_its_date():
    assert str(make_step(status="in-force")) == "in force, Tuesday, March 26, 2019"


def test_parts_of_an_agreement_say_what_they_are():
    assert str(Agreement(name="Compact")) == "Compact"
    assert str(AgreementName(name="regional compact")) == "regional compact"
    assert str(AgreementArea(text="Border security")) == "Border security"
    assert AgreementStep.Status.SIGNED.label == "Signed"
