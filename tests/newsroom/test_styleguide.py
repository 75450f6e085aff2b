import pytest
from django.urls import reverse

from masthead.models import Publication
from tests.factories import make_delegation, make_meeting

pytestmark = pytest.mark.django_db
ADDRESS = "/styleguide/"


def test_readers_do_not_find_it(client):
    assert client.get(ADDRESS).status_code == 404


def test_in_development_everybody_does(client, settings):
    settings.DEBUG = True
    assert client.get(reverse("styleguide")).status_code == 200


def test_the_staff_sees_every_colour_with_its_contrast(reporter_client):
    Publication.objects.create(name="Paper", accent="#1c3f7a")
    response = reporter_client.get(ADDRESS)
    assert response["Cache-Control"] == "no-store, private"
    text = response.text
    assert 'fill="#1c3f7a"' in text
    assert "--ink" in text
    assert text.count("<caption>") == 2


def test_components_are_there_in_each_state(reporter_client):
    text = reporter_client.get(ADDRESS).text
    for words in ("invalid-feedback", "Name removed", "Staff", "edited", "is-gone", "in reply to"):
        assert words in text


def test_a_meeting_of_the_record_is_the_sample(reporter_client):
    assert "There is no public meeting to show." in reporter_client.get(ADDRESS).text
    make_delegation(meeting=make_meeting(name="A summit in Miami"))
    assert "A summit in Miami" in reporter_client.get(ADDRESS).text
