import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from articles.models import Article, Byline, Edition, StatusChange
from masthead import sitemaps, versions
from meetings.models import Meeting
from tests.factories import (
    fill,
    make_agreement,
    make_edition,
    make_edition_in,
    make_meeting,
    make_organization,
    make_page,
    make_participation,
    make_person,
    make_place,
    make_section,
    make_step,
    publish_article,
    publish_next,
)
from tests.reading_sitemaps import SITE, SITEMAP, locations, root

pytestmark = pytest.mark.django_db
LINK = "{http://www.w3.org/1999/xhtml}link"
NOT_PUBLISHED = sorted(set(Edition.Status.values) - {"published", "superseded"})


def everything(client):
    """Return the path of each page that the index leads to."""
    return [page for part in locations(client, "/sitemap.xml") for page in locations(client, part)]


def part_of(row, name):
    return f"/sitemap-{name}-{row.pk // sitemaps.A_PART}.xml"


def changed(client, path):
    """Return by path what a sitemap says when it changed."""
    return {
        one.findtext(f"{SITEMAP}loc").removeprefix(SITE): one.findtext(f"{SITEMAP}lastmod")
        for one in root(client, path)
    }


def public_things():
    """Return one of each kind that readers see."""
    edition = fill(make_edition())
    publishing.publish(edition, by=None)
    meeting = make_meeting(place=make_place(), host=make_organization())
    agreement = make_agreement()
    make_step(agreement=agreement, meeting=meeting)
    return [
        edition.article,
        edition.section,
        edition.editiontopics.get().topic,
        edition.bylines.get().person,
        meeting,
        meeting.place,
        meeting.host,
        agreement,
        make_page(),
    ]


def test_the_index_leads_to_each_public_page_once(client):
    pages = [one.get_absolute_url() for one in public_things()]
    found = everything(client)
    assert set(pages) <= set(found)
    assert len(found) == len(set(found))


def test_every_page_in_the_sitemaps_is_there(client):
    public_things()
    found = everything(client)
    assert {"/", "/articles/", "/archive/", "/meetings/between/"} <= set(found)
    assert {path: client.get(path).status_code for path in found} == dict.fromkeys(found, 200)


@pytest.mark.parametrize("status", NOT_PUBLISHED)
def test_what_is_not_published_is_in_none(client, status):
    edition = fill(make_edition_in(status))
    Meeting.objects.update(is_public=False)
    found = "".join(everything(client) + locations(client, "/sitemap-news.xml"))
    hidden = [
        edition.article,
        edition.editiontopics.get().topic,
        edition.bylines.get().person,
        edition.coverages.get().meeting,
    ]
    assert [one for one in hidden if one.get_absolute_url() in found] == []


def test_what_is_withdrawn_leaves_with_whom_it_names(client):
    edition = fill(make_edition())
    publishing.publish(edition, by=None)
    Meeting.objects.update(is_public=False)
    before = everything(client)
    assert edition.article.get_absolute_url() in locations(client, "/sitemap-news.xml")
    publishing.withdraw(edition.article, by=None, reason="legal", note="Gone.")
    left = set(before) - set(everything(client))
    person, topic = edition.bylines.get().person, edition.editiontopics.get().topic
    assert left == {one.get_absolute_url() for one in (edition.article, person, topic)}
    assert locations(client, "/sitemap-news.xml") == []


def test_a_meeting_that_is_not_public_is_in_none_with_what_only_it_names(client):
    meeting = make_meeting(is_public=False, place=make_place(), host=make_organization())
    person = make_participation(meeting=meeting).person
    agreement = make_agreement()
    make_step(agreement=agreement, meeting=meeting)
    hidden = [meeting, meeting.place, meeting.host, person, agreement]
    assert not {one.get_absolute_url() for one in hidden} & set(everything(client))


def test_an_article_changed_when_its_present_edition_was_published(client):
    first, second = (dt.datetime(2019, 3, day, 12, tzinfo=dt.UTC) for day in (1, 2))
    article = publish_article(at=first)
    publish_next(article, at=second, headline="Better")
    assert (
        changed(client, part_of(article, "articles"))[article.get_absolute_url()]
        == "2019-03-02T12:00:00+00:00"
    )


def test_a_part_of_the_index_changed_when_an_article_came_to_it(client):
    edition = publish_article(at=dt.datetime(2019, 3, 1, tzinfo=dt.UTC)).editions.get()
    came = edition.status_changes.get(to_status="published").at.isoformat(timespec="seconds")
    assert changed(client, "/sitemap.xml")[part_of(edition.article, "articles")] == came


def test_a_part_of_the_index_changed_when_an_article_left_it(client, article):
    gone = publish_article()
    StatusChange.objects.update(at=dt.datetime(2019, 3, 1, tzinfo=dt.UTC))
    publishing.withdraw(gone, by=None, reason="legal", note="Gone.")
    gone.refresh_from_db()
    part = part_of(article, "articles")
    assert changed(client, "/sitemap.xml")[part] == gone.withdrawn_at.isoformat(timespec="seconds")
    publishing.withdraw(article, by=None, reason="legal", note="Gone.")
    assert part not in locations(client, "/sitemap.xml")


