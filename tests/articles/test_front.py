"""The front page: what editors put on it, and the newest in every other place."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import front, publishing
from articles.models import Slot
from masthead import versions
from masthead.models import Publication
from newsroom import due
from tests.factories import (
    fill,
    make_edition,
    make_section,
    make_slot,
    publish_article,
    publish_next,
)

NOON = dt.datetime(2019, 3, 28, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return make_section(name="World", slug="world")


@pytest.fixture
def published(section):
    """Return eight articles of one section, newest first."""
    made = [publish_article(at=NOON + HOUR * hour, section=section) for hour in range(8)]
    return made[::-1]


def compose(now=None):
    return front.compose(now or timezone.now())


def strips(page):
    return {strip.section.slug: strip.articles for strip in page.strips}


def shown(page):
    lead = [page.lead] if page.lead else []
    return [*lead, *page.seconds, *(one for strip in page.strips for one in strip.articles)]


# Filled by the newest


def test_without_slots_the_newest_lead_and_the_next_stand_beside_it(published):
    page = compose()
    assert page.lead == published[0]
    assert page.seconds == published[1:4]
    assert strips(page) == {"world": published[4:7]}


def test_a_strip_is_filled_by_the_newest_of_its_section(published):
    other = make_section(slug="home", order=1)
    old = publish_article(at=NOON - HOUR, section=other)
    assert strips(compose()) == {"world": published[4:7], "home": [old]}


def test_the_strips_stand_in_the_order_of_the_sections_and_are_bounded(published, monkeypatch):
    monkeypatch.setattr(front, "MOST_STRIPS", 2)
    for order, slug in ((3, "c"), (2, "b"), (1, "a")):
        publish_article(at=NOON - HOUR, section=make_section(slug=slug, order=order))
    assert list(strips(compose())) == ["world", "a"]


def test_a_section_without_articles_has_no_strip(published):
    make_edition(section=make_section(slug="empty"))
    assert list(strips(compose())) == ["world"]


def test_where_nothing_is_published_the_page_says_so(client):
    make_edition(headline="Draft")
    page = client.get("/").text
    assert "Nothing is published yet." in page
    assert "Draft" not in page


# By hand


def test_an_editor_chooses_the_lead(published):
    make_slot(published[6], "lead")
    page = compose()
    assert page.lead == published[6]
    assert page.seconds == published[0:3]


def test_seconds_by_hand_come_first_in_their_order(published):
    make_slot(published[5], "second", order=2)
    make_slot(published[6], "second", order=1)
    assert compose().seconds == [published[6], published[5], published[1]]


def test_a_strip_takes_what_was_given_to_it_even_of_another_section(published):
    guest = publish_article(at=NOON - HOUR, section=make_section(slug="home", order=1))
    make_slot(guest, "strip", section=published[0].editions.get().section)
    assert strips(compose()) == {"world": [guest, *published[4:6]]}


@pytest.mark.parametrize("place", ["lead", "second", "strip"])
@pytest.mark.parametrize("number", range(8))
def test_no_article_is_on_the_page_twice(published, section, place, number):
    make_slot(published[number], place, section=section if place == "strip" else None)
    keys = [article.pk for article in shown(compose())]
    assert published[number].pk in keys
    assert len(keys) == len(set(keys)) == 7


def test_of_two_leads_the_first_is_shown_and_the_other_nowhere_twice(published):
    make_slot(published[3], "lead", order=1)
    make_slot(published[2], "lead", order=2)
    page = compose()
    assert page.lead == published[3]
    assert page.seconds == [published[0], published[1], published[2]]


def test_a_withdrawn_article_leaves_its_place_to_the_newest(published):
    make_slot(published[6], "lead")
    publishing.withdraw(published[6], by=None, reason="legal", note="")
    assert compose().lead == published[0]


def test_a_slot_of_an_unpublished_article_shows_nothing_of_it(client, published):
    make_slot(make_edition(headline="Draft").article, "lead")
    assert "Draft" not in client.get("/").text


def test_a_place_shows_the_words_of_the_published_edition(client, published):
    make_slot(published[6], "lead")
    publish_next(published[6], headline="Better words")
    publishing.open_edition(published[6], by=None)
    assert client.get("/").context["front"].lead.live.headline == "Better words"


def test_an_article_has_one_place(published):
    make_slot(published[0], "lead")
    with pytest.raises(IntegrityError):
        make_slot(published[0], "second")


@pytest.mark.parametrize("place", ["lead", "second"])
def test_only_a_strip_is_of_a_section(published, section, place):
    with pytest.raises(IntegrityError):
        make_slot(published[0], place, section=section)


def test_a_strip_is_of_a_section(published):
    with pytest.raises(IntegrityError):
        make_slot(published[0], "strip")


# The end of a slot


def test_a_slot_ends_at_its_time_and_not_before(published):
    make_slot(published[6], "lead", until=NOON)
    assert compose(NOON - dt.timedelta(microseconds=1)).lead == published[6]
    assert compose(NOON).lead == published[0]


def test_the_end_of_a_slot_is_a_moment_of_the_schedule(published):
    assert front.next_end() is None
    make_slot(published[5], "second", until=NOON + HOUR)
    make_slot(published[6], "lead", until=NOON)
    assert front.next_end() == NOON


def test_an_ended_slot_is_taken_out_and_pages_are_made_anew(published):
    before = versions.number(versions.SITE)
    make_slot(published[5], "second", until=NOON + HOUR)
    make_slot(published[6], "lead", until=NOON)
    assert front.clear(NOON) == 1
    assert Slot.objects.get().article == published[5]
    assert versions.number(versions.SITE) == before + 1
    assert front.clear(NOON) == 0
    assert versions.number(versions.SITE) == before + 1


def test_the_first_request_after_the_end_shows_the_newest(client, published, time_machine):
    time_machine.move_to(NOON, tick=False)
    make_slot(published[6], "lead", until=NOON + HOUR / 2)
    Publication.objects.create()
    due.carry_out(NOON)
    assert client.get("/").context["front"].lead == published[6]
    time_machine.move_to(NOON + HOUR / 2, tick=False)
    assert client.get("/").context["front"].lead == published[0]
    assert not Slot.objects.exists()


# The page


def test_the_lead_shows_its_picture(client, published):
    edition = fill(publishing.open_edition(published[0], by=None))
    publishing.publish(edition, by=None)
    page = client.get("/").text
    use = edition.imageuses.get()
    assert f'src="/pictures/{use.image.pk}/"' in page
    assert "A caption" in page


def test_a_strip_links_its_section_and_does_not_name_it_again(client, published):
    page = client.get("/").text
    strip = page[page.index('id="section-world"') : page.index("All articles")]
    assert '<a href="/sections/world/">World</a>' in strip
    assert 'class="kicker"' not in strip


def test_the_headlines_of_a_strip_stand_under_its_name(client, published):
    page = client.get("/").text
    assert (
        f'<h3 class="teaser-head">\n            <a href="{published[4].get_absolute_url()}">'
        in page
    )


def test_a_language_other_than_the_papers_is_marked(client, published):
    article = published[0]
    article.language = "ar"
    article.save()
    page = client.get("/").text
    assert 'lang="ar"' in page
    assert 'dir="rtl"' in page


def test_the_page_takes_as_many_queries_however_much_is_on_it(client):
    make_slot(publish_article(), "lead")
    publish_article()
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for order in range(15):
        section = make_section(order=order)
        make_slot(publish_article(section=section), "strip", section=section)
        publish_article(section=section)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) <= len(few) + 1 <= 11
