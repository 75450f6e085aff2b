import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from masthead.models import Image, Publication
from tests.factories import make_image, make_page


def test_a_publication_not_made_yet_has_its_defaults(db):
    assert str(Publication.objects.current()) == "Newsroom"
    assert not Publication.objects.exists()


def test_there_is_one_publication_however_often_it_is_saved(db):
    Publication(name="One").save()
    Publication(name="Two").save()
    assert [str(row) for row in Publication.objects.all()] == ["Two"]


def test_the_database_refuses_a_second_publication(db):
    with pytest.raises(IntegrityError, match="publication_is_one_row"):
        Publication.objects.bulk_create([Publication(pk=2)])


def test_a_picture_is_called_by_its_text_or_its_number(db):
    assert str(make_image(alt="A lion")) == "A lion"
    image = make_image(alt="")
    assert str(image) == f"Picture {image.pk}"


def test_a_picture_knows_its_size(db):
    image = Image.objects.get(pk=make_image().pk)
    assert (image.width, image.height) == (8, 6)


def test_the_database_refuses_a_focal_point_outside(db):
    with pytest.raises(IntegrityError, match="image_focal_point_in_percent"):
        make_image(focal_x=101)


def test_a_page_has_its_address(db):
    page = make_page(slug="rules", title="Comment rules")
    assert page.get_absolute_url() == "/pages/rules/"
    assert str(page) == "Comment rules"


def test_the_earliest_of_expected_moments_is_next(db):
    for hour in (9, 8, 10):
        Publication.objects.expect(dt.datetime(2019, 3, 28, hour, tzinfo=dt.UTC))
    assert Publication.objects.get().next_due_at.hour == 8


def test_expecting_something_keeps_the_papers_name(db):
    Publication.objects.create(name="Paper")
    Publication.objects.expect(timezone.now())
    assert str(Publication.objects.get()) == "Paper"
