import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from meetings import filtering
from meetings.forms import FilterForm
from meetings.models import Meeting, PersonName
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


def names(client, **asked) -> list[str]:
    return [one.name for one in client.get("/meetings/", asked).context["meetings"]]


def page(client, **asked) -> str:
    response = client.get("/meetings/", asked)
    assert response.status_code == 200
    return " ".join(response.text.split())


def test_a_country_has_the_meetings_that_took_place_in_it(client):
    honduras, _ = make_country("Honduras")
    city = make_place(parent=make_place(kind="region", parent=honduras))
    make_meeting(name="There", place=make_place(kind="venue", parent=city))
    make_meeting(name="Elsewhere", place=make_place())
    assert names(client, country="honduras") == ["There"]


def test_a_country_has_the_meetings_to_which_it_sent_somebody(client):
    mexico, government = make_country("Mexico")
    ministry = make_organization(parent=government, country=mexico)
    make_delegation(meeting=make_meeting(name="With a ministry"), organization=ministry)
    make_meeting(name="Without")
    assert names(client, country="mexico") == ["With a ministry"]


def test_a_person_has_the_meetings_that_they_took_part_in(client):
    olga = make_person(slug="olga")
    make_participation(meeting=make_meeting(name="Hers"), person=olga)
    make_participation(meeting=make_meeting(name="Another's"))
    assert names(client, person="olga") == ["Hers"]


def test_meetings_of_one_kind_are_shown(client):
    make_meeting(name="Summit", format="summit")
    make_meeting(name="Call", format="call")
    assert names(client, format="summit") == ["Summit"]


def test_a_year_has_what_may_have_been_in_it(client):
    make_meeting(name="In spring", day=dt.date(2019, 3, 1))
    winter = {"latest": dt.date(2019, 2, 28), "precision": "season"}
    make_meeting(name="In winter", day=dt.date(2018, 12, 1), **winter)
    make_meeting(name="Before", day=dt.date(2018, 12, 31))
    assert names(client, year="2019") == ["In spring", "In winter"]


def test_all_that_is_asked_for_must_fit(client):
    _, government = make_country("Mexico")
    for year, kind in ((2018, "call"), (2019, "call"), (2019, "summit")):
        meeting = make_meeting(name=f"{kind} {year}", format=kind, day=dt.date(year, 5, 1))
        seat(meeting, government)
    assert names(client, country="mexico", year="2019", format="call") == ["call 2019"]


def test_the_choices_are_what_public_meetings_have(client):
    _, mexico = make_country("Mexico")
    honduras, _ = make_country("Honduras")
    make_country("Nowhere")
    seat(make_meeting(format="call", place=honduras, day=dt.date(2018, 1, 1)), mexico)
    found = filtering.choices()
    assert found.countries == [("honduras", "Honduras"), ("mexico", "Mexico")]
    assert (found.formats, found.years) == (["call"], ["2018"])


def test_nothing_that_is_not_public_is_a_choice(client):
    country, government = make_country("Mexico")
    meeting = make_meeting(is_public=False, place=country)
    make_participation(meeting=meeting, delegation=seat(meeting, government)[0])
    make_meeting(earliest=None, latest=None, precision="unknown", format="visit")
    found = filtering.choices()
    assert (found.countries, found.people, found.years) == ([], [], [])
    assert found.formats == ["visit"]


def test_people_are_chosen_by_their_sorting_names(client):
    for name in ("Zoe", "Ana"):
        person = make_person(name=name, slug=name.lower(), sort_name=name)
        for _ in range(2):
            make_participation(person=person)
    assert filtering.choices().people == [("ana", "Ana"), ("zoe", "Zoe")]


def test_what_is_asked_for_is_said_and_can_be_taken_back(client):
    _, government = make_country("Mexico")
    seat(make_meeting(format="call"), government)
    shown = page(client, country="mexico", format="call")
    assert '<a href="?format=call"><span class="visually-hidden">Remove</span> Country: Mexico' in (
        shown
    )
    assert "Kind of meeting: Call" in shown
    assert '<option value="mexico" selected>Mexico</option>' in shown
    assert "All meetings" in shown


def test_one_filter_alone_is_taken_back_by_its_own_link(client):
    make_meeting(format="call")
    shown = page(client, format="call")
    assert '<a href="?">' in shown
    assert "All meetings" not in shown


