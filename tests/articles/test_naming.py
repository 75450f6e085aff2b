import pytest

from articles import naming, publishing
from articles.models import Byline
from meetings.models import Agreement, AgreementParty, AgreementStep, Place
from tests.factories import (
    make_delegation,
    make_edition,
    make_meeting,
    make_organization,
)

pytestmark = pytest.mark.django_db


def make_agreement(meeting) -> Agreement:
    agreement = Agreement.objects.create(name="Compact", slug="compact", kind="memorandum")
    AgreementStep.objects.create(
        agreement=agreement, status="declared", meeting=meeting, precision="unknown"
    )
    return agreement


def test_readers_know_who_sent_a_delegation_and_who_was_host():
    guest, host = make_organization(name="Guest"), make_organization(name="Host")
    make_delegation(meeting=make_meeting(host=host), organization=guest)
    assert set(naming.named_organizations()) == {guest, host}


def test_a_meeting_that_is_not_public_makes_no_organisation_known():
    secret = make_meeting(is_public=False, host=make_organization(name="Host"))
    make_delegation(meeting=secret, organization=make_organization(name="Guest"))
    AgreementParty.objects.create(
        agreement=make_agreement(secret), organization=make_organization(name="Party")
    )
    assert not naming.named_organizations().exists()


def test_readers_know_the_parties_of_an_agreement_they_see():
    party = make_organization(name="Party")
    AgreementParty.objects.create(agreement=make_agreement(make_meeting()), organization=party)
    assert list(naming.named_organizations()) == [party]


def test_readers_know_an_organisation_that_has_a_byline():
    agency, edition = make_organization(name="Agency"), make_edition()
    Byline.objects.create(edition=edition, organization=agency)
    assert not naming.named_organizations().exists()
    publishing.publish(edition, by=None)
    assert list(naming.named_organizations()) == [agency]


def test_the_staff_knows_every_organisation_place_and_agreement(reporter):
    agreement = make_agreement(make_meeting(is_public=False))
    country = Place.objects.create(name="Honduras", slug="honduras", kind="country")
    make_organization()
    assert naming.named_organizations(reporter).count() == 1
    assert list(Place.objects.visible_to(reporter)) == [country]
    assert list(Agreement.objects.visible_to(reporter)) == [agreement]


def test_readers_know_where_a_public_meeting_was_and_what_lies_around():
    country = Place.objects.create(name="Honduras", slug="honduras", kind="country")
    city = Place.objects.create(name="Tegucigalpa", slug="tegucigalpa", kind="city", parent=country)
    Place.objects.create(name="Comayagua", slug="comayagua", kind="city", parent=country)
    make_meeting(place=city)
    assert set(Place.objects.visible_to(None)) == {country, city}


def test_a_place_of_no_public_meeting_is_not_known():
    country = Place.objects.create(name="Honduras", slug="honduras", kind="country")
    make_meeting(place=country, is_public=False)
    assert not Place.objects.visible_to(None).exists()


def test_readers_know_an_agreement_with_a_step_at_a_public_meeting():
    agreement = make_agreement(make_meeting())
    assert list(Agreement.objects.visible_to(None)) == [agreement]
