import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Article
from masthead import versions
from masthead.models import Publication
from tests.factories import publish_article, publish_next
from tests.reading_sitemaps import SITE, SITEMAP, locations, root

pytestmark = pytest.mark.django_db
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def test_google_news_is_told_of_an_article(client):
    Publication.objects.create(name="The Isthmus & Sea")
    now = timezone.now().replace(microsecond=0)
    article = publish_article(at=now, headline="Talks <open>")
    (url,) = root(client, "/sitemap-news.xml")
    assert url.findtext(f"{SITEMAP}loc") == f"{SITE}{article.get_absolute_url()}"
    told = {one.tag.removeprefix(NEWS): one.text for one in url.iter(f"{NEWS}*")}
    assert told["name"] == "The Isthmus & Sea"
    assert told["title"] == "Talks <open>"
    assert told["language"] == "en"
    assert told["publication_date"] == now.isoformat()


def test_google_news_is_told_of_two_days_newest_first(client):
    now = timezone.now()
    hours = (1, 47, 49, 3)
    at = {one: publish_article(at=now - dt.timedelta(hours=one)) for one in hours}
    expected = [at[one].get_absolute_url() for one in (1, 3, 47)]
    assert locations(client, "/sitemap-news.xml") == expected


def test_an_article_that_is_changed_is_no_news_again(client):
    old = timezone.now() - dt.timedelta(days=3)
    article = publish_article(at=old)
    publish_next(article, headline="Better")
    assert locations(client, "/sitemap-news.xml") == []


@pytest.mark.parametrize(
    ("language", "told"), [("es-mx", "es"), ("zh-hans", "zh-cn"), ("zh-hant", "zh-tw")]
)
def test_google_news_is_told_the_language_in_its_own_codes(client, article, language, told):
    Article.objects.update(language=language)
    (url,) = root(client, "/sitemap-news.xml")
    assert url.find(f".//{NEWS}language").text == told


def test_characters_that_xml_cannot_hold_are_left_out(client):
    publish_article(headline="a\x0bb\ufffec\U0001f600")
    (url,) = root(client, "/sitemap-news.xml")
    assert url.find(f".//{NEWS}title").text == "abc\U0001f600"


def test_the_news_are_right_until_the_oldest_is_no_news(client):
    now = timezone.now()
    for hours in (1, 47):
        publish_article(at=now - dt.timedelta(hours=hours))
    until = client.get("/sitemap-news.xml").wsgi_request.META[versions.UNTIL]
    assert until == now + dt.timedelta(hours=1)


def test_no_news_stay_until_something_is_published(client):
    assert versions.UNTIL not in client.get("/sitemap-news.xml").wsgi_request.META
