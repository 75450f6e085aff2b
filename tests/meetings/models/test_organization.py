import pytest
from django.core.exceptions import ValidationError

from meetings.models import Organization
from tests.factories import make_organization

pytestmark = pytest.mark.django_db


def test_an_organization_is_said_by_its_short_name_where_it_has_one():
    assert Organization(name="Government of Mexico", short_name="Mexico").said == "Mexico"
    assert Organization(name="Interpol").said == "Interpol"


def test_above_an_organization_stands_what_it_is_part_of_nearest_first():
    state = make_organization()
    ministry = make_organization(parent=state)
    assert make_organization(parent=ministry).above() == [ministry, state]


def test_an_organization_is_no_part_of_itself():
    state = make_organization()
    state.parent = state
    with pytest.raises(ValidationError, match="no part of itself"):
        state.clean()


def test_an_organization_is_no_part_of_its_part():
    state = make_organization(name="State")
    agency = make_organization(parent=make_organization(parent=state), name="Agency")
    state.parent = agency
    with pytest.raises(ValidationError, match="Agency is part of State already"):
        state.clean()


def test_a_new_organization_may_stand_below_another():
    Organization(name="X", slug="x", kind="agency", parent=make_organization()).full_clean()


def test_organizations_that_go_round_by_mistake_do_not_hang():
    one = make_organization()
    other = make_organization(parent=one)
    Organization.objects.filter(pk=one.pk).update(parent=other)
    assert len(make_organization(parent=other).above()) == 2
