"""What machines are told of the record; rows are made but not saved where nothing hangs on them."""

import datetime as dt

import pytest

from masthead.linked_data import script
from meetings import linked_data
from meetings.models import Agreement, Certainty, Meeting, Organization, Place, Precision
from tests import schema_org
from tests.factories import (
    make_agreement,
    make_delegation,
    make_image,
    make_meeting,
    make_office,
    make_organization,
    make_participation,
    make_person,
    make_place,
    make_step,
    make_tenure,
)

SITE = "https://paper.example"
DAY = dt.date(2019, 3, 26)


def checked(node):
    """Return a node, of which schema.org's vocabulary knows everything."""
    assert schema_org.faults(script(node)) == []
    return node


def event(meeting, **more):
    loaded = Meeting.objects.with_record().get(pk=meeting.pk)
    return checked(linked_data.event(loaded, SITE, **more))


def dated(**fields) -> Meeting:
    return Meeting(**({"earliest": DAY, "latest": DAY, "precision": Precision.DAY} | fields))


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({}, "2019-03-26", ""),
        ({"latest": dt.date(2019, 3, 28)}, "2019-03-26", "2019-03-28"),
        (
            {
                "precision": Precision.MINUTE,
                "at": dt.datetime(2019, 3, 26, 16, 30, tzinfo=dt.UTC),
                "time_zone": "America/Tegucigalpa",
            },
            "2019-03-26T10:30-06:00",
            "",
        ),
        (
            {
                "precision": Precision.MONTH,
                "earliest": dt.date(2019, 2, 1),
                "latest": dt.date(2019, 2, 28),
            },
            "2019-02",
            "",
        ),
        (
            {
                "precision": Precision.MONTH,
                "earliest": dt.date(2019, 2, 1),
                "latest": dt.date(2019, 3, 31),
            },
            "",
            "",
        ),
        (
            {
                "precision": Precision.SEASON,
                "earliest": dt.date(2018, 6, 1),
                "latest": dt.date(2018, 8, 31),
            },
            "",
            "",
        ),
        ({"precision": Precision.UNKNOWN, "earliest": None, "latest": None}, "", ""),
        ({"certainty": Certainty.INFERRED}, "2019-03-26", ""),
        ({"certainty": Certainty.DISPUTED}, "", ""),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(fields, start, end):
    assert linked_data.when(dated(**fields)) == (start, end)


@pytest.mark.django_db
def test_a_meeting_has_its_host_its_sides_and_whom_it_names():
    host, guest = make_organization(), make_organization()
    meeting = make_meeting(host=host, summary="About borders.\n")
    make_delegation(meeting=meeting, organization=guest)
    person = make_person(name="Ana")
    make_participation(meeting=meeting, person=person)
    make_participation(meeting=meeting, description="Other officials")
    node = event(meeting)
    assert node["organizer"]["@id"] == SITE + host.get_absolute_url()
    assert [one["url"] for one in node["attendee"]] == [
        SITE + guest.get_absolute_url(),
        SITE + person.get_absolute_url(),
    ]
    assert (node["description"], node["startDate"]) == ("About borders.", "2019-03-26")


@pytest.mark.django_db
def test_a_meeting_of_which_little_is_known_says_no_more():
    node = event(make_meeting(earliest=None, latest=None, precision=Precision.UNKNOWN))
    assert set(node) == {"@type", "@id", "name", "url", "eventStatus", "eventAttendanceMode"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("scheduled", "EventScheduled"),
        ("held", "EventScheduled"),
        ("postponed", "EventPostponed"),
        ("rescheduled", "EventRescheduled"),
        ("cancelled", "EventCancelled"),
    ],
)
def test_a_meeting_has_its_status(status, said):
    assert event(make_meeting(status=status))["eventStatus"] == f"https://schema.org/{said}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "said"),
    [("call", "OnlineEventAttendanceMode"), ("summit", "OfflineEventAttendanceMode")],
)
def test_a_call_brings_nobody_to_a_place(kind, said):
    assert event(make_meeting(format=kind))["eventAttendanceMode"].endswith(said)


@pytest.mark.django_db
def test_a_meeting_has_its_place_with_what_is_around_it():
    honduras = make_place(name="Honduras", kind=Place.Kind.COUNTRY, country_code="HN")
    region = make_place(name="Francisco Morazán", kind=Place.Kind.REGION, parent=honduras)
    city = make_place(name="Tegucigalpa", parent=region)
    venue = make_place(kind=Place.Kind.VENUE, parent=city, address="Colonia Lomas")
    where = event(make_meeting(place=venue))["location"]
    assert where["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Colonia Lomas",
        "addressLocality": "Tegucigalpa",
        "addressRegion": "Francisco Morazán",
        "addressCountry": "HN",
    }
    around = where["containedInPlace"]
    assert (around["@type"], around["containedInPlace"]["@type"]) == ("City", "AdministrativeArea")
    assert around["containedInPlace"]["containedInPlace"]["@type"] == "Country"


