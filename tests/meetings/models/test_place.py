import pytest
from django.core.exceptions import ValidationError

from meetings.models import Place
from tests.factories import make_organization, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def honduras() -> Place:
    return make_place(name="Honduras", kind="country", time_zone="America/Tegucigalpa")


@pytest.fixture
def city(honduras) -> Place:
    return make_place(name="Tegucigalpa", kind="city", parent=honduras)


@pytest.fixture
def venue(city) -> Place:
    return make_place(name="Ministry of Security", kind="venue", parent=city)


def test_a_place_is_named_with_what_is_around_it(venue):
    assert venue.full_name == "Ministry of Security, Tegucigalpa, Honduras"
    assert str(venue) == venue.full_name


def test_the_time_zone_is_that_of_the_nearest_place_around(venue):
    assert venue.effective_time_zone() == "America/Tegucigalpa"


def test_a_place_of_its_own_time_zone_keeps_it(city):
    city.time_zone = "America/New_York"
    assert city.effective_time_zone() == "America/New_York"


def test_a_place_without_any_time_zone_has_none():
    assert make_place().effective_time_zone() == ""


def test_a_place_may_skip_a_level(venue, honduras):
    venue.parent = honduras
    venue.full_clean()
    assert venue.full_name == "Ministry of Security, Honduras"


@pytest.mark.parametrize("kind", ["city", "region", "country"])
def test_a_place_lies_in_something_larger(city, kind):
    with pytest.raises(ValidationError) as refused:
        Place(kind=kind, parent=city).clean()
    assert "parent" in refused.value.message_dict


def test_a_place_does_not_lie_in_itself_even_when_it_shrinks(city):
    city.kind, city.parent = "venue", Place.objects.get(pk=city.pk)
    with pytest.raises(ValidationError, match="does not lie in itself"):
        city.clean()


def test_a_place_stays_larger_than_what_lies_in_it(city, venue):
    city.kind = "venue"
    with pytest.raises(ValidationError) as refused:
        city.clean()
    assert "kind" in refused.value.message_dict


def test_a_kind_that_does_not_exist_is_left_to_its_field(city):
    with pytest.raises(ValidationError) as refused:
        Place(name="X", slug="x", kind="planet", parent=city).full_clean()
    assert list(refused.value.message_dict) == ["kind"]


def test_places_that_lie_in_each_other_by_mistake_still_have_a_name(city, venue):
    Place.objects.filter(pk=city.pk).update(parent=venue)
    assert len(Place.objects.get(pk=venue.pk).around()) == 3


def test_the_country_of_organisations_stays_a_country(honduras):
    make_organization(country=honduras)
    honduras.kind = "region"
    with pytest.raises(ValidationError, match="the country of organisations"):
        honduras.clean()