def test_the_next_page_keeps_the_filters(client):
    for day in range(1, 22):
        make_meeting(name=f"Call of day {day}", format="call", day=dt.date(2019, 3, day))
        make_meeting(format="summit", day=dt.date(2019, 3, day))
    after = client.get("/meetings/", {"format": "call"}).context["after"]
    assert f'<a rel="next" href="?format=call&amp;after={after}">' in page(client, format="call")
    assert names(client, format="call", after=after) == ["Call of day 1"]


def test_where_nothing_fits_the_list_says_so(client):
    make_meeting(format="call", day=dt.date(2018, 1, 1))
    make_meeting(format="summit", day=dt.date(2019, 1, 1))
    shown = page(client, format="call", year="2019")
    assert "No meeting in the record fits all of this." in shown


@pytest.mark.parametrize("name", ["country", "person", "format", "year"])
@pytest.mark.parametrize("value", ["no-such", "0", "9" * 400, "a\0b", "<b>", "\ud800", "2019"])
def test_a_value_that_the_record_has_not_is_said_and_nothing_is_listed(client, name, value):
    make_meeting(day=dt.date(2018, 1, 1))
    shown = page(client, **{name: value.encode(errors="surrogatepass")})
    assert "The record has no meeting for “" in shown
    assert "fits all of this" in shown
    assert "<b>" not in shown


def test_unknown_and_repeated_parameters_do_no_harm(client):
    make_meeting(format="call")
    response = client.get("/meetings/?format=summit&format=call&colour=red&person=")
    assert len(response.context["meetings"]) == 1


@pytest.fixture
def _many(monkeypatch):
    """Let people be too many to choose from."""
    monkeypatch.setattr(filtering, "MOST_PEOPLE", 0)


@pytest.mark.usefixtures("_many")
@pytest.mark.parametrize("text", ["sánchez", "Sanchez", "olga-s", "Olguita", "olga-sanchez"])
def test_one_of_many_people_is_found_by_part_of_a_name(client, text):
    olga = make_person(name="Olga Sánchez", slug="olga-sanchez")
    PersonName.objects.create(person=olga, name="Olguita")
    make_participation(meeting=make_meeting(name="Hers"), person=olga)
    make_participation(meeting=make_meeting(name="Another's"))
    assert names(client, person=text) == ["Hers"]


@pytest.mark.usefixtures("_many")
def test_a_slug_means_that_person_only(client):
    for slug in ("ana", "ana-maria"):
        meeting = make_meeting(name=f"Of {slug}")
        make_participation(meeting=meeting, person=make_person(name=slug, slug=slug))
    assert names(client, person="ana") == ["Of ana"]


@pytest.mark.usefixtures("_many")
def test_a_name_in_another_script_is_found(client):
    make_participation(meeting=make_meeting(name="His"), person=make_person(name="Владимир"))
    assert names(client, person="Влад") == ["His"]


@pytest.mark.usefixtures("_many")
def test_a_name_that_is_typed_is_text(client):
    make_participation()
    shown = page(client, person="<b>Ana")
    assert f"Person: {escape('“<b>Ana”')}" in shown
    assert "<b>Ana" not in shown


@pytest.mark.usefixtures("_many")
@given(text=st.text())
def test_any_text_is_a_name_or_refused(text):
    make_participation()
    form = FilterForm({"person": text}, choices=filtering.choices())
    assert list(form.narrow(Meeting.objects.public())) is not None


def test_the_list_takes_the_same_queries_whatever_is_chosen_from(client):
    counts = []
    for number in range(3):
        country, government = make_country(f"Country {number}")
        meeting = make_meeting(place=country)
        make_participation(meeting=meeting, delegation=seat(meeting, government)[0])
        with CaptureQueriesContext(connection) as queries:
            page(client, format="bilateral", year="2019", country="country-0")
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_the_title_and_a_line_tell_what_a_narrowed_list_shows(client):
    make_meeting(name="Summit", format="summit")
    make_meeting(name="Call", format="call")
    told = page(client, format="summit")
    assert "<title>Meetings – Kind of meeting: Summit – " in told
    assert "1 meeting on this page" in told
    assert "on this page" not in page(client)


def test_somebody_who_met_nobody_in_public_does_not_hide_others_of_that_name(client):
    people = [make_person(name=f"Reader {number}") for number in range(filtering.MOST_PEOPLE + 1)]
    meeting = make_meeting(name="Public")
    for person in [*people, make_person(name="Maria Perez Lopez", slug="maria-perez-lopez")]:
        make_participation(meeting=meeting, person=person)
    hidden = make_meeting(is_public=False)
    make_participation(meeting=hidden, person=make_person(name="Maria Perez", slug="maria-perez"))
    assert names(client, person="maria-perez") == ["Public"]
