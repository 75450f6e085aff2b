import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import get_language

from articles import feeds, publishing
from articles.models import Byline, Coverage, EditionTopic, ImageUse
from masthead.models import Publication
from tests import schemas
from tests.factories import (
    fill,
    make_edition,
    make_image,
    make_meeting,
    make_organization,
    make_participation,
    make_person,
    make_section,
    make_topic,
    publish_article,
    publish_next,
)

pytestmark = pytest.mark.django_db
ALL = "/articles/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NOON = dt.datetime(2019, 3, 28, 12, tzinfo=dt.UTC)


def feed(client, address=ALL):
    """Return the root of a feed that is valid."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return schemas.atom(response.content)


def entries(client, address=ALL):
    return feed(client, address).findall(f"{ATOM}entry")


def titles(client, address):
    return [entry.findtext(f"{ATOM}title") for entry in entries(client, address)]


def links(element):
    return {one.get("rel"): one.get("href") for one in element.findall(f"{ATOM}link")}


def in_topic(topic, **fields):
    edition = make_edition(**fields)
    EditionTopic.objects.create(edition=edition, topic=topic)
    return publishing.publish(edition, by=None).article


def test_a_feed_says_whose_it_is_and_where(client, db):
    Publication.objects.create(
        name="The Paper", tagline="All of it", publisher="Paper Ltd", copyright_notice="© Paper"
    )
    root = feed(client)
    found = {name: root.findtext(f"{ATOM}{name}") for name in ("title", "subtitle", "rights", "id")}
    assert found == {
        "title": "The Paper",
        "subtitle": "All of it",
        "rights": "© Paper",
        "id": "http://testserver/articles/feed/",
    }
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Paper Ltd"
    assert links(root) == {"alternate": "http://testserver/", "self": f"http://testserver{ALL}"}


def test_a_feed_speaks_the_papers_language_and_an_entry_its_articles(client, db):
    Publication.objects.create(language="es")
    publish_article(language="fr")
    root = feed(client)
    assert root.get(LANG) == "es"
    assert root.find(f"{ATOM}entry").get(LANG) == "fr"


def test_an_entry_says_its_own_words_in_the_language_of_its_article(client, monkeypatch):
    Publication.objects.create(language="es")
    publish_article(language="fr", at=NOON)
    publish_article(language="en")
    monkeypatch.setattr(feeds, "render_to_string", lambda *args: get_language())
    assert [entry.findtext(f"{ATOM}content") for entry in entries(client)] == ["en", "es"]


def test_an_entry_says_what_when_and_where(client):
    article = publish_article(at=NOON, headline="A & B", dek="1 < 2")
    [entry] = entries(client)
    assert entry.findtext(f"{ATOM}id") == article.uid.urn
    assert entry.findtext(f"{ATOM}title") == "A & B"
    assert entry.findtext(f"{ATOM}summary") == "1 < 2"
    assert entry.findtext(f"{ATOM}published") == "2019-03-28T12:00:00+00:00"
    assert entry.findtext(f"{ATOM}updated") == "2019-03-28T12:00:00+00:00"
    assert links(entry) == {"alternate": f"http://testserver{article.get_absolute_url()}"}


def test_an_entry_names_its_authors_and_links_those_with_a_page(client):
    edition = make_edition()
    person, agency = make_person(name="Ana"), make_organization(name="Agency")
    Byline.objects.create(edition=edition, person=person)
    Byline.objects.create(edition=edition, organization=agency)
    Byline.objects.create(edition=edition, printed_name="A stringer")
    publishing.publish(edition, by=None)
    [entry] = entries(client)
    authors = entry.findall(f"{ATOM}author")
    assert [(one.findtext(f"{ATOM}name"), one.findtext(f"{ATOM}uri")) for one in authors] == [
        ("Ana", f"http://testserver{person.get_absolute_url()}"),
        ("Agency", f"http://testserver{agency.get_absolute_url()}"),
        ("A stringer", None),
    ]


def test_an_entry_has_its_section_and_topics_as_categories(client):
    topic = make_topic(name="Migration", slug="migration")
    in_topic(topic, section=make_section(name="World", slug="world"))
    [entry] = entries(client)
    assert [dict(one.attrib) for one in entry.findall(f"{ATOM}category")] == [
        {"term": "world", "scheme": "http://testserver/sections/", "label": "World"},
        {"term": "migration", "scheme": "http://testserver/topics/", "label": "Migration"},
    ]


def test_an_entry_holds_the_whole_text_with_whole_addresses(client):
    body = '<p>One, <a href="/pages/rules/">ours</a> and <a href="#end">here</a>.</p>'
    article = publish_article(body=body, dateline="TEGUCIGALPA")
    page = f"http://testserver{article.get_absolute_url()}"
    content = entries(client)[0].find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert content.text.index("TEGUCIGALPA") < content.text.index("One")
    assert '<a href="http://testserver/pages/rules/">ours</a>' in content.text
    assert f'<a href="{page}#end">here</a>' in content.text


def test_pictures_stand_where_they_stand_in_the_text_and_before_it_the_dateline(client):
    edition = make_edition(body="<p>One.</p><p>Two.</p>", dateline="TEGUCIGALPA")
    image = make_image(alt="A hall")
    for after in (0, 1):
        ImageUse.objects.create(edition=edition, image=image, after_paragraph=after)
    publishing.publish(edition, by=None)
    text = entries(client)[0].findtext(f"{ATOM}content")
    source = f'<img src="http://testserver/pictures/{image.pk}/"'
    pieces = (source, "TEGUCIGALPA", "One.", source, "Two.")
    at = 0
    for piece in pieces:
        at = text.index(piece, at) + 1
    assert text.count("TEGUCIGALPA") == 1


def test_a_minor_change_is_not_told(client):
    article = publish_article(at=NOON)
    publish_next(article, at=NOON.replace(hour=13), change="minor", change_note="A comma.")
    [entry] = entries(client)
    assert entry.findtext(f"{ATOM}updated") == "2019-03-28T12:00:00+00:00"
    assert "A comma." not in entry.findtext(f"{ATOM}content")


def test_a_major_change_updates_the_entry_and_is_told_for_as_long(client):
    article = publish_article(at=NOON)
    publish_next(
        article, at=NOON.replace(hour=14), change="major", change_note="The date was wrong."
    )
    publish_next(article, at=NOON.replace(hour=15), change="minor", change_note="A dash.")
    root = feed(client)
    assert root.findtext(f"{ATOM}entry/{ATOM}updated") == "2019-03-28T14:00:00+00:00"
    assert root.findtext(f"{ATOM}updated") == "2019-03-28T14:00:00+00:00"
    assert "Updated: The date was wrong." in root.findtext(f"{ATOM}entry/{ATOM}content")


def test_only_what_is_published_is_in_a_feed(client, editor_client):
    section = make_section(slug="world")
    publish_article(headline="Live", section=section)
    make_edition(headline="Draft", section=section)
    publishing.schedule(
        make_edition(headline="Tomorrow", section=section),
        by=None,
        publish_at=dt.datetime(2999, 1, 1, tzinfo=dt.UTC),
    )
    gone = publish_article(headline="Gone", section=section)
    publishing.withdraw(gone, by=None, reason="legal", note="")
    for reader in (client, editor_client):
        for address in (ALL, "/sections/world/feed/"):
            assert titles(reader, address) == ["Live"]


def test_a_section_has_a_feed_of_its_own(client):
    section = make_section(name="World", slug="world", description="Abroad")
    publish_article(headline="Abroad", section=section)
    publish_article(headline="At home")
    root = feed(client, "/sections/world/feed/")
    assert root.findtext(f"{ATOM}title") == "World – Newsroom"
    assert root.findtext(f"{ATOM}subtitle") == "Abroad"
    assert links(root)["alternate"] == "http://testserver/sections/world/"
    assert titles(client, "/sections/world/feed/") == ["Abroad"]


def test_a_topic_has_a_feed_of_its_own_while_it_is_public(client):
    topic = make_topic(slug="trade")
    article = in_topic(topic, headline="Tariffs")
    publish_article(headline="Other")
    assert titles(client, "/topics/trade/feed/") == ["Tariffs"]
    publish_next(article, headline="New tariffs")
    assert titles(client, "/topics/trade/feed/") == ["New tariffs"]
    publishing.withdraw(article, by=None, reason="legal", note="")
    assert client.get("/topics/trade/feed/").status_code == 404


def test_a_persons_feed_has_what_they_wrote_and_what_is_about_their_meetings(client):
    person = make_person(slug="ana")
    wrote, about = make_edition(headline="Wrote"), make_edition(headline="About")
    Byline.objects.create(edition=wrote, person=person)
    meeting = make_participation(person=person).meeting
    Coverage.objects.create(edition=about, meeting=meeting)
    for edition in (wrote, about, make_edition(headline="Other")):
        publishing.publish(edition, by=None)
    assert titles(client, "/people/ana/feed/") == ["About", "Wrote"]


def test_no_feed_tells_who_was_at_a_meeting_that_is_not_public(client):
    person = make_person(slug="ana")
    secret = make_participation(person=person, meeting=make_meeting(is_public=False)).meeting
    about = make_edition(headline="About")
    Coverage.objects.create(edition=about, meeting=secret)
    publishing.publish(about, by=None)
    assert client.get("/people/ana/feed/").status_code == 404
    make_participation(person=person)
    assert titles(client, "/people/ana/feed/") == []


@pytest.mark.parametrize("of", ["sections", "topics", "people"])
def test_there_is_no_feed_of_what_is_not_there(client, of):
    assert client.get(f"/{of}/nothing/feed/").status_code == 404


def test_a_feed_holds_thirty_articles_and_costs_the_same_for_any_number(client):
    costs = []
    for number in (1, 31):
        section = make_section(slug=f"with-{number}")
        for _ in range(number):
            edition = fill(make_edition(section=section), rows=2)
            publishing.publish(edition, by=None)
        with CaptureQueriesContext(connection) as queries:
            assert len(entries(client, f"/sections/with-{number}/feed/")) == min(number, 30)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_characters_that_xml_cannot_hold_are_left_out(client):
    publish_article(headline="A\x0bB", body="<p>C\x1bD\U0001f600</p>", dek="E\uffffF")
    [entry] = entries(client)
    assert entry.findtext(f"{ATOM}title") == "AB"
    assert "CD\U0001f600" in entry.findtext(f"{ATOM}content")
    assert entry.findtext(f"{ATOM}summary") == "EF"


def test_addresses_are_of_the_site_whatever_host_was_asked(client, settings):
    settings.SITE_URL = "https://paper.example"
    publish_article()
    content = client.get(ALL, headers={"Host": "localhost"}).text
    assert "https://paper.example/articles/" in content
    assert "localhost" not in content


def test_who_has_the_newest_feed_gets_no_bytes_until_something_is_published(client):
    article = publish_article()
    tag = client.get(ALL)["ETag"]
    assert client.get(ALL, headers={"If-None-Match": tag}).status_code == 304
    publishing.withdraw(article, by=None, reason="legal", note="")
    response = client.get(ALL, headers={"If-None-Match": tag})
    assert (response.status_code, response["ETag"] == tag) == (200, False)


def test_a_feed_is_read_only_and_sets_no_cookie(client):
    response = client.get(reverse("articles:feed"))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert client.post(ALL).status_code == 405


def feeds_of(client, address):
    """Return the addresses of the feeds that the head of a page names."""
    page = client.get(address).text
    return re.findall(r'type="application/atom\+xml"\s+title="(.*?)"\s+href="(.*?)"', page)


def test_pages_of_articles_name_their_feeds(client):
    topic = make_topic(name="Trade & tariffs", slug="trade")
    section = make_section(name="World", slug="world")
    article = in_topic(topic, section=section)
    Byline.objects.create(
        edition=article.editions.get(), person=make_person(name="Ana", slug="ana")
    )
    comments = ("Comments – Newsroom", "/comments/feed/")
    assert feeds_of(client, "/") == [("Newsroom", ALL), comments]
    assert feeds_of(client, "/articles/") == [("Newsroom", ALL)]
    for page, name in {
        "/sections/world/": "World",
        "/topics/trade/": "Trade &amp; tariffs",
        "/people/ana/": "Ana",
    }.items():
        assert feeds_of(client, page) == [(f"{name} – Newsroom", f"{page}feed/")]
        assert client.get(f"{page}feed/").status_code == 200


def test_a_person_whom_only_the_staff_sees_has_no_feed_to_name(editor_client):
    make_person(slug="ana")
    assert feeds_of(editor_client, "/people/ana/") == []
