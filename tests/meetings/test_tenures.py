import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from meetings import tenures
from meetings.models import Office, Organization, Person, Tenure
from meetings.tenures import TenureOverlap
from tests.factories import make_office, make_organization, make_person, make_tenure

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = (dt.date(2019, month, 10) for month in (3, 4, 5))


@pytest.fixture
def office(db) -> Office:
    return make_office()


def tenure(office, **fields) -> Tenure:
    return Tenure(office=office, person=make_person(), **fields)


def test_a_vacant_office_can_be_held(office):
    tenures.hold(tenure(office, start_date=MARCH))
    assert office.tenures.get().start_date == MARCH


def test_a_second_holder_is_refused_with_the_first_one_named(office):
    make_tenure(office=office, person=make_person(name="Olga"), start_date=MARCH)
    with pytest.raises(TenureOverlap, match=r"Olga holds this office \(since March 10, 2019\)"):
        tenures.hold(tenure(office, start_date=APRIL))
    assert office.tenures.count() == 1


def test_a_holder_without_dates_is_named_too(office):
    make_tenure(office=office)
    with pytest.raises(TenureOverlap, match="no dates given"):
        tenures.hold(tenure(office, start_date=APRIL))


def test_one_holder_follows_another_on_the_same_day(office):
    make_tenure(office=office, start_date=MARCH, end_date=APRIL)
    tenures.hold(tenure(office, start_date=APRIL))
    assert office.tenures.count() == 2


def test_an_office_that_allows_it_has_several_holders():
    office = make_office(allows_several_holders=True)
    make_tenure(office=office, start_date=MARCH)
    tenures.hold(tenure(office, start_date=MARCH))
    assert office.tenures.count() == 2


def test_whether_an_office_allows_it_is_read_anew(office):
    stale = Office.objects.get(pk=office.pk)
    stale.allows_several_holders = True
    make_tenure(office=office)
    with pytest.raises(TenureOverlap):
        tenures.hold(tenure(stale))


def test_another_office_does_not_matter(office):
    make_tenure(start_date=MARCH)
    tenures.hold(tenure(office, start_date=MARCH))


def test_a_tenure_does_not_overlap_with_itself(office):
    held = make_tenure(office=office, start_date=MARCH)
    held.end_date = MAY
    tenures.hold(held)
    assert office.tenures.get().end_date == MAY


def test_one_tenure_can_end_where_another_begins_in_one_go(office):
    old = make_tenure(office=office, start_date=MARCH)
    old.end_date = APRIL
    tenures.hold(tenure(office, start_date=APRIL), old)
    assert office.tenures.count() == 2


def test_two_that_overlap_with_each_other_are_both_not_saved(office):
    with pytest.raises(TenureOverlap):
        tenures.hold(tenure(office, start_date=MARCH), tenure(office, end_date=APRIL))
    assert not office.tenures.exists()


def test_what_is_to_be_deleted_does_not_overlap(office):
    gone = make_tenure(office=office)
    assert list(tenures.overlaps([tenure(office)])) != []
    assert list(tenures.overlaps([tenure(office)], without=[gone])) == []


# Titles


def hold(person, **fields) -> Tenure:
    office = make_office(title=fields.pop("title"), organization=fields.pop("of", None))
    return make_tenure(office=office, person=person, **fields)


def test_the_title_is_that_of_the_office_held_that_day():
    person, state = make_person(), make_organization()
    hold(person, title="Secretary", of=state, start_date=MARCH, end_date=APRIL)
    assert tenures.title_on(person, APRIL) == "Secretary"
    assert tenures.title_on(person, MAY) == ""


def test_who_only_acts_has_a_title_that_says_so():
    person = make_person()
    hold(person, title="Secretary", of=make_organization(), is_acting=True)
    assert tenures.title_on(person, MAY) == "Acting Secretary"


@pytest.fixture
def states() -> dict[str, Organization]:
    """Return a state with its ministry and the ministry's agency, and another state."""
    state, other = make_organization(), make_organization()
    ministry = make_organization(parent=state)
    agency = make_organization(parent=ministry)
    return {"state": state, "ministry": ministry, "agency": agency, "other": other}


@pytest.mark.parametrize(
    ("for_", "offices", "title"),
    [
        ("state", ["other", "agency", "ministry"], "of the ministry"),
        ("ministry", ["other", "state"], "of the state"),
        ("ministry", ["state", "ministry"], "of the ministry"),
        ("agency", ["state", "other", "ministry"], "of the ministry"),
        ("agency", ["other"], "of the other"),
    ],
)
def test_of_several_titles_the_nearest_to_the_organization_counts(states, for_, offices, title):
    person = make_person()
    for name in offices:
        hold(person, title=f"of the {name}", of=states[name])
    assert tenures.title_on(person, MAY, states[for_]) == title


def test_without_an_organization_the_office_begun_last_counts(states):
    person = make_person()
    hold(person, title="new", of=states["state"], start_date=APRIL)
    hold(person, title="old", of=states["ministry"], start_date=MARCH)
    assert tenures.title_on(person, MAY) == "new"


# Races


def take(office: Office, person: Person) -> str:
    """Take the office in a transaction of its own that does not wait long."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '100ms'")
            tenures.hold(Tenure(office=office, person=person))
    except OperationalError:
        return "waits"
    finally:
        connection.close()
    return "holds"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_takes_an_office_waits_for_whoever_is_just_taking_it(office):
    person = make_person()
    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        tenures.hold(tenure(office))
        assert pool.submit(take, office, person).result() == "waits"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_takes_another_office_does_not_wait(office):
    person, other = make_person(), make_office()
    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        tenures.hold(tenure(office))
        assert pool.submit(take, other, person).result() == "holds"
