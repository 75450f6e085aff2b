"""The table of an edition's statuses: which may follow which, and what each step leaves."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Edition, StatusChange
from masthead import versions
from tests.factories import make_edition, make_edition_in, make_user, publish_article

pytestmark = pytest.mark.django_db

MAY_BECOME = {
    "draft": {"submitted", "scheduled", "published", "discarded"},
    "submitted": {"returned", "approved", "scheduled", "published", "discarded"},
    "returned": {"submitted", "scheduled", "published", "discarded"},
    "approved": {"returned", "scheduled", "published", "discarded"},
    "scheduled": {"approved", "returned", "published", "discarded"},
    "published": set(),
    "superseded": set(),
    "discarded": set(),
}


def schedule(edition, *, by, note=""):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    return publishing.schedule(edition, by=by, publish_at=tomorrow)


VERBS: dict[str, Callable[..., Edition]] = {
    "submitted": publishing.submit,
    "returned": publishing.send_back,
    "approved": publishing.approve,
    "scheduled": schedule,
    "published": publishing.publish,
    "discarded": publishing.discard,
}
STEPS = [(status, to) for status in MAY_BECOME for to in VERBS]
ALLOWED = [(status, to) for status, to in STEPS if to in MAY_BECOME[status]]
REFUSED = [(status, to) for status, to in STEPS if to not in MAY_BECOME[status]]


def test_the_table_speaks_of_every_status():
    assert set(MAY_BECOME) == set(Edition.Status)


@pytest.mark.parametrize(("status", "to"), ALLOWED)
def test_an_allowed_step_changes_the_status_and_says_who_took_it(status, to):
    user = make_user()
    edition = VERBS[to](make_edition_in(status), by=user, note="")
    assert edition.status == Edition.objects.get(pk=edition.pk).status == to
    step = edition.status_changes.last()
    assert (step.from_status, step.to_status, step.by) == (status, to, user)


@pytest.mark.parametrize(("status", "to"), REFUSED)
def test_a_step_that_is_not_allowed_changes_nothing(status, to):
    edition = make_edition_in(status)
    before = StatusChange.objects.count(), versions.number(versions.SITE)
    with pytest.raises(publishing.NotAllowed, match=f"is {status} and cannot become {to}"):
        VERBS[to](edition, by=None, note="")
    assert Edition.objects.get(pk=edition.pk).status == status
    assert (StatusChange.objects.count(), versions.number(versions.SITE)) == before


@pytest.mark.parametrize(("status", "to"), [step for step in ALLOWED if step[1] != "published"])
def test_a_step_that_readers_do_not_see_raises_no_version(status, to):
    VERBS[to](make_edition_in(status), by=None, note="")
    assert versions.number(versions.SITE) == 0


@pytest.mark.parametrize("to", ["submitted", "returned", "approved", "published", "discarded"])
def test_a_step_keeps_the_note_on_it(to):
    status = next(status for status, step in ALLOWED if step == to)
    edition = VERBS[to](make_edition_in(status), by=None, note="Because.")
    assert edition.status_changes.last().note == "Because."


def test_a_refusal_says_what_the_edition_can_become():
    with pytest.raises(publishing.NotAllowed, match="discarded, published, scheduled or submitted"):
        publishing.approve(make_edition(), by=None)


def test_a_refusal_of_a_closed_edition_says_to_open_a_new_one():
    with pytest.raises(publishing.NotAllowed, match="open a new edition instead"):
        publishing.submit(make_edition_in("published"), by=None)


def test_a_step_is_judged_by_the_status_in_the_database():
    stale = make_edition()
    publishing.discard(stale, by=None)
    assert stale.status == "draft"
    with pytest.raises(publishing.NotAllowed, match="is discarded"):
        publishing.submit(stale, by=None)


def test_a_step_writes_none_of_the_words():
    stale = make_edition(headline="Old")
    Edition.objects.filter(pk=stale.pk).update(headline="New")
    publishing.submit(stale, by=None)
    assert Edition.objects.get().headline == "New"


@pytest.mark.parametrize("to", ["approved", "returned", "discarded"])
def test_what_leaves_the_schedule_has_no_time_to_be_published_at(to):
    edition = VERBS[to](make_edition_in("scheduled"), by=None, note="")
    assert edition.publish_at is None


def test_a_discarded_edition_leaves_what_readers_see():
    article = publish_article()
    publishing.discard(publishing.open_edition(article, by=None), by=None)
    assert article.editions.published().get().number == 1


def test_a_discarded_edition_is_not_the_newest_where_another_was_kept():
    article = publish_article()
    discarded = publishing.discard(publishing.open_edition(article, by=None), by=None)
    assert not discarded.is_newest
    assert article.editions.get(is_newest=True).number == 1


def test_a_discarded_edition_stays_the_newest_where_there_is_no_other():
    discarded = publishing.discard(make_edition(), by=None)
    assert discarded.is_newest
    assert Edition.objects.get().is_newest
