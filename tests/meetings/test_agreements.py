import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from articles.models import Coverage
from meetings import agreements
from meetings.models import Agreement, AgreementArea, AgreementName, AgreementParty
from tests.factories import (
    make_agreement,
    make_edition,
    make_meeting,
    make_organization,
    make_outcome,
    make_step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def compact() -> Agreement:
    """Return an agreement that was proposed at a public meeting."""
    agreement = make_agreement(name="Compact", slug="compact")
    make_step(agreement=agreement, meeting=make_meeting(name="Talks"))
    return agreement


def read(client, address: str) -> str:
    """Return the page with each run of white space as one space."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def standing(agreement: Agreement) -> list[str]:
    loaded = Agreement.objects.with_standing().get(pk=agreement.pk)
    return [step.status for step in loaded.standing()]


# How it stands


def test_an_agreement_stands_where_its_last_step_took_it(compact):
    make_step(agreement=compact, status="signed", day=dt.date(2020, 1, 1))
    assert standing(compact) == ["signed"]


def test_what_is_disputed_stands_beside_what_is_not(compact):
    for status in ("signed", "ended"):
        make_step(agreement=compact, status=status, day=dt.date(2020, 1, 1), certainty="disputed")
    assert standing(compact) == ["proposed", "signed", "ended"]


def test_a_dispute_that_a_later_step_settled_is_past(compact):
    make_step(agreement=compact, status="initialled", certainty="disputed")
    make_step(agreement=compact, status="signed", day=dt.date(2020, 1, 1), certainty="inferred")
    assert standing(compact) == ["signed"]


def test_where_all_is_disputed_all_is_said():
    agreement = make_agreement()
    for status in ("proposed", "declared"):
        make_step(agreement=agreement, status=status, certainty="disputed")
    assert standing(agreement) == ["proposed", "declared"]


def test_a_step_without_a_date_counts_only_alone(compact):
    make_step(agreement=compact, status="ended", day=None, precision="unknown")
    assert standing(compact) == ["proposed"]
    alone = make_step(status="ended", day=None, precision="unknown")
    assert standing(alone.agreement) == ["ended"]


def test_a_step_taken_at_a_meeting_that_is_not_public_is_not_told(compact):
    secret = make_meeting(is_public=False)
    make_step(agreement=compact, status="signed", meeting=secret, day=dt.date(2020, 1, 1))
    assert standing(compact) == ["proposed"]


# The list


def test_agreements_stand_from_a_to_z_with_parties_and_standing(client, compact):
    make_step(agreement=make_agreement(name="Ábaco"), meeting=make_meeting())
    for order, name in enumerate(("Honduras", "Mexico")):
        party = make_organization(name=name)
        AgreementParty.objects.create(agreement=compact, organization=party, order=order)
    page = read(client, reverse("agreements:index"))
    assert page.index("Ábaco") < page.index("Compact")
    assert "Between Honduras, Mexico" in page
    assert page.count("<strong>Proposed</strong>") == 2


def test_an_agreement_without_a_step_in_public_is_not_there(client, reporter_client):
    make_step(agreement=make_agreement(name="Hush"), meeting=make_meeting(is_public=False))
    for one in (client, reporter_client):
        page = read(one, reverse("agreements:index"))
        assert "Hush" not in page
        assert "No agreements are recorded here." in page


def test_each_page_begins_where_the_one_before_ended(client, compact, monkeypatch):
    monkeypatch.setattr(agreements, "A_PAGE", 1)
    make_step(agreement=make_agreement(name="Zeal"), meeting=make_meeting())
    assert 'rel="next" href="?after=compact"' in read(client, reverse("agreements:index"))
    page = read(client, f"{reverse('agreements:index')}?after=compact")
    assert "Zeal" in page
    assert "Compact" not in page
    assert "canonical" not in page


@pytest.mark.parametrize("after", ["", "nothing", "a%00b", "x" * 5000])
def test_a_page_after_no_agreement_is_not_found(client, compact, after):
    assert client.get(f"{reverse('agreements:index')}?after={after}").status_code == 404


# The page, and the gate to it


def test_an_agreement_without_a_step_in_public_is_not_found_by_readers(client):
    step = make_step(meeting=make_meeting(is_public=False))
    assert client.get(step.agreement.get_absolute_url()).status_code == 404


def test_staff_see_such_an_agreement_with_a_notice(reporter_client):
    step = make_step(meeting=make_meeting(name="Secret", is_public=False))
    response = reporter_client.get(step.agreement.get_absolute_url())
    page = response.content.decode()
    assert "Not public: no step of this agreement" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Secret</a>" in page
    assert "no-store" in response["Cache-Control"]


def test_staff_see_a_public_agreement_without_a_notice(reporter_client, compact):
    assert "Not public" not in read(reporter_client, compact.get_absolute_url())


def test_names_kind_areas_and_description_are_shown(client, compact):
    Agreement.objects.update(description="One.\n\nTwo.")
    for name in ("the pact", "the deal"):
        AgreementName.objects.create(agreement=compact, name=name)
    AgreementArea.objects.create(agreement=compact, text="Borders")
    page = read(client, compact.get_absolute_url())
    for part in (
        "Also called “the pact”, “the deal”",
        ">memorandum of coop",
        "<p>Two.</p>",
    ):
        assert part in page
    assert "<li>Borders</li>" in page


def test_parties_are_linked(client, compact):
    party = make_organization(name="Mexico")
    AgreementParty.objects.create(agreement=compact, organization=party)
    page = read(client, compact.get_absolute_url())
    assert f'<a href="{party.get_absolute_url()}">Mexico</a>' in page
    assert client.get(party.get_absolute_url()).status_code == 200


def test_each_step_is_shown_with_its_source_and_what_is_uncertain(client, compact):
    make_step(
        agreement=compact,
        status="signed",
        certainty="disputed",
        note="Two days are named.",
        source="Gazette",
        source_url="https://example.org/gazette",
    )
    life = read(client, compact.get_absolute_url()).partition("Its life so far")[2]
    for part in ("Proposed", "Talks</a>", "Signed", "(disputed)", "Two days are named."):
        assert part in life
    assert 'href="https://example.org/gazette"' in life


def test_meetings_with_a_step_or_an_outcome_are_shown_once(client, compact):
    make_outcome(agreement=compact, meeting=make_meeting(name="Round two"))
    make_outcome(agreement=compact, meeting=compact.steps.get().meeting)
    page = read(client, compact.get_absolute_url()).partition("The meetings")[2]
    assert page.count("Round two</a>") == page.count("Talks</a>") == 1


def test_meetings_and_articles_that_are_not_public_are_not_told(client, compact):
    secret = make_meeting(name="Secret", is_public=False)
    make_step(agreement=compact, meeting=secret)
    make_outcome(agreement=compact, meeting=secret)
    edition = make_edition(headline="Leaked")
    Coverage.objects.create(edition=edition, meeting=secret)
    publishing.publish(edition, by=None)
    page = read(client, compact.get_absolute_url())
    assert "Secret" not in page
    assert "Leaked" not in page


def test_the_page_says_when_it_does_not_show_all_meetings(client, compact, monkeypatch):
    monkeypatch.setattr(agreements, "MOST_MEETINGS", 1)
    make_outcome(agreement=compact)
    assert "Only the newest are shown." in read(client, compact.get_absolute_url())


def test_articles_about_these_meetings_are_listed(client, compact):
    edition = make_edition(headline="What they said")
    Coverage.objects.create(edition=edition, meeting=compact.steps.get().meeting)
    publishing.publish(edition, by=None)
    assert "What they said</a>" in read(client, compact.get_absolute_url())


def test_an_agreement_that_came_of_no_meeting_yet_shows_none(reporter_client):
    page = read(reporter_client, make_agreement().get_absolute_url())
    assert "The meetings" not in page


def test_the_pages_take_the_same_queries_for_any_number(client, compact):
    counts = []
    for _ in range(3):
        step = make_step(agreement=compact, meeting=make_meeting())
        make_step(agreement=make_agreement(), meeting=step.meeting)
        party = make_organization()
        AgreementParty.objects.create(agreement=compact, organization=party)
        with CaptureQueriesContext(connection) as queries:
            client.get(compact.get_absolute_url())
            client.get(reverse("agreements:index"))
        counts.append(len(queries))
    assert len(set(counts)) == 1
