import datetime as dt
import re
import zoneinfo

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from masthead import versions
from masthead.models import Publication
from meetings import calendar_files, recording
from meetings.models import Certainty, Meeting, Precision
from tests.factories import (
    make_country,
    make_delegation,
    make_meeting,
    make_organization,
    make_participation,
    make_person,
    make_place,
    seat,
)

pytestmark = pytest.mark.django_db
ALL = "/meetings.ics"
HALF_PAST_TEN = dt.datetime(2019, 3, 26, 16, 30, tzinfo=dt.UTC)
AT_TEN = {
    "precision": Precision.MINUTE,
    "at": HALF_PAST_TEN,
    "time_zone": "America/Tegucigalpa",
}


def calendar(client, address=ALL):
    """Return a calendar that a strict parser takes without complaint."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    lines = response.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)
    [parsed] = Calendar.from_ical(response.content, multiple=True)
    assert [one.errors for one in parsed.walk() if one.errors] == []
    parsed.validate()
    return parsed


def events(client, address=ALL):
    return calendar(client, address).events


def names(client, address=ALL):
    return [str(event["SUMMARY"]) for event in events(client, address)]


def test_a_calendar_says_whose_it_is_and_when_to_ask_again(client):
    Publication.objects.create(name="The Paper")
    found = calendar(client)
    assert str(found["NAME"]) == str(found["X-WR-CALNAME"]) == "Meetings – The Paper"
    assert found["DESCRIPTION"] == "The newest meetings, at most 200."
    assert found["METHOD"] == "PUBLISH"
    assert found["URL"] == "http://testserver/meetings/"
    assert found["SOURCE"] == "http://testserver/meetings.ics"
    assert found.refresh_interval == dt.timedelta(hours=1)
    assert found.events == []


def test_a_meeting_keeps_its_name_in_calendars_whatever_changes(client):
    meeting = make_meeting(name="Talks", slug="talks")
    [before] = events(client)
    Meeting.objects.filter(pk=meeting.pk).update(name="New talks", slug="new-talks")
    [after] = events(client)
    assert before["UID"] == after["UID"] == str(meeting.uid)


def test_each_change_raises_the_sequence_and_the_stamp(client):
    meeting = make_meeting()
    at = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
    recording.note_change(meeting, at=at)
    [event] = events(client)
    assert event["SEQUENCE"] == 1
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == at


def test_a_day_is_a_whole_day_and_several_end_on_the_day_after_the_last(client):
    first, last = dt.date(2019, 3, 26), dt.date(2019, 3, 28)
    make_meeting(earliest=first, latest=last)
    [event] = events(client)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (first, dt.date(2019, 3, 29))
    assert event["DTSTART"].params["VALUE"] == "DATE"


def test_a_time_is_that_of_the_place_with_its_zone(client):
    make_meeting(**AT_TEN)
    found = calendar(client)
    [event] = found.events
    zone = zoneinfo.ZoneInfo("America/Tegucigalpa")
    assert event["DTSTART"].dt == dt.datetime(2019, 3, 26, 10, 30, tzinfo=zone)
    assert event["DTSTART"].params["TZID"] == "America/Tegucigalpa"
    assert "DTEND" not in event
    assert [one.tz_name for one in found.timezones] == ["America/Tegucigalpa"]
    assert found.get_missing_tzids() == set()


@pytest.mark.parametrize("year", [1000, 2019, 2999])
def test_a_zone_is_told_as_it_was_at_the_time(client, year):
    at = dt.datetime(year, 7, 1, 12, tzinfo=dt.UTC)
    make_meeting(precision=Precision.MINUTE, at=at, time_zone="America/New_York", day=at.date())
    [told] = calendar(client).timezones
    zone = zoneinfo.ZoneInfo("America/New_York")
    local = at.astimezone(zone)
    assert told.to_tz(lookup_tzid=False).utcoffset(local.replace(tzinfo=None)) == local.utcoffset()


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("scheduled", "CONFIRMED"),
        ("held", "CONFIRMED"),
        ("rescheduled", "CONFIRMED"),
        ("postponed", "TENTATIVE"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_a_calendar_tells_how_a_meeting_stands(client, status, told):
    make_meeting(status=status)
    [event] = events(client)
    assert event["STATUS"] == told
    in_words = event["DESCRIPTION"].startswith(status.capitalize())
    assert in_words is (status not in {"scheduled", "held"})


def test_an_event_says_what_where_and_who(client):
    country, government = make_country("Honduras")
    meeting = make_meeting(
        name="Talks",
        place=make_place(name="Tegucigalpa", parent=country),
        host=make_organization(name="Ministry of Security"),
        summary="Much was said.",
        source="The ministry",
    )
    seat(meeting, government, make_organization(name="United States"))
    [event] = events(client)
    assert event["LOCATION"] == "Tegucigalpa, Honduras"
    assert event["CATEGORIES"].cats == ["Bilateral meeting"]
    assert event["URL"] == f"http://testserver{meeting.get_absolute_url()}"
    assert str(event["DESCRIPTION"]).split("\n\n") == [
        "Host: Ministry of Security",
        "Delegations: Honduras, United States",
        "Much was said.",
        "Source: The ministry",
    ]


@pytest.mark.parametrize(
    ("certainty", "note", "said"),
    [
        (Certainty.STATED, "", ""),
        (Certainty.STATED, "By the readout", "By the readout"),
        (Certainty.INFERRED, "", "This date is inferred, not stated."),
        (Certainty.DISPUTED, "Reports differ", "This date is disputed: Reports differ"),
    ],
)
def test_what_is_uncertain_is_said_as_uncertain(client, certainty, note, said):
    make_meeting(certainty=certainty, note=note)
    [event] = events(client)
    assert str(event["DESCRIPTION"]) == said


def test_texts_are_in_the_papers_language(client):
    Publication.objects.create(language="es")
    make_meeting()
    [event] = events(client)
    assert event["SUMMARY"].params["LANGUAGE"] == "es"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("Comma, semicolon; colon: \\n", "Comma, semicolon; colon: \\n"),
        ('"Quoted" 😀 ' + "ñ" * 60, '"Quoted" 😀 ' + "ñ" * 60),
        ("Two\r\nlines\rthree", "Two\nlines\nthree"),
        ("Bell\x07 tab\t", "Bell tab"),
        ("END:VEVENT\nBEGIN:VEVENT", "END:VEVENT\nBEGIN:VEVENT"),
    ],
)
def test_any_name_comes_out_as_it_went_in(client, given, told):
    make_meeting(name=given, summary=given, place=make_place(name=given))
    [event] = events(client)
    assert str(event["SUMMARY"]) == told
    assert str(event["LOCATION"]) == told
    assert str(event["DESCRIPTION"]).strip() == told.strip()


def test_a_calendar_may_have_any_name_too(client):
    make_meeting(name="A, b;\nEND:VCALENDAR", slug="talks")
    found = calendar(client, "/meetings/talks.ics")
    for name in ("NAME", "X-WR-CALNAME"):
        # The parser does not know these as texts and leaves them as they are written.
        assert found[name] == "A\\, b\\;\\nEND:VCALENDAR – Newsroom"


def test_what_is_only_known_to_the_month_has_no_place_in_a_calendar(client):
    day = dt.date(2019, 3, 1)
    for precision in (Precision.MONTH, Precision.SEASON, Precision.YEAR):
        make_meeting(name=precision, slug=precision, precision=precision, day=day)
    make_meeting(slug="unknown", precision=Precision.UNKNOWN, day=None)
    assert names(client) == []
    for slug in ("month", "season", "year", "unknown"):
        assert client.get(f"/meetings/{slug}.ics").status_code == 404


def test_what_is_not_public_is_in_no_calendar(client, editor_client):
    person = make_person(slug="ana")
    visit = make_meeting(is_public=False, name="Secret visit", slug="secret")
    shown = make_meeting(name="Shown", parent=visit, internal_note="Hush")
    for meeting in (visit, shown):
        make_participation(meeting=meeting, person=person)
    for reader in (client, editor_client):
        for address in (ALL, "/people/ana.ics"):
            assert names(reader, address) == ["Shown"]
            content = reader.get(address).text
            assert "Hush" not in content
            assert str(visit.uid) not in content
        assert reader.get("/meetings/secret.ics").status_code == 404


def test_a_part_names_the_whole(client):
    visit = make_meeting(name="Visit", slug="visit")
    make_meeting(slug="talks", parent=visit)
    [event] = events(client, "/meetings/talks.ics")
    assert event["RELATED-TO"] == str(visit.uid)


def test_a_meeting_has_a_calendar_of_its_own(client):
    make_meeting(name="Other")
    make_meeting(name="Talks", slug="talks")
    found = calendar(client, "/meetings/talks.ics")
    assert [str(event["SUMMARY"]) for event in found.events] == ["Talks"]
    assert found["URL"] == "http://testserver/meetings/talks/"
    assert "DESCRIPTION" not in found
    response = client.get("/meetings/talks.ics")
    assert response["Content-Disposition"] == 'inline; filename="talks.ics"'


def test_a_person_has_a_calendar_of_the_meetings_they_were_at(client):
    person = make_person(name="Ana", slug="ana")
    meeting = make_participation(person=person, meeting=make_meeting(name="Talks")).meeting
    make_delegation(meeting=meeting)
    make_meeting(name="Other")
    found = calendar(client, "/people/ana.ics")
    assert str(found["NAME"]) == "Meetings of Ana – Newsroom"
    assert [str(event["SUMMARY"]) for event in found.events] == ["Talks"]


def test_who_was_at_no_public_meeting_has_no_calendar(client):
    make_person(slug="ana")
    make_participation(person=make_person(slug="bo"), meeting=make_meeting(is_public=False))
    for slug in ("ana", "bo", "nobody"):
        assert client.get(f"/people/{slug}.ics").status_code == 404


def test_a_calendar_holds_the_newest_and_costs_the_same_for_any_number(client, monkeypatch):
    monkeypatch.setattr(calendar_files, "MOST", 3)
    costs = []
    for number in (1, 4):
        for day in range(1, number + 1):
            meeting = make_meeting(
                name=f"{day}",
                day=dt.date(2031, 1, day),
                place=make_place(parent=make_place(kind="country")),
                host=make_organization(),
                parent=make_meeting(precision=Precision.MONTH),
            )
            seat(meeting, make_organization(), make_organization())
        with CaptureQueriesContext(connection) as queries:
            found = names(client)
        costs.append(len(queries))
    assert found == ["4", "3", "2"]
    assert costs[0] == costs[1]


def test_addresses_are_of_the_site_whatever_host_was_asked(client, settings):
    settings.SITE_URL = "https://paper.example"
    make_meeting()
    content = client.get(ALL, headers={"Host": "localhost"}).text
    assert "URL:https://paper.example/meetings/" in content
    assert "localhost" not in content


def test_who_has_the_newest_calendar_gets_no_bytes_until_something_changes(client):
    make_meeting()
    tag = client.get(ALL)["ETag"]
    assert client.get(ALL, headers={"If-None-Match": tag}).status_code == 304
    with transaction.atomic():
        versions.bump(versions.SITE)
    assert client.get(ALL, headers={"If-None-Match": tag}).status_code == 200


def test_a_calendar_is_read_only_and_sets_no_cookie(client):
    assert not client.get(ALL).cookies
    assert client.post(ALL).status_code == 405


def test_pages_of_meetings_name_their_calendars(client):
    make_participation(
        person=make_person(name="Ana", slug="ana"), meeting=make_meeting(slug="talks")
    )
    named = re.compile(r'type="text/calendar"\s+title="(.*?)"\s+href="(.*?)"')
    assert named.findall(client.get("/meetings/").text) == [("Meetings – Newsroom", ALL)]
    assert named.findall(client.get("/people/ana/").text) == [("Ana – Newsroom", "/people/ana.ics")]
    assert 'href="/meetings/talks.ics"' in client.get("/meetings/talks/").text
