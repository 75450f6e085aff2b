import datetime as dt

import pytest

from meetings.models import Office, Person, Tenure
from tests.factories import make_office, make_organization, make_person, make_tenure

from .filling import change, errors, save, save_page

pytestmark = pytest.mark.django_db
MARCH, APRIL = dt.date(2019, 3, 10), dt.date(2019, 4, 10)
ADD_OFFICE = "/admin/meetings/office/add/"


def row(number: int, **fields) -> dict[str, object]:
    return {f"tenures-{number}-{name}": value for name, value in fields.items()}


@pytest.fixture
def held() -> Tenure:
    return make_tenure(start_date=MARCH, person=make_person(name="Olga"))


def test_a_new_office_is_saved_with_its_holders(reporter_client):
    first = row(0, person=make_person().pk, end_date="2019-03-10")
    second = row(1, person=make_person().pk, start_date="2019-03-10")
    organization = make_organization()
    save(reporter_client, ADD_OFFICE, title="Head", organization=organization.pk, **first, **second)
    assert Office.objects.get().tenures.count() == 2


def test_a_new_office_has_no_two_holders_at_a_time(reporter_client):
    rows = row(0, person=make_person().pk) | row(1, person=make_person().pk)
    organization = make_organization()
    response = save(reporter_client, ADD_OFFICE, title="Head", organization=organization.pk, **rows)
    assert list(errors(response)) == ["tenures-1"]
    assert not Office.objects.exists()


def test_a_second_holder_is_refused_at_its_row(reporter_client, held):
    rows = row(1, person=make_person().pk, start_date="2019-04-10")
    response = save(reporter_client, change(held.office), **rows)
    [message] = errors(response)["tenures-1"]
    assert message.startswith("Olga holds this office (since March 10, 2019).")
    assert held.office.tenures.count() == 1


def test_a_change_of_office_is_one_save(reporter_client, held):
    rows = row(0, end_date="2019-04-10") | row(1, person=make_person().pk, start_date="2019-04-10")
    assert save(reporter_client, change(held.office), **rows).status_code == 302
    assert held.office.tenures.count() == 2


def test_a_holder_can_be_replaced_in_one_save(reporter_client, held):
    rows = row(0, DELETE="on") | row(1, person=make_person().pk)
    # A reporter may not delete tenures, so the first stays and the second is refused.
    assert "tenures-1" in errors(save(reporter_client, change(held.office), **rows))


def test_an_administrator_replaces_a_holder_in_one_save(administrator_client, held):
    rows = row(0, DELETE="on") | row(1, person=make_person().pk)
    save(administrator_client, change(held.office), **rows)
    assert held.office.tenures.get().person.name != "Olga"


def test_an_office_with_two_holders_goes_on_allowing_it(reporter_client):
    office = make_office(allows_several_holders=True)
    for _ in range(2):
        make_tenure(office=office)
    response = save(reporter_client, change(office), allows_several_holders="")
    assert list(errors(response)) == ["tenures-1"]


def test_an_office_may_allow_several_with_the_save_that_adds_one(reporter_client, held):
    rows = row(1, person=make_person().pk)
    save(reporter_client, change(held.office), allows_several_holders="on", **rows)
    assert held.office.tenures.count() == 2


def test_an_office_held_is_entered_with_the_person(reporter_client):
    tenure = row(0, office=make_office().pk, is_acting="on")
    save(reporter_client, "/admin/meetings/person/add/", name="Ana", slug="ana", **tenure)
    assert Person.objects.get().tenures.get().is_acting


def test_an_office_that_is_held_is_refused_with_the_person(reporter_client, held):
    person = make_person()
    response = save(reporter_client, change(person), **row(0, office=held.office_id))
    assert list(errors(response)) == ["tenures-0"]
    assert not person.tenures.exists()


def test_an_office_of_several_is_free_for_another_person(reporter_client):
    office = make_office(allows_several_holders=True)
    make_tenure(office=office)
    save(reporter_client, change(person := make_person()), **row(0, office=office.pk))
    assert person.tenures.get().office == office


def test_an_office_that_is_not_named_is_asked_for(reporter_client):
    response = save(reporter_client, change(make_person()), **row(0, start_date="2019-03-10"))
    assert list(errors(response)) == ["tenures-0-office"]


@pytest.mark.parametrize(
    ("fields", "at_field"),
    [
        ({"start_date": "2019-04-10", "end_date": "2019-03-10"}, "tenures-0"),
        ({"start_date": "10 March"}, "tenures-0-start_date"),
        ({"person": "999"}, "tenures-0-person"),
        ({"person": ""}, "tenures-0-person"),
    ],
)
def test_what_cannot_be_is_refused_at_its_row(reporter_client, held, fields, at_field):
    assert at_field in errors(save(reporter_client, change(held.office), **row(0, **fields)))


def test_a_tenure_that_somebody_else_removed_breaks_nothing(reporter_client, held):
    page = reporter_client.get(change(held.office))
    held.delete()
    response = save_page(reporter_client, page, **row(0, source="A release"))
    assert response.status_code == 200
