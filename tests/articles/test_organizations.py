import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import organizations, publishing
from articles.models import Byline
from meetings.models import AgreementParty, Meeting, Organization, OrganizationName
from tests.factories import (
    make_agreement,
    make_country,
    make_delegation,
    make_edition,
    make_meeting,
    make_office,
    make_organization,
    make_participation,
    make_person,
    make_place,
    make_step,
    make_tenure,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def honduras() -> Organization:
    """Return a government that sent a delegation to a public meeting."""
    return make_delegation(organization=make_country("Honduras")[1]).organization


def read(client, organization: Organization, query: str = "") -> str:
    """Return the page with each run of white space as one space."""
    response = client.get(organization.get_absolute_url() + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def write(organization: Organization, **fields) -> None:
    edition = make_edition(**fields)
    Byline.objects.create(edition=edition, organization=organization)
    publishing.publish(edition, by=None)


def agree(organization: Organization, meeting: Meeting | None = None, **fields) -> None:
    """Make the organisation party to an agreement with one step, taken at a meeting."""
    step = make_step(agreement=make_agreement(**fields), meeting=meeting or make_meeting())
    AgreementParty.objects.create(agreement=step.agreement, organization=organization)


# The list


def listed(client, query: str = "") -> list[str]:
    response = client.get(reverse("organizations:index") + query)
    return [one.name for one in response.context["organizations"]]


def test_organisations_stand_by_kind_and_from_a_to_z(client):
    for name, kind in [("Zed", "government"), ("Écu", "news"), ("Abc", "news")]:
        make_delegation(organization=make_organization(name=name, kind=kind))
    assert listed(client) == ["Zed", "Abc", "Écu"]
    page = client.get(reverse("organizations:index")).content.decode()
    assert page.index("Government</h2>") < page.index("News organisation</h2>")


def test_an_organisation_stands_with_what_it_is_part_of(client):
    whole = make_organization(short_name="The whole")
    make_delegation(organization=make_organization(parent=whole))
    page = client.get(reverse("organizations:index")).content.decode()
    assert "The whole</span>" in page


def test_no_organisation_stands_there_that_nothing_public_names(client, reporter_client):
    make_delegation(meeting=make_meeting(is_public=False))
    for one in (client, reporter_client):
        assert listed(one) == []
    page = client.get(reverse("organizations:index")).content.decode()
    assert "No organisations are recorded here." in page


def test_each_page_begins_where_the_one_before_ended(client, monkeypatch):
    monkeypatch.setattr(organizations, "A_PAGE", 1)
    for name, kind in [("Zed", "government"), ("Abc", "news")]:
        make_delegation(organization=make_organization(name=name, kind=kind, slug=name.lower()))
    assert listed(client) == ["Zed"]
    assert listed(client, "?after=zed") == ["Abc"]
    page = client.get(reverse("organizations:index")).content.decode()
    assert 'rel="next" href="?after=zed"' in page


@pytest.mark.parametrize("after", ["", "nobody", "a%00b", "x" * 5000])
def test_a_page_after_no_organisation_is_not_found(client, honduras, after):
    address = f"{reverse('organizations:index')}?after={after}"
    assert client.get(address).status_code == 404


# The page, and the gate to it


def test_an_organisation_that_nothing_public_names_is_not_there_for_readers(client):
    assert client.get(make_organization().get_absolute_url()).status_code == 404


def test_staff_see_such_an_organisation_with_a_notice(reporter_client):
    response = reporter_client.get(make_organization().get_absolute_url())
    page = response.content.decode()
    assert "Not public: no public meeting" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "no-store" in response["Cache-Control"]


def test_staff_see_a_public_organisation_without_a_notice(reporter_client, honduras):
    assert "Not public" not in read(reporter_client, honduras)


def test_names_kind_and_description_are_shown(client, honduras):
    OrganizationName.objects.create(organization=honduras, name="República", note="in Spanish")
    OrganizationName.objects.create(organization=honduras, name="State")
    Organization.objects.update(description="One.\n\nTwo.")
    page = read(client, honduras)
    for part in (
        "República (in Spanish), State",
        ">Government</p>",
        "<dd> Honduras </dd>",
    ):
        assert part in page
    assert "<p>Two.</p>" in page


def test_what_it_is_part_of_is_linked_only_where_readers_know_it(client):
    known = make_delegation().organization
    for parent, is_linked in [(known, True), (make_organization(), False)]:
        part = make_delegation(organization=make_organization(parent=parent)).organization
        page = read(client, part)
        assert (f'<a href="{parent.get_absolute_url()}">' in page) is is_linked
        assert parent.name in page


def test_its_parts_are_those_that_readers_know(client, honduras):
    known = make_delegation(organization=make_organization(parent=honduras)).organization
    hidden = make_organization(parent=honduras)
    page = read(client, honduras)
    assert f'<a href="{known.get_absolute_url()}">' in page
    assert hidden.name not in page


def test_the_country_is_linked_only_where_readers_know_it(client, honduras):
    link = f'<a href="{honduras.country.get_absolute_url()}">Honduras</a>'
    assert link not in read(client, honduras)
    make_meeting(place=honduras.country)
    assert link in read(client, honduras)


def test_offices_are_shown_with_present_and_former_holders(client, honduras):
    office = make_office(title="President", organization=honduras)
    change = dt.date(2014, 1, 1)
    for name, dates in [("Ana", {"end_date": change}), ("Bo", {"start_date": change})]:
        person = make_participation(person=make_person(name=name)).person
        make_tenure(office=office, person=person, **dates)
    page = read(client, honduras)
    assert page.count("<h3>President</h3>") == 1
    assert page.index(">Bo</a>") < page.index("since January 1, 2014") < page.index(">Ana</a>")


def test_an_office_held_for_the_time_being_says_so(client, honduras):
    person = make_participation().person
    make_tenure(office=make_office(organization=honduras), person=person, is_acting=True)
    assert '<span class="role">(acting)</span>' in read(client, honduras)


def test_who_held_an_office_but_is_not_known_to_readers_is_not_named(client, honduras):
    tenure = make_tenure(office=make_office(organization=honduras))
    assert tenure.person.name not in read(client, honduras)


def test_delegations_are_shown_newest_first_with_who_came(client, honduras):
    for name, day in [("Old", 1), ("New", 3)]:
        place = make_place(name="Miami")
        meeting = make_meeting(name=name, day=dt.date(2020, 1, day), place=place)
        seat = make_delegation(meeting=meeting, organization=honduras)
        make_participation(meeting=meeting, delegation=seat, title=f"Envoy {day}")
    page = read(client, honduras)
    assert page.index("New</a>") < page.index("Envoy 3") < page.index("Old</a>")
    assert ">Miami</p>" in page


def test_meetings_that_it_hosted_are_shown(client, honduras):
    make_meeting(name="At home", host=honduras)
    assert "At home</a>" in read(client, honduras).partition("Meetings hosted")[2]


def test_meetings_and_agreements_that_are_not_public_are_not_told(client, honduras):
    secret = make_meeting(name="Secret", is_public=False, host=honduras)
    make_delegation(meeting=secret, organization=honduras)
    agree(honduras, secret, name="Hush")
    page = read(client, honduras)
    assert "Secret" not in page
    assert "Hush" not in page
    assert "Meetings hosted" not in page


def test_agreements_are_shown_with_how_they_stand(client, honduras):
    agree(honduras, name="The compact")
    page = read(client, honduras)
    assert "The compact</a>" in page
    assert "<strong>Proposed</strong>" in page


@pytest.mark.parametrize(("slug", "words"), [("honduras", "All meetings of Honduras"), ("", "All")])
def test_more_meetings_than_are_shown_are_a_link_away(client, honduras, monkeypatch, slug, words):
    monkeypatch.setattr(organizations, "MOST", 1)
    if not slug:
        Organization.objects.update(country=None)
    for _ in range(2):
        make_delegation(meeting=make_meeting(host=honduras), organization=honduras)
    page = read(client, honduras)
    assert page.count(words) == 2
    assert (f"?country={slug}" in page) is bool(slug)


def test_the_page_says_what_else_it_does_not_show(client, honduras, monkeypatch):
    monkeypatch.setattr(organizations, "MOST", 1)
    monkeypatch.setattr(organizations, "MOST_TENURES", 1)
    for _ in range(2):
        agree(honduras)
        make_delegation(organization=make_organization(parent=honduras))
        office = make_office(organization=honduras)
        make_tenure(office=office, person=make_participation().person)
    page = read(client, honduras)
    for words in ("All agreements", "and more", "Not all who held these offices are shown."):
        assert words in page


def test_articles_with_its_byline_stand_page_by_page(client, monkeypatch):
    monkeypatch.setattr(organizations, "ARTICLES_A_PAGE", 1)
    agency = make_organization()
    write(agency, headline="The first")
    write(agency, headline="The second")
    assert "The first" not in read(client, agency)
    after = client.get(agency.get_absolute_url()).context["after"]
    page = read(client, agency, f"?after={after}")
    assert "The first" in page
    for part in ("The second", "canonical", "<dt>"):
        assert part not in page


@pytest.mark.parametrize("after", ["", "x", "%00", "9" * 40])
def test_a_cursor_that_no_page_gives_is_not_found(client, honduras, after):
    assert client.get(f"{honduras.get_absolute_url()}?after={after}").status_code == 404


def test_the_pages_take_the_same_queries_for_any_number(client, honduras):
    counts = []
    for _ in range(3):
        meeting = make_meeting(host=honduras, place=make_place())
        seat = make_delegation(meeting=meeting, organization=honduras)
        person = make_participation(meeting=meeting, delegation=seat).person
        make_tenure(office=make_office(organization=honduras), person=person)
        make_delegation(organization=make_organization(parent=honduras))
        agree(honduras)
        write(honduras)
        with CaptureQueriesContext(connection) as queries:
            client.get(honduras.get_absolute_url())
            client.get(reverse("organizations:index"))
        counts.append(len(queries))
    assert len(set(counts)) == 1
