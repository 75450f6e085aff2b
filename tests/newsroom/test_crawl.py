"""Whoever follows links finds all that is public, nothing that is not, and no dead end."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, Section, Topic
from articles.naming import named_organizations, named_people
from masthead.models import FlatPage
from meetings.models import Agreement, Meeting, Place
from newsroom import roles
from newsroom.demo import loading
from tests.crawling import Crawl, crawl, visit
from tests.factories import make_edition, make_meeting, make_participation, make_person

pytestmark = pytest.mark.django_db
HIDDEN = "Zyzzyva"


@pytest.fixture
def found(settings, tmp_path) -> Crawl:
    """Return what a crawl of the demo finds, with things in it that are not public."""
    settings.DATA_DIR = tmp_path
    roles.sync()
    loading.load()
    hide()
    return crawl(visit, host="testserver")


def hide() -> None:
    """Add what readers must not meet, each with the same word."""
    make_edition(headline=f"{HIDDEN} draft", slug="zyzzyva-draft")
    later = make_edition(headline=f"{HIDDEN} tomorrow", slug="zyzzyva-tomorrow")
    publishing.schedule(later, by=None, publish_at=timezone.now() + dt.timedelta(days=1))
    gone = make_edition(headline=f"{HIDDEN} gone", slug="zyzzyva-gone")
    publishing.publish(gone, by=None)
    publishing.withdraw(gone.article, by=None, reason="in-error", note="Not ready.")
    secret = make_meeting(name=f"{HIDDEN} talks", slug="zyzzyva-talks", is_public=False)
    make_participation(meeting=secret, person=make_person(name=f"{HIDDEN} Diplomat"))


def test_no_link_leads_nowhere_and_none_sets_a_cookie(found):
    dead = {
        address: (answer.status, found.linked_from[address])
        for address, answer in found.answers.items()
        if answer.status not in {200, 301, 302, 303}
    }
    assert dead == {}
    assert [address for address, one in found.answers.items() if "set-cookie" in one.headers] == []


def test_everything_public_is_reached(found):
    public = [
        *Article.objects.live(),
        *Section.objects.all(),
        *Topic.objects.filter(editions__status="published").distinct(),
        *FlatPage.objects.all(),
        *Meeting.objects.public(),
        *named_people(),
        *named_organizations(),
        *Place.objects.visible_to(None),
        *Agreement.objects.visible_to(None),
    ]
    assert len(public) > 40
    assert [one for one in public if one.get_absolute_url() not in found.paths()] == []


def test_nothing_that_is_not_public_is_met(found):
    told = re.compile(HIDDEN.encode(), re.IGNORECASE)
    assert [address for address, one in found.answers.items() if told.search(one.body)] == []
    assert not [address for address in found.answers if HIDDEN.lower() in address]


def test_each_page_has_a_title_and_a_description_of_its_own(found):
    titles = {
        address: re.findall("<title>(.*?)</title>", page.text, re.DOTALL)
        for address, page in found.pages().items()
    }
    assert {address: title for address, title in titles.items() if len(title) != 1} == {}
    described = re.compile(r'<meta name="description"\s+content="[^"]+">')
    assert [
        address for address, page in found.pages().items() if not described.search(page.text)
    ] == []
