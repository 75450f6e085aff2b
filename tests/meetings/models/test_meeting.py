import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from meetings.models import Meeting
from tests.factories import (
    make_delegation,
    make_meeting,
    make_organization,
    make_participation,
    make_place,
)

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = dt.date(2019, 3, 25), dt.date(2019, 3, 26)


def test_readers_see_public_meetings_only():
    shown = make_meeting()
    make_meeting(is_public=False)
    assert list(Meeting.objects.visible_to(None)) == [shown]


def test_the_staff_who_may_view_meetings_see_all(reporter):
    make_meeting(is_public=False)
    assert Meeting.objects.visible_to(reporter).count() == 1


def test_staff_without_that_permission_see_what_readers_see(moderator):
    make_meeting(is_public=False)
    assert not Meeting.objects.visible_to(moderator).exists()


@pytest.fixture
def timeline(db) -> list[Meeting]:
    """Return meetings from the oldest to the newest, then one without a date."""
    return [
        make_meeting(day=MONDAY),
        make_meeting(day=TUESDAY, order_in_day=1),
        make_meeting(day=TUESDAY, order_in_day=2),
        make_meeting(day=None, precision="unknown"),
    ]


def test_the_newest_is_first_and_one_without_a_date_last(timeline):
    *dated, undated = timeline
    assert list(Meeting.objects.newest_first()) == [*reversed(dated), undated]


def test_in_order_is_as_they_took_place(timeline):
    assert list(Meeting.objects.in_order()) == timeline


def test_the_order_is_total():
    assert Meeting.objects.newest_first().totally_ordered


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_after_one_comes_the_rest_of_the_newest_first(timeline, place):
    everything = list(Meeting.objects.newest_first())
    last = everything[place]
    after = Meeting.objects.newest_first().after(last.earliest, last.order_in_day, last.pk)
    assert list(after) == everything[place + 1 :]


def test_meetings_of_one_moment_follow_by_their_key():
    first, second = make_meeting(), make_meeting()
    after = Meeting.objects.newest_first().after(second.earliest, 0, second.pk)
    assert list(after) == [first]


def test_sides_hold_the_people_of_each_delegation_in_order():
    meeting = make_meeting()
    second = make_delegation(meeting=meeting, order=2)
    first = make_delegation(meeting=meeting, order=1)
    guest = make_participation(meeting=meeting, delegation=second)
    host = make_participation(meeting=meeting, delegation=first)
    sides = [(side.delegation, side.participations) for side in meeting.sides()]
    assert sides == [(first, [host]), (second, [guest])]


def test_those_who_came_for_nobody_are_the_last_side():
    meeting = make_meeting()
    alone = make_participation(meeting=meeting)
    empty = make_delegation(meeting=meeting)
    sides = [(side.delegation, side.participations) for side in meeting.sides()]
    assert sides == [(empty, []), (None, [alone])]


@pytest.mark.parametrize("count", [1, 4])
def test_the_sides_of_many_meetings_are_three_queries(count, django_assert_num_queries):
    for _ in range(count):
        place = make_place(kind="venue", parent=make_place(parent=make_place(kind="country")))
        delegation = make_delegation(meeting=make_meeting(place=place))
        make_participation(meeting=delegation.meeting, delegation=delegation)
    with django_assert_num_queries(3):
        for meeting in Meeting.objects.with_sides():
            assert meeting.place.full_name
            assert meeting.sides()[0].delegation.organization.said
            assert meeting.sides()[0].participations[0].person.name


def test_the_record_of_a_meeting_is_five_queries(django_assert_num_queries):
    meeting = make_meeting(host=make_organization())
    part = make_meeting(parent=meeting)
    with django_assert_num_queries(5):
        loaded = Meeting.objects.with_record().get(pk=meeting.pk)
        assert (loaded.host.name, list(loaded.agenda.all())) == (meeting.host.name, [])
        assert list(loaded.parts.all()) == [part]


def test_parts_that_are_not_public_stay_out_of_the_record():
    visit = make_meeting()
    make_meeting(parent=visit, is_public=False)
    assert not Meeting.objects.with_record().get(pk=visit.pk).parts.all()


def test_a_time_takes_the_zone_of_the_place():
    place = make_place(time_zone="America/Tegucigalpa")
    at = dt.datetime(2019, 3, 26, 20, 30, tzinfo=dt.UTC)
    meeting = make_meeting(place=place)
    meeting.at, meeting.precision = at, "minute"
    meeting.full_clean()
    assert meeting.time_zone == "America/Tegucigalpa"


def test_a_time_of_a_meeting_without_place_needs_a_zone():
    meeting = make_meeting()
    meeting.at, meeting.precision = dt.datetime(2019, 3, 26, 20, 30, tzinfo=dt.UTC), "minute"
    with pytest.raises(ValidationError) as refused:
        meeting.full_clean()
    assert "time_zone" in refused.value.message_dict


def test_a_meeting_is_no_part_of_its_part():
    whole = make_meeting()
    whole.parent = make_meeting(parent=make_meeting(parent=whole), name="Detail")
    with pytest.raises(ValidationError, match="Detail is part of this meeting"):
        whole.clean()


def test_a_new_meeting_may_be_part_of_another():
    Meeting(name="X", slug="x", format="call", earliest=MONDAY, parent=make_meeting()).full_clean()


def test_meetings_that_go_round_by_mistake_do_not_hang():
    one = make_meeting()
    other = make_meeting(parent=one)
    Meeting.objects.filter(pk=one.pk).update(parent=other)
    make_meeting(parent=other).clean()


@pytest.mark.parametrize("slug", ["feed", "calendar", "between"])
def test_addresses_of_the_site_are_no_slugs(slug):
    with pytest.raises(ValidationError, match="an address of the site"):
        Meeting(slug=slug).clean_fields()


@pytest.mark.parametrize(
    ("code", "words"),
    [("bilateral", "Bilateral meeting"), ("summit", "Summit"), ("courtesy", "Courtesy call")],
)
def test_the_format_is_said_in_words(code, words):
    assert Meeting(format=code).format_in_words == words
