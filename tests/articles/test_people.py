import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import biography, naming, people, publishing
from articles.models import Article, Byline, Coverage
from masthead.models import Publication
from meetings.models import Meeting, Person, PersonName
from tests.factories import (
    make_delegation,
    make_edition,
    make_image,
    make_meeting,
    make_office,
    make_organization,
    make_participation,
    make_person,
    make_place,
    make_tenure,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Person:
    """Return somebody who took part in a public meeting."""
    person = make_person(name="Ana", slug="ana")
    make_participation(person=person)
    return person


def read(client, person: Person, query: str = "") -> str:
    """Return the person's page with each run of white space as one space."""
    response = client.get(person.get_absolute_url() + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def write(person: Person, *, publish: bool = True, **fields) -> Article:
    edition = make_edition(**fields)
    Byline.objects.create(edition=edition, person=person)
    if publish:
        publishing.publish(edition, by=None)
    return edition.article


def cover(meeting, **fields) -> Article:
    edition = make_edition(**fields)
    Coverage.objects.create(edition=edition, meeting=meeting)
    return publishing.publish(edition, by=None).article


# The gate


def test_readers_know_who_took_part_in_a_public_meeting(ana):
    make_participation(person=ana)
    make_participation(meeting=make_meeting(is_public=False))
    assert list(naming.named_people()) == [ana]


def test_readers_know_the_authors_of_what_is_published():
    author, ghost = make_person(), make_person()
    write(author)
    write(author)
    write(ghost, publish=False)
    assert list(naming.named_people()) == [author]


def test_an_author_of_an_earlier_edition_only_is_not_named():
    author = make_person()
    article = write(author)
    edition = publishing.open_edition(article, by=None)
    edition.bylines.all().delete()
    publishing.publish(edition, by=None)
    assert not naming.named_people().exists()


def test_staff_who_may_view_people_know_everybody(reporter, moderator):
    make_person()
    assert naming.named_people(reporter).count() == 1
    assert not naming.named_people(moderator).exists()


def test_a_person_whom_nothing_public_names_is_not_there_for_readers(client):
    assert client.get(make_person().get_absolute_url()).status_code == 404


def test_staff_see_such_a_person_with_a_notice(reporter_client):
    response = reporter_client.get(make_person().get_absolute_url())
    page = response.content.decode()
    assert "Not public: no public meeting" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "no-store" in response["Cache-Control"]


def test_staff_see_a_public_person_without_a_notice(reporter_client, ana):
    assert "Not public" not in read(reporter_client, ana)


def test_the_page_for_readers_depends_on_no_cookie(client, ana):
    response = client.get(ana.get_absolute_url())
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


# What the page shows


def test_names_and_description_are_shown(client, ana):
    PersonName.objects.create(person=ana, name="Anna", note="as printed")
    Person.objects.update(description="One.\n\nTwo.")
    page = read(client, ana)
    for part in ("Anna (as printed)", "<p>One.</p>", "<p>Two.</p>"):
        assert part in page


def test_offices_are_shown_with_their_time(client, ana):
    state = make_organization(name="Honduras")
    office = make_office(title="President", organization=state)
    make_tenure(person=ana, office=office, start_date=dt.date(2014, 1, 27))
    make_tenure(person=ana, is_acting=True)
    page = read(client, ana)
    assert "<strong>President</strong>, Honduras" in page
    assert "since January 27, 2014" in page
    assert "<strong>Acting " in page


def test_an_office_links_only_an_organisation_that_readers_know(client, ana):
    known = make_delegation().organization
    make_tenure(person=ana, office=make_office(organization=known))
    hidden = make_tenure(person=ana).office.organization
    page = read(client, ana)
    assert f'<a href="{known.get_absolute_url()}">{known.name}</a>' in page
    assert hidden.get_absolute_url() not in page
    assert hidden.name in page


def test_an_office_says_where_it_is_known_from(client, ana):
    make_tenure(person=ana, source="Official gazette")
    assert "Source: Official gazette" in read(client, ana)


def test_what_somebody_is_at_the_paper_stands_at_the_top(client, ana):
    Publication.objects.create(name="The Record")
    paper = make_organization(name="The Record", kind="news")
    other = make_organization(name="The Other", kind="news")
    make_tenure(person=ana, office=make_office(title="Reporter", organization=paper))
    make_tenure(person=ana, office=make_office(title="Poet", organization=other))
    office = make_office(title="Intern", organization=paper)
    make_tenure(person=ana, office=office, end_date=dt.date(2018, 1, 1))
    page = read(client, ana)
    assert "Reporter at The Record" in page
    assert "Poet at" not in page
    assert "Intern at" not in page


def test_meetings_are_shown_with_the_title_and_the_other_sides(client, ana):
    own = make_delegation(meeting=make_meeting(place=make_place(name="Miami")))
    other = make_delegation(meeting=own.meeting)
    seat = {"meeting": own.meeting, "delegation": own}
    make_participation(**seat, person=ana, title="First Lady", role="chair")
    page = read(client, ana)
    assert f"As First Lady, for {own.organization.name} " in page
    assert '<span class="role">(chair)</span>' in page
    assert ">Miami</p>" in page
    link = f'<a href="{other.organization.get_absolute_url()}">{other.organization.name}</a>'
    assert f"With {link}" in page


@pytest.mark.parametrize(("title", "words"), [("", "For Honduras"), ("Host", "As Host, for")])
def test_a_meeting_tells_for_whom_somebody_came(client, ana, title, words):
    seat = make_delegation(organization=make_organization(name="Honduras"))
    make_participation(meeting=seat.meeting, delegation=seat, person=ana, title=title)
    assert words in read(client, ana)


def test_who_came_for_nobody_came_as_something(client, ana):
    ana.participations.update(title="Guest of honour")
    assert "As Guest of honour" in read(client, ana)


def test_a_meeting_that_is_not_held_says_so(client, ana):
    Meeting.objects.update(status="cancelled")
    assert '<strong class="status">cancelled</strong>' in read(client, ana)


def test_meetings_stand_newest_first_and_only_public_ones(client, ana):
    for name, day, is_public in [("Old", 1, True), ("New", 3, True), ("Secret", 2, False)]:
        meeting = make_meeting(name=name, day=dt.date(2020, 1, day), is_public=is_public)
        make_participation(meeting=meeting, person=ana)
    page = read(client, ana)
    assert page.index("New") < page.index("Old")
    assert "Secret" not in page


def test_the_page_says_when_it_does_not_show_all_meetings(client, ana):
    for _ in range(biography.MOST):
        make_participation(person=ana)
    response = client.get(ana.get_absolute_url())
    assert len(response.context["attendances"].rows) == biography.MOST
    assert f'href="{reverse("meetings:index")}?person=ana"' in response.content.decode()


def test_articles_by_the_person_are_listed_once(client, ana):
    article = write(ana, headline="By Ana")
    write(ana, headline="A draft", publish=False)
    response = client.get(ana.get_absolute_url())
    assert list(response.context["written"]) == [article]
    assert "By Ana" in response.content.decode()


def test_older_articles_stand_on_pages_of_their_own(client, ana):
    Person.objects.update(description="Writes.")
    for _ in range(people.ARTICLES_A_PAGE + 1):
        write(ana)
    first = client.get(ana.get_absolute_url()).context
    page = read(client, ana, f"?after={first['after']}")
    oldest = ana.bylines.order_by("pk")[0].edition
    assert oldest.headline in page
    assert page.count('<article class="teaser"') == 1
    for part in ('rel="next"', 'rel="canonical"', "Writes.", "Meetings</h2>"):
        assert part not in page


@pytest.mark.parametrize("after", ["", "x", "%00", "9" * 40, "1-1-1"])
def test_a_cursor_that_no_page_gives_is_not_found(client, ana, after):
    assert client.get(f"{ana.get_absolute_url()}?after={after}").status_code == 404


def test_past_the_last_article_there_are_no_more(client, ana):
    assert "There are no more articles." in read(client, ana, "?after=0-1")


def test_articles_about_the_meetings_are_listed_once(client, ana):
    one, other = ana.participations.get().meeting, make_participation(person=ana).meeting
    article = cover(one, headline="Talks")
    edition = publishing.open_edition(article, by=None)
    Coverage.objects.create(edition=edition, meeting=other)
    publishing.publish(edition, by=None)
    assert list(client.get(ana.get_absolute_url()).context["covered"]) == [article]


def test_coverage_of_a_meeting_that_is_not_public_is_not_told(client, ana):
    hidden = make_participation(person=ana, meeting=make_meeting(is_public=False)).meeting
    cover(hidden)
    assert not client.get(ana.get_absolute_url()).context["covered"]


def test_an_author_who_was_at_no_meeting_has_no_empty_headings(client):
    author = make_person()
    write(author)
    page = read(client, author)
    for heading in ("Offices held", "Whom they met", "Meetings</h2>", "these meetings", "Also "):
        assert heading not in page


def test_a_portrait_is_shown_with_its_alternative_and_credit(client, ana):
    ana.portrait = make_image(alt="Ana at a desk", credit="Photo: Bo")
    ana.save()
    page = read(client, ana)
    assert f'src="{reverse("picture", args=[ana.portrait.pk])}"' in page
    assert 'alt="Ana at a desk"' in page
    assert "Photo: Bo" in page


def test_whatever_was_typed_is_text(client, ana):
    Person.objects.update(name="<b>Ana</b>", description="<script>alert(1)</script>")
    page = read(client, ana)
    assert "<b>Ana" not in page
    assert "<script>alert" not in page


def test_the_page_takes_the_same_queries_for_any_number(client, ana):
    counts = []
    for _ in range(3):
        meeting = make_participation(person=ana).meeting
        make_participation(meeting=meeting, delegation=make_delegation(meeting=meeting))
        make_tenure(person=ana)
        write(ana)
        cover(meeting)
        with CaptureQueriesContext(connection) as queries:
            client.get(ana.get_absolute_url())
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert counts[0] <= 20
