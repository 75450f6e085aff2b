"""A meeting's own page: the agreements' lives, what became of it, and what came of it."""

import datetime as dt

import pytest

from meetings.models import AgreementArea, AgreementName, AgreementParty
from tests.factories import (
    make_agreement,
    make_country,
    make_meeting,
    make_organization,
    make_outcome,
    make_place,
    make_step,
    seat,
)

pytestmark = pytest.mark.django_db


def read(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.text.split())


def test_an_agreement_is_shown_with_its_names_parties_and_areas(client):
    agreement = make_agreement(name="Memorandum", description="What they work on.")
    AgreementName.objects.create(agreement=agreement, name="compact")
    AgreementArea.objects.create(agreement=agreement, text="Border security")
    mexico = make_organization(short_name="Mexico")
    AgreementParty.objects.create(agreement=agreement, organization=mexico)
    step = make_step(agreement=agreement, meeting=make_meeting())
    page = read(client, step.meeting.get_absolute_url())
    parts = ("Memorandum", "“compact”", "Border security", ">Mexico</a>", "What they work on.")
    for part in parts:
        assert part in page


def test_the_life_of_an_agreement_is_told_step_by_step(client):
    here, there = make_meeting(), make_meeting(name="Signing")
    agreement = make_agreement()
    make_step(agreement=agreement, meeting=here, text="They met.", source="A release")
    web = {"source": "Site", "source_url": "https://gov.example/x"}
    make_step(agreement=agreement, meeting=there, status="signed", note="So they say.", **web)
    page = read(client, here.get_absolute_url())
    link = f'At <a href="{there.get_absolute_url()}">Signing</a>'
    for part in ("Proposed", "They met.", "At this meeting", "A release", link, "So they say."):
        assert part in page
    assert '<a href="https://gov.example/x" rel="noopener">Site</a>' in page


def test_a_bare_agreement_has_no_empty_headings(client):
    page = read(client, make_step(meeting=make_meeting()).meeting.get_absolute_url())
    for heading in ("Also called", "Between", "Areas", "Source"):
        assert heading not in page


def test_a_step_says_where_it_was_taken_and_whether_that_is_disputed(client):
    here = make_meeting(place=make_place(name="Miami"))
    make_step(meeting=here, certainty="disputed", note="Others say April.")
    page = read(client, here.get_absolute_url())
    assert 'class="step here is-disputed"' in page
    for part in ('<p class="fact-note">Miami</p>', "(disputed)", "Others say April."):
        assert part in page


def test_a_step_apart_from_meetings_is_nowhere(client):
    step = make_step(meeting=make_meeting())
    make_step(agreement=step.agreement, text="A call for it.")
    page = read(client, step.meeting.get_absolute_url())
    assert page.count("At this meeting") == 1
    assert "A call for it." in page


@pytest.mark.parametrize("status", ["cancelled", "postponed", "rescheduled", "scheduled"])
def test_what_became_of_it_stands_at_the_top(client, status):
    page = read(client, make_meeting(status=status).get_absolute_url())
    assert f'<p class="standing standing-{status}">' in page
    assert page.index(f"<strong>{status.capitalize()}</strong>") < page.index("When")


def test_a_meeting_that_was_held_has_no_such_notice(client):
    assert "standing" not in read(client, make_meeting().get_absolute_url())


# What came of it


def test_outcomes_are_told_in_order_with_their_kind_and_date(client):
    meeting = make_meeting()
    make_outcome(meeting=meeting, text="Later", order=2)
    day = dt.date(2019, 5, 1)
    make_outcome(meeting=meeting, kind="commitment", text="To sign it", due=day, order=1)
    page = read(client, meeting.get_absolute_url())
    for part in ("Commitment", "To sign it", '<time datetime="2019-05-01">'):
        assert part in page
    assert page.index("To sign it") < page.index("Later")


def test_that_nothing_came_of_it_needs_no_text(client):
    outcome = make_outcome(kind="none", text="")
    assert "No outcome announced" in read(client, outcome.meeting.get_absolute_url())


def test_an_outcome_leads_to_its_agreement_where_that_is_public(client, reporter_client):
    seen = make_step(meeting=make_meeting(), agreement=make_agreement(name="Treaty")).agreement
    hidden = make_step(
        meeting=make_meeting(is_public=False), agreement=make_agreement(name="Secret treaty")
    ).agreement
    meeting = make_meeting()
    for agreement in (seen, hidden):
        make_outcome(meeting=meeting, agreement=agreement)
    page = read(client, meeting.get_absolute_url())
    assert ">Treaty</a>" in page
    assert "Secret treaty" not in page
    assert "Secret treaty" in read(reporter_client, meeting.get_absolute_url())


def test_two_parties_lead_to_all_their_meetings(client):
    meeting = make_meeting()
    for name in ("Mexico", "Honduras"):
        seat(meeting, make_country(name)[1])
    page = read(client, meeting.get_absolute_url())
    assert '<a href="/meetings/between/honduras/mexico/">Honduras and Mexico</a>' in page


def test_the_meetings_of_two_before_and_after_are_told(client):
    both = [make_country(name)[1] for name in ("Mexico", "Honduras")]
    made = [make_meeting(name=name, order_in_day=1) for name in ("One", "Two", "Three")]
    made.append(make_meeting(name="Hidden", is_public=False))
    made.append(make_meeting(name="Undated", earliest=None, latest=None, precision="unknown"))
    for meeting in made:
        seat(meeting, *both)
    page = read(client, made[1].get_absolute_url())
    assert f'<a rel="prev" href="{made[0].get_absolute_url()}">One</a>' in page
    assert f'<a rel="next" href="{made[2].get_absolute_url()}">Three</a>' in page
    undated = read(client, made[4].get_absolute_url())
    assert f'<a rel="next" href="{made[0].get_absolute_url()}">One</a>' in undated
    assert 'rel="prev"' not in undated


def test_the_newest_meeting_of_two_has_none_after_it(client):
    both = [make_country(name)[1] for name in ("Mexico", "Honduras")]
    earlier, newest = make_meeting(name="One"), make_meeting(name="Two")
    for meeting in (earlier, newest):
        seat(meeting, *both)
    page = read(client, newest.get_absolute_url())
    assert 'rel="prev"' in page
    assert 'rel="next"' not in page


def test_a_public_meeting_with_a_day_can_be_added_to_a_calendar(client, reporter_client):
    dated, hidden = make_meeting(), make_meeting(is_public=False)
    in_spring = make_meeting(precision="season")
    link = "Add to a calendar"
    assert f'<a href="/meetings/{dated.slug}.ics">{link}' in read(client, dated.get_absolute_url())
    assert link not in read(client, in_spring.get_absolute_url())
    assert link not in read(reporter_client, hidden.get_absolute_url())
