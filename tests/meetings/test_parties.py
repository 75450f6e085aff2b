import pytest

from meetings import parties
from meetings.models import AgreementParty
from tests.factories import (
    make_agreement,
    make_country,
    make_meeting,
    make_organization,
    make_participation,
    make_step,
    seat,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mexico(db):
    return make_country("Mexico")[1]


@pytest.fixture
def honduras(db):
    return make_country("Honduras")[1]


def pairs(cursor=None, size=20) -> list[tuple[str, str, int]]:
    rows = parties.pairs(cursor, size).rows
    return [(pair.a.slug, pair.b.slug, pair.number) for pair in rows]


def at(meeting) -> list[str]:
    return [pair.get_absolute_url() for pair in parties.pairs_at(meeting)]


def test_governments_that_sat_at_one_meeting_are_a_pair(mexico, honduras):
    for _ in range(2):
        seat(make_meeting(), mexico, honduras)
    assert pairs() == [("honduras", "mexico", 2)]


def test_a_ministry_sits_for_the_country_of_its_government(mexico, honduras):
    office = make_organization(kind="agency", parent=make_organization(parent=mexico))
    meeting = make_meeting()
    seat(meeting, office, honduras)
    assert at(meeting) == ["/meetings/between/honduras/mexico/"]


def test_a_government_without_a_country_sits_for_itself(mexico):
    rebels = make_organization(slug="a-council", short_name="The Council", kind="government")
    staff = make_organization(kind="agency", parent=rebels)
    meeting = make_meeting()
    seat(meeting, staff, mexico)
    [pair] = parties.pairs_at(meeting)
    assert [pair.a, pair.b.name] == [parties.Party(slug="a-council", name="The Council"), "Mexico"]


def test_what_is_no_government_and_of_no_country_is_no_party(mexico):
    meeting = make_meeting()
    seat(meeting, mexico, make_organization(kind="grouping"))
    assert (pairs(), at(meeting)) == ([], [])


def test_two_offices_of_one_country_are_no_pair(mexico):
    meeting = make_meeting()
    seat(meeting, mexico, make_organization(kind="ministry", parent=mexico))
    assert (pairs(), at(meeting)) == ([], [])


def test_meetings_that_are_not_public_make_no_pair(mexico, honduras):
    meeting = make_meeting(is_public=False)
    seat(meeting, mexico, honduras)
    assert (pairs(), at(meeting)) == ([], [])


def test_a_meeting_of_many_says_nothing_of_its_pairs(monkeypatch, mexico, honduras):
    meeting = make_meeting()
    seat(meeting, mexico, honduras)
    monkeypatch.setattr(parties, "MOST_PARTIES", 1)
    assert at(meeting) == []


def test_pairs_go_on_after_a_cursor(mexico, honduras):
    seat(make_meeting(), mexico, honduras, make_country("Guatemala")[1])
    first = parties.pairs(None, 2)
    assert first.after == "guatemala..mexico"
    assert pairs(first.after) == [("honduras", "mexico", 1)]
    assert parties.pairs(first.after, 1).after is None


@pytest.mark.parametrize(
    "cursor", ["", "a", "a..", "a..b..c", "a..b\n", "a..b\0", "é..b", "a" * 200]
)
def test_any_other_cursor_is_refused(cursor):
    with pytest.raises(parties.BadCursor):
        parties.pairs(cursor, 2)


def leads(meeting) -> list[tuple[str, list[str], bool, bool]]:
    [loaded] = parties.with_leads(parties.meetings_between("honduras", "mexico"))
    both = parties.named(["honduras", "mexico"])
    found = parties.leads(loaded, parties.Pair(a=both["honduras"], b=both["mexico"]))
    return [
        (lead.party.name, [str(one) for one in lead.people], lead.is_head, lead.has_others)
        for lead in found
    ]


def test_whoever_led_a_side_is_named_for_it(mexico, honduras):
    meeting = make_meeting()
    of_mexico, of_honduras = seat(meeting, mexico, honduras)
    for delegation, name, role in (
        (of_mexico, "a guard", "member"),
        (of_mexico, "the head", "head"),
        (of_honduras, "an envoy", "member"),
    ):
        make_participation(meeting=meeting, delegation=delegation, description=name, role=role)
    assert leads(meeting) == [
        ("Honduras", ["an envoy"], False, False),
        ("Mexico", ["the head"], True, True),
    ]


def test_agreements_between_two_have_both_as_parties(mexico, honduras):
    for name, sides in (("Both", [mexico, honduras]), ("One", [mexico])):
        agreement = make_step(meeting=make_meeting(), agreement=make_agreement(name=name)).agreement
        for one in sides:
            AgreementParty.objects.create(agreement=agreement, organization=one)
    assert [str(one) for one in parties.agreements_between("honduras", "mexico")] == ["Both"]
