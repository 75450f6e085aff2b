"""What machines are told of an article, on its own page."""

import datetime as dt
import re

import pytest

from articles import publishing, translations
from masthead.models import Publication
from tests import schema_org
from tests.factories import (
    make_article,
    make_comment,
    make_edition,
    make_image,
    make_meeting,
    make_organization,
    make_person,
    make_section,
    make_topic,
    publish_article,
    publish_next,
)

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2019, 3, 28, 12, tzinfo=dt.UTC)
SITE = "http://testserver"


def told_of(client, edition):
    """Publish ``edition``; return what its page tells, all of which schema.org knows."""
    publishing.publish(edition, by=None, at=NOON)
    return told(client, edition.article)


def told(client, article):
    html = client.get(article.get_absolute_url()).text
    assert schema_org.faults(html) == []
    return schema_org.of_type(html, "NewsArticle")


def test_an_article_tells_its_words_its_section_and_its_time(client):
    edition = make_edition(
        headline="A & B",
        dek="What C said.",
        dateline="MIAMI",
        body="<p>One two.</p><p>Three.</p>",
        section=make_section(name="Diplomacy"),
    )
    node = told_of(client, edition)
    assert (node["headline"], node["description"]) == ("A & B", "What C said.")
    assert (node["dateline"], node["articleSection"]) == ("MIAMI", "Diplomacy")
    assert (node["wordCount"], node["inLanguage"]) == (3, "en")
    assert node["datePublished"] == node["dateModified"] == "2019-03-28T12:00:00+00:00"


def test_an_article_of_which_little_is_known_says_no_more(client):
    node = told_of(client, make_edition())
    assert not {"author", "image", "about", "mentions", "dateline", "keywords"} & set(node)


def test_only_a_major_change_is_a_modification(client):
    edition = make_edition()
    told_of(client, edition)
    later = NOON + dt.timedelta(days=1)
    minor = publish_next(edition.article, at=later)
    assert told(client, minor.article)["dateModified"].startswith("2019-03-28")
    major = publish_next(edition.article, at=later, change="major", change_note="Wrong.")
    assert told(client, major.article)["dateModified"].startswith("2019-03-29")


def test_an_author_is_a_person_an_organisation_or_a_name_as_printed(client):
    edition = make_edition()
    person, agency = make_person(), make_organization(kind="news")
    edition.bylines.create(person=person, order=1)
    edition.bylines.create(organization=agency, order=2)
    edition.bylines.create(printed_name="Bo", order=3)
    first, second, third = told_of(client, edition)["author"]
    assert (first["@type"], first["url"]) == ("Person", SITE + person.get_absolute_url())
    assert (second["@type"], second["url"]) == (
        "NewsMediaOrganization",
        SITE + agency.get_absolute_url(),
    )
    assert third == {"@type": "Person", "name": "Bo"}


def test_an_article_has_its_publisher(client):
    Publication.objects.create(name="The Gazette", logo=make_image(alt=""))
    publisher = told_of(client, make_edition())["publisher"]
    assert (publisher["name"], publisher["@type"]) == ("The Gazette", "NewsMediaOrganization")
    assert publisher["logo"]["url"].startswith(f"{SITE}/pictures/")


def test_an_article_has_its_pictures_as_they_follow(client):
    edition = make_edition(body="<p>One.</p><p>Two.</p>")
    images = [make_image(credit="AP"), make_image()]
    edition.imageuses.create(image=images[1], after_paragraph=2)
    edition.imageuses.create(image=images[0], after_paragraph=0, caption="A hall")
    first, second = told_of(client, edition)["image"]
    assert (first["caption"], first["creditText"]) == ("A hall", "AP")
    assert second["url"] == f"{SITE}/pictures/{images[1].pk}/"