def test_a_part_of_the_index_changed_when_its_newest_page_did(client):
    for day in (3, 1, 2):
        meeting = make_meeting(changed_at=dt.datetime(2031, 5, day, tzinfo=dt.UTC))
    assert changed(client, "/sitemap.xml")[part_of(meeting, "meetings")].startswith("2031-05-03")


def test_a_part_that_changed_long_ago_tells_no_time_in_the_index(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "A_PART", 1)
    monkeypatch.setattr(sitemaps, "MOST_CHANGES", 1)
    old, new = publish_article(), publish_article()
    found = changed(client, "/sitemap.xml")
    assert found[part_of(old, "articles")] is None
    assert found[part_of(new, "articles")] is not None


def test_what_keeps_no_time_of_its_change_tells_none(client):
    person = make_participation().person
    part = part_of(person, "people")
    assert changed(client, part) == {person.get_absolute_url(): None}
    assert changed(client, "/sitemap.xml")[part] is None


def test_a_row_is_in_the_part_of_its_key(client):
    for pk in (999, 1000, 123_456_789):
        make_page(pk=pk, slug=f"page-at-{pk}")
    assert locations(client, "/sitemap-pages-0.xml") == ["/pages/page-at-999/"]
    assert locations(client, "/sitemap-pages-1.xml") == ["/pages/page-at-1000/"]
    parts = [path for path in locations(client, "/sitemap.xml") if "pages" in path]
    assert parts == [f"/sitemap-pages-{number}.xml" for number in (0, 1, 123_456)]


@pytest.mark.parametrize(
    "name",
    [
        "people-0",
        "articles",
        "articles-",
        "articles-00",
        "articles--1",
        "articles-x",
        f"articles-{'9' * 9}",
        f"articles-{'9' * 30}",
        "nothing-0",
        "lists-0",
        "9" * 5000,
    ],
)
def test_a_part_that_the_index_does_not_name_is_not_there(client, name, article):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def translated(article, language):
    edition = make_edition()
    Article.objects.filter(pk=edition.article.pk).update(
        language=language, translation_of=article, translated_number=1
    )
    return publishing.publish(edition, by=None).article


def versions_in(client, article):
    path = f"{SITE}{article.get_absolute_url()}"
    (url,) = [
        one
        for one in root(client, part_of(article, "articles"))
        if one.findtext(f"{SITEMAP}loc") == path
    ]
    return {link.get("hreflang"): link.get("href") for link in url.iter(LINK)}


def test_each_translation_names_all_of_them_and_itself(client, article):
    family = {"en": article, "ar": translated(article, "ar"), "es": translated(article, "es")}
    publish_article()
    expected = {code: f"{SITE}{one.get_absolute_url()}" for code, one in family.items()}
    assert [versions_in(client, one) for one in family.values()] == [expected] * 3


def test_a_translation_that_is_not_public_is_not_named(client, article):
    other = translated(article, "es")
    publishing.withdraw(other, by=None, reason="legal", note="Gone.")
    assert versions_in(client, article) == {}


def test_translations_name_each_other_without_their_original(client, article):
    family = [translated(article, "ar"), translated(article, "es")]
    publishing.withdraw(article, by=None, reason="legal", note="Gone.")
    assert [sorted(versions_in(client, one)) for one in family] == [["ar", "es"]] * 2


def plant(number):
    """Add articles, translated ones among them, with whom and what they name."""
    for _ in range(number):
        article = publish_article()
        translated(article, "es")
        edition = make_edition()
        Byline.objects.create(edition=edition, person=make_person())
        publishing.publish(edition, by=None)
        make_meeting(place=make_place(), host=make_organization())
        make_page()
        make_section()


def test_sitemaps_cost_the_same_for_any_number_of_pages(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "A_PART", 10**9)  # Whatever keys the database gives next.
    costs = []
    for number in (1, 4):
        plant(number)
        paths = ["/sitemap-news.xml", *locations(client, "/sitemap.xml"), "/sitemap.xml"]
        with CaptureQueriesContext(connection) as queries:
            for path in paths:
                client.get(path)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_who_has_the_sitemap_gets_it_again_only_when_something_changed(client, article):
    for path in ("/sitemap.xml", part_of(article, "articles")):
        tag = client.get(path)["ETag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
        versions.bump(versions.SITE)
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_sitemaps_are_of_the_site_whatever_host_is_asked(client, article, settings):
    settings.ALLOWED_HOSTS = ["elsewhere.example"]
    settings.SITE_URL = "https://paper.example"
    for path in ("/sitemap.xml", "/sitemap-lists.xml", "/sitemap-news.xml", "/robots.txt"):
        text = client.get(path, headers={"host": "elsewhere.example"}).text
        assert "https://paper.example/" in text
        assert "elsewhere" not in text


def test_sitemaps_set_no_cookie_and_are_read_only(client, article):
    for path in ("/sitemap.xml", "/sitemap-lists.xml", "/sitemap-news.xml"):
        response = client.get(path)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response["X-Robots-Tag"] == "noindex"
        assert client.post(path).status_code == 405


def test_robots_are_told_where_the_sitemaps_are(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert [line for line in lines if line.startswith("Sitemap")] == [
        f"Sitemap: {SITE}/sitemap.xml",
        f"Sitemap: {SITE}/sitemap-news.xml",
    ]
