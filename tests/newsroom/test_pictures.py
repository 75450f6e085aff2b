import pytest

from articles.models import Byline, ImageUse
from masthead.models import Image, Publication
from newsroom import pictures
from tests.factories import (
    make_edition,
    make_image,
    make_meeting,
    make_participation,
    make_person,
    publish_article,
)
from tests.factories.masthead import picture_bytes

pytestmark = pytest.mark.django_db


def in_published():
    image = make_image()
    edition = publish_article().editions.get()
    ImageUse.objects.create(edition=edition, image=image)
    return image


def portrait_of(**meeting):
    person = make_person(portrait=make_image())
    make_participation(person=person, meeting=make_meeting(**meeting))
    return person.portrait


def logo():
    publication = Publication(logo=make_image())
    publication.save()
    return publication.logo


def portrait_of_author():
    person = make_person(portrait=make_image())
    Byline.objects.create(edition=publish_article().editions.get(), person=person)
    return person.portrait


@pytest.mark.parametrize("make", [in_published, portrait_of, logo, portrait_of_author])
def test_a_picture_that_something_public_shows_is_public(make):
    assert pictures.is_public(make())


def in_draft():
    image = make_image()
    ImageUse.objects.create(edition=make_edition(), image=image)
    return image


def portrait_of_secret_guest():
    return portrait_of(is_public=False)


@pytest.mark.parametrize("make", [make_image, in_draft, portrait_of_secret_guest])
def test_a_picture_that_nothing_public_shows_is_not(make):
    make()
    assert not pictures.is_public(Image.objects.get())


def test_a_public_picture_is_served_and_may_be_kept(client):
    response = client.get(f"/pictures/{in_published().pk}/")
    assert b"".join(response.streaming_content) == picture_bytes()
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == f"public, max-age={pictures.DAY}"
    assert "Vary" not in response.headers


def test_who_has_the_picture_is_not_sent_it_again(client):
    address = f"/pictures/{in_published().pk}/"
    tag = client.get(address).headers["ETag"]
    response = client.get(address, headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")


def test_readers_do_not_learn_of_other_pictures(client):
    assert client.get(f"/pictures/{make_image().pk}/").status_code == 404


def test_the_staff_see_every_picture_and_nothing_keeps_it(reporter_client):
    response = reporter_client.get(f"/pictures/{make_image().pk}/")
    assert b"".join(response.streaming_content) == picture_bytes()
    assert response.headers["Cache-Control"] == "no-store, private"


def test_a_picture_whose_file_is_missing_is_not_found_and_the_log_says_so(client, caplog):
    image = in_published()
    image.file.storage.delete(image.file.name)
    assert client.get(f"/pictures/{image.pk}/").status_code == 404
    assert f"The file of picture {image.pk} is missing." in caplog.text