def test_an_article_is_about_what_it_reports_and_mentions_the_rest(client):
    edition = make_edition()
    reported, mentioned, secret = make_meeting(), make_meeting(), make_meeting(is_public=False)
    edition.coverages.create(meeting=reported, role="lead")
    edition.coverages.create(meeting=secret, role="lead")
    edition.coverages.create(meeting=mentioned, role="mention")
    node = told_of(client, edition)
    assert node["about"]["@id"] == SITE + reported.get_absolute_url()
    assert node["mentions"]["@id"] == SITE + mentioned.get_absolute_url()


def test_the_topics_of_an_article_are_its_keywords(client):
    edition = make_edition()
    edition.editiontopics.create(topic=make_topic(name="Trade"))
    assert told_of(client, edition)["keywords"] == ["Trade"]


def test_an_article_and_its_comments_are_told_of_as_one(client):
    edition = make_edition()
    told_of(client, edition)
    comment = make_comment(edition.article, status="approved", text="</script>Well.")
    make_comment(edition.article)
    node = told(client, edition.article)
    assert node["commentCount"] == 1
    assert [one["text"] for one in node["comment"]] == ["</script>Well."]
    assert node["comment"][0]["@id"] == SITE + comment.get_absolute_url()


def test_a_preview_tells_machines_of_no_article(editor_client):
    edition = make_edition()
    html = editor_client.get(edition.get_absolute_url()).text
    assert "NewsArticle" not in html


def test_a_shared_article_has_its_first_picture_its_time_and_its_section(client):
    edition = make_edition(section=make_section(name="Diplomacy"))
    image = make_image()
    edition.imageuses.create(image=image)
    edition.bylines.create(person=make_person(slug="ana"))
    edition.editiontopics.create(topic=make_topic(name="Trade"))
    publishing.publish(edition, by=None, at=NOON)
    publish_next(edition.article, at=NOON + dt.timedelta(1), change="major", change_note="Wrong.")
    html = " ".join(client.get(edition.article.get_absolute_url()).text.split())
    for name, content in {
        "og:type": "article",
        "og:image": f"{SITE}/pictures/{image.pk}/",
        "article:published_time": "2019-03-28T12:00:00+00:00",
        "article:modified_time": "2019-03-29T12:00:00+00:00",
        "article:section": "Diplomacy",
        "article:tag": "Trade",
        "article:author": f"{SITE}/people/ana/",
    }.items():
        assert f'<meta property="{name}" content="{content}">' in html


def test_an_original_and_its_translation_name_each_other(client):
    original, edition = publish_article(headline="Trade"), make_edition(headline="Comercio")
    translations.translate(edition.article, language="es", source=original)
    node = told_of(client, edition)
    assert (node["translationOfWork"]["headline"], node["inLanguage"]) == ("Trade", "es")
    (other,) = told(client, original)["workTranslation"]
    assert (other["@id"], other["inLanguage"]) == (node["@id"], "es")


def test_a_translation_of_what_is_not_public_names_nothing(client):
    edition = make_edition()
    translations.translate(edition.article, language="es", source=make_article())
    assert "translationOfWork" not in told_of(client, edition)


def test_browsers_and_robots_find_an_article_in_its_languages(client):
    original, edition = publish_article(slug="trade"), make_edition(slug="comercio")
    assert "hreflang" not in client.get("/articles/trade/").text
    translations.translate(edition.article, language="es", source=original)
    publishing.publish(edition, by=None)
    for address in ("/articles/trade/", "/articles/comercio/"):
        links = re.findall('hreflang="(..)"\\s+href="([^"]+)">', client.get(address).text)
        assert sorted(links) == [
            ("en", f"{SITE}/articles/trade/"),
            ("es", f"{SITE}/articles/comercio/"),
        ]


def test_a_correction_is_told_with_its_day(client):
    edition = make_edition()
    told_of(client, edition)
    later = NOON + dt.timedelta(days=1)
    publish_next(edition.article, at=later, change="major", change_note="The year was wrong.")
    (correction,) = told(client, edition.article)["correction"]
    assert correction["text"] == "The year was wrong."
    assert correction["datePublished"] == "2019-03-29T12:00:00+00:00"