@pytest.mark.django_db
def test_a_venue_of_which_only_the_name_is_known_has_no_address():
    assert "address" not in checked(linked_data.place(make_place(kind="venue"), SITE))


@pytest.mark.django_db
def test_a_meeting_tells_what_it_is_part_of_and_what_its_parts_are():
    summit = make_meeting(name="Summit")
    meeting = make_meeting(parent=summit)
    part = make_meeting(parent=meeting)
    make_meeting(parent=meeting, is_public=False)
    node = event(meeting, whole=summit)
    assert node["superEvent"]["name"] == "Summit"
    assert [one["name"] for one in node["subEvent"]] == [part.name]


@pytest.mark.django_db
def test_a_meeting_is_about_the_agreements_of_which_a_step_was_taken():
    agreement = make_agreement(name="Compact")
    node = event(make_meeting(), agreements=[agreement])
    assert node["about"]["name"] == "Compact"


@pytest.mark.django_db
def test_what_is_told_of_a_loaded_meeting_costs_no_query(django_assert_num_queries):
    country = make_place(kind=Place.Kind.COUNTRY)
    meeting = make_meeting(host=make_organization(), place=make_place(parent=country))
    for _ in range(2):
        make_delegation(meeting=meeting)
        make_participation(meeting=meeting)
        make_meeting(parent=meeting, place=make_place())
    loaded = Meeting.objects.with_record().get(pk=meeting.pk)
    with django_assert_num_queries(0):
        linked_data.event(loaded, SITE)


@pytest.mark.django_db
def test_a_person_has_the_offices_of_today_and_employers_whom_readers_know():
    ana = make_person(name="Ana", given_name="Ana", portrait=make_image())
    ana.other_names.create(name="Anna")
    past = make_tenure(person=ana, end_date=DAY)
    known, secret = make_tenure(person=ana), make_tenure(person=ana, is_acting=True)
    offices = [(past, True), (known, True), (secret, False)]
    node = checked(linked_data.person(ana, SITE, offices=offices))
    assert node["jobTitle"] == [known.office.title, f"Acting {secret.office.title}"]
    assert node["worksFor"]["name"] == known.office.organization.name
    assert (node["alternateName"], node["givenName"]) == ("Anna", "Ana")
    assert node["image"]["@type"] == "ImageObject"


@pytest.mark.django_db
def test_two_offices_in_one_organisation_make_one_employer():
    organization = make_organization()
    offices = [(make_tenure(office=make_office(organization=organization)), True) for _ in "ab"]
    node = checked(linked_data.person(make_person(), SITE, offices=offices))
    assert node["worksFor"]["@id"] == SITE + organization.get_absolute_url()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("government", "GovernmentOrganization"),
        ("ministry", "GovernmentOrganization"),
        ("agency", "GovernmentOrganization"),
        ("news", "NewsMediaOrganization"),
        ("grouping", "Organization"),
    ],
)
def test_an_organisation_is_of_a_type_that_fits(kind, said):
    organization = make_organization(kind=kind)
    assert checked(linked_data.organization(organization, SITE))["@type"] == said


@pytest.mark.django_db
def test_an_organisation_has_its_names_and_what_readers_know_around_it():
    country = make_place(kind=Place.Kind.COUNTRY, country_code="MX")
    parent = make_organization()
    own = make_organization(short_name="DHS", parent=parent, country=country)
    own.other_names.create(name="Homeland")
    loaded = Organization.objects.get(pk=own.pk)
    node = checked(linked_data.organization(loaded, SITE, parent=parent, country=country))
    assert node["alternateName"] == ["DHS", "Homeland"]
    assert node["parentOrganization"]["name"] == parent.name
    assert node["location"]["@type"] == "Country"
    assert "parentOrganization" not in linked_data.organization(loaded, SITE)


@pytest.mark.django_db
def test_an_agreement_has_its_parties_its_areas_and_how_it_stands():
    agreement = make_agreement(description="Between neighbours.")
    agreement.other_names.create(name="compact")
    party = agreement.parties.create(organization=make_organization())
    agreement.areas.create(text="Trade")
    make_step(agreement=agreement, status="signed")
    loaded = Agreement.objects.with_life().get()
    node = checked(linked_data.agreement(loaded, SITE))
    assert node["contributor"][0]["name"] == party.organization.name
    assert (node["keywords"], node["alternateName"]) == (["Trade"], "compact")
    assert (node["genre"], node["creativeWorkStatus"]) == ("memorandum of cooperation", "Signed")
