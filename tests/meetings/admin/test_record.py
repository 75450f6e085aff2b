import pytest
from django.core.checks import run_checks
from django.db import IntegrityError

from masthead import versions
from meetings.admin import PersonAdmin
from meetings.models import Organization, Person, Place
from tests.factories import make_organization, make_person, make_place

from .filling import errors, save

pytestmark = pytest.mark.django_db
NOUNS = ["agreement", "meeting", "office", "organization", "person", "place"]


@pytest.mark.parametrize("noun", NOUNS)
def test_each_part_of_the_record_has_a_list_and_a_form(reporter_client, noun):
    for address in (f"/admin/meetings/{noun}/?q=a", f"/admin/meetings/{noun}/add/"):
        assert reporter_client.get(address).status_code == 200


def test_the_admin_is_set_up_right():
    assert run_checks(tags=["admin"]) == []


def test_a_place_is_saved(reporter_client):
    fields = {"name": "Honduras", "slug": "honduras", "kind": "country", "country_code": "HN"}
    before = versions.number(versions.SITE)
    save(reporter_client, "/admin/meetings/place/add/", **fields)
    assert Place.objects.get().country_code == "HN"
    assert versions.number(versions.SITE) == before + 1


@pytest.mark.parametrize(
    ("fields", "at_field"),
    [
        ({"country_code": "hn"}, "country_code"),
        ({"time_zone": "CST"}, "time_zone"),
        ({"kind": "planet"}, "kind"),
        ({"parent": "999"}, "parent"),
    ],
)
def test_a_wrong_place_is_refused_at_its_field(reporter_client, fields, at_field):
    new = {"name": "X", "slug": "x", "kind": "city"}
    response = save(reporter_client, "/admin/meetings/place/add/", **(new | fields))
    assert list(errors(response)) == [at_field]


def test_a_place_that_would_lie_in_itself_is_refused(reporter_client):
    place = make_place(kind="city")
    address = f"/admin/meetings/place/{place.pk}/change/"
    response = save(reporter_client, address, kind="venue", parent=place.pk)
    assert list(errors(response)) == ["parent"]


@pytest.mark.parametrize("term", ["san", "san\x00"])
def test_places_are_offered_with_what_is_around_them(reporter_client, term):
    make_place(name="San José", parent=make_place(name="Costa Rica", kind="country"))
    field = {"app_label": "meetings", "model_name": "meeting", "field_name": "place"}
    found = reporter_client.get("/admin/autocomplete/", field | {"term": term}).json()
    assert [row["text"] for row in found["results"]] == ["San José, Costa Rica"]


def test_an_organization_is_saved_with_its_other_names(reporter_client):
    fields = {"name": "Government of Mexico", "slug": "mexico", "kind": "government"}
    other = {"other_names-0-name": "Gobierno de México"}
    save(reporter_client, "/admin/meetings/organization/add/", **fields, **other)
    assert str(Organization.objects.get().other_names.get()) == "Gobierno de México"


def test_an_organization_that_would_be_part_of_itself_is_refused(reporter_client):
    state = make_organization()
    address = f"/admin/meetings/organization/{state.pk}/change/"
    assert list(errors(save(reporter_client, address, parent=state.pk))) == ["parent"]


def test_a_person_is_saved_with_other_names(reporter_client):
    names = {"name": "Ana García", "slug": "ana", "given_name": "Ana", "family_name": "García"}
    save(reporter_client, "/admin/meetings/person/add/", **names, **{"other_names-0-name": "AG"})
    person = Person.objects.get()
    assert (person.sort_name, str(person.other_names.get())) == ("García, Ana", "AG")


def test_a_save_that_lost_a_race_is_judged_anew(reporter_client, monkeypatch):
    lost = iter([True])
    save_model = PersonAdmin.save_model

    def race(self, *args) -> None:
        if next(lost, False):
            raise IntegrityError
        save_model(self, *args)

    monkeypatch.setattr(PersonAdmin, "save_model", race)
    save(reporter_client, "/admin/meetings/person/add/", name="Ana", slug="ana")
    assert Person.objects.get().name == "Ana"


def test_a_deletion_raises_the_version_of_the_site(administrator_client):
    before = versions.number(versions.SITE)
    person = make_person()
    data = {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"}
    administrator_client.post("/admin/meetings/person/", data)
    assert not Person.objects.exists()
    assert versions.number(versions.SITE) == before + 1
