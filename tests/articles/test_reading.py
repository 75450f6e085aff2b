"""What a page is made of, in the order in which it stands there."""

import datetime as dt

import pytest

from articles import reading
from tests.factories import (
    make_edition,
    make_image,
    make_meeting,
    make_organization,
    make_person,
    make_topic,
)

pytestmark = pytest.mark.django_db


def passages(edition):
    return [
        (passage.html, [use.caption for use in passage.images])
        for passage in reading.read(edition).body
    ]


def add_pictures(edition, *places):
    for caption, after in places:
        edition.imageuses.create(image=make_image(), caption=caption, after_paragraph=after)


def test_a_text_without_pictures_is_one_passage():
    assert passages(make_edition(body="<p>1</p><p>2</p>")) == [("<p>1</p><p>2</p>", [])]


def test_pictures_stand_after_their_paragraphs():
    edition = make_edition(body="<p>1</p><p>2</p><p>3</p>")
    add_pictures(edition, ("two", 2), ("top", 0))
    assert passages(edition) == [
        ("", ["top"]),
        ("<p>1</p><p>2</p>", ["two"]),
        ("<p>3</p>", []),
    ]


def test_pictures_beyond_the_text_stand_below_it():
    edition = make_edition(body="<p>1</p>")
    add_pictures(edition, ("below", 1), ("far below", 99))
    assert passages(edition) == [("<p>1</p>", ["below", "far below"])]


def test_pictures_of_a_draft_without_text_are_shown():
    edition = make_edition(body="")
    add_pictures(edition, ("top", 0), ("below", 2))
    assert passages(edition) == [("", ["top", "below"])]


def test_pictures_at_one_place_keep_their_order():
    edition = make_edition()
    for order, caption in ((2, "second"), (1, "first")):
        edition.imageuses.create(image=make_image(), caption=caption, order=order)
    assert passages(edition)[0] == ("", ["first", "second"])


def test_meetings_stand_as_they_took_place():
    edition = make_edition()
    late, early, undated, same_day = (
        make_meeting(name="late", day=dt.date(2019, 3, 27), order_in_day=2),
        make_meeting(name="early", day=dt.date(2019, 3, 26)),
        make_meeting(name="undated", day=None, precision="unknown"),
        make_meeting(name="same day", day=dt.date(2019, 3, 27), order_in_day=1),
    )
    for meeting in (late, undated, early, same_day):
        edition.coverages.create(meeting=meeting)
    shown = [coverage.meeting for coverage in reading.read(edition).coverage]
    assert shown == [early, same_day, late, undated]


def test_bylines_and_topics_keep_their_order():
    edition = make_edition()
    edition.bylines.create(organization=make_organization(name="The desk"), order=2)
    edition.bylines.create(person=make_person(name="Ana"), order=1)
    for order, name in ((2, "Trade"), (1, "Borders")):
        edition.editiontopics.create(topic=make_topic(name=name), order=order)
    page = reading.read(edition)
    assert [str(byline) for byline in page.bylines] == ["Ana", "The desk"]
    assert [topic.name for topic in page.topics] == ["Borders", "Trade"]


def test_a_text_that_was_stored_uncleaned_is_cleaned_on_the_way_in():
    edition = make_edition(body='<p onclick="x()">1<script>x</script></p>')
    assert passages(edition) == [("<p>1</p>", [])]
