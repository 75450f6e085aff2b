import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import people
from meetings.models import Person
from tests.factories import make_meeting, make_participation, make_person, make_tenure

pytestmark = pytest.mark.django_db


def make_known(*sort_names: str) -> None:
    """Make people whom readers know."""
    for name in sort_names:
        make_participation(person=make_person(sort_name=name))


def shown(client, query: str = "") -> list[str]:
    response = client.get(reverse("people:index") + query)
    return [person.sort_name for person in response.context["people"]]


def read(client, query: str = "") -> str:
    response = client.get(reverse("people:index") + query)
    return " ".join(response.content.decode().split())


def test_people_stand_from_a_to_z_whatever_the_accents(client):
    make_known("Zeta", "Ávila, B", "avila, A", "Sánchez Cordero, O", "Sánchez, P", "Ñíguez")
    expected = ["avila, A", "Ávila, B", "Ñíguez", "Sánchez, P", "Sánchez Cordero, O", "Zeta"]
    assert shown(client) == expected


def test_people_stand_under_their_letters(client):
    make_known("Ávila", "Abel", "Zeta")
    page = read(client)
    assert [page.count(f">{letter}</h2>") for letter in "AZ"] == [1, 1]


def test_whoever_has_no_sorting_name_stands_by_name(client):
    make_participation(person=make_person(name="Bo"))
    make_known("Ada", "Cy")
    assert shown(client) == ["Ada", "", "Cy"]
    assert ">Bo</a>" in read(client)


def test_a_person_stands_with_the_last_office(client):
    make_known("Abel")
    tenure = make_tenure(person=Person.objects.get())
    assert f"{tenure.title}, {tenure.office.organization.said}" in read(client)


def test_nobody_stands_there_whom_nothing_public_names(client, reporter_client):
    make_participation(meeting=make_meeting(is_public=False))
    for one in (client, reporter_client):
        assert shown(one) == []
    assert "Nobody is recorded here." in read(client)


def test_a_letter_leads_to_its_people(client):
    make_known("Abel", "Ávila", "Zeta")
    page = read(client)
    assert 'href="?letter=z"' in page
    assert shown(client, "?letter=a") == ["Abel", "Ávila"]
    assert 'aria-current="true">A</a>' in read(client, "?letter=a")


def test_one_letter_alone_needs_no_choice(client):
    make_known("Abel")
    assert 'class="letters"' not in read(client)


@pytest.mark.parametrize("letter", ["", "q", "A", "ab", "%00", "%F0%9F%92%A9", "a" * 5000])
def test_a_letter_that_nobody_begins_with_is_not_found(client, letter):
    make_known("Abel")
    assert client.get(f"{reverse('people:index')}?letter={letter}").status_code == 404


def test_each_page_begins_where_the_one_before_ended(client, monkeypatch):
    monkeypatch.setattr(people, "A_PAGE", 2)
    make_known("Zorn", "Ácer", "Abel", "Zeta", "Abel")
    seen, query = [], ""
    while query is not None:
        seen += shown(client, query)
        after = client.get(reverse("people:index") + query).context["after"]
        query = after and f"?after={after}"
    assert seen == ["Abel", "Abel", "Ácer", "Zeta", "Zorn"]


def test_the_pages_of_a_letter_stay_with_it(client, monkeypatch):
    monkeypatch.setattr(people, "A_PAGE", 1)
    make_known("Abel", "Ávila", "Zeta")
    page = read(client, "?letter=a")
    slug = Person.objects.get(sort_name="Abel").slug
    assert f'rel="next" href="?letter=a&amp;after={slug}"' in page
    assert shown(client, f"?letter=a&after={slug}") == ["Ávila"]


@pytest.mark.parametrize("after", ["", "nobody", "a%00b", "x" * 5000, "'", "%ED%A0%80"])
def test_a_page_after_nobody_is_not_found(client, after):
    make_known("Abel")
    assert client.get(f"{reverse('people:index')}?after={after}").status_code == 404


def test_a_page_after_somebody_unknown_to_readers_is_not_found(client):
    hidden = make_person()
    assert client.get(f"{reverse('people:index')}?after={hidden.slug}").status_code == 404


def test_only_the_first_page_is_the_one_to_be_found(client):
    make_known("Abel", "Zeta")
    slug = Person.objects.get(sort_name="Abel").slug
    assert "canonical" in read(client)
    assert "canonical" not in read(client, f"?after={slug}")
    assert "canonical" not in read(client, "?letter=a")


def test_the_list_takes_the_same_queries_for_any_number(client):
    counts = []
    for name in ("Abel", "Bohr", "Curie"):
        make_known(name)
        make_tenure(person=Person.objects.get(sort_name=name))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("people:index"))
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_the_list_depends_on_no_cookie(client):
    response = client.get(reverse("people:index"))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
