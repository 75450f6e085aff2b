import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from lxml import etree

from articles.translations import translate
from masthead.models import Publication
from newsroom.searching import finding, rebuilding
from tests.factories import (
    make_meeting,
    make_participation,
    make_person,
    make_section,
    publish_article,
)

pytestmark = pytest.mark.django_db
SEARCH = "/search/"


def text_of(response) -> str:
    page = response.content.decode().partition("<main")[2].partition("</main")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_without_a_question_it_says_how_to_ask(client):
    response = client.get(SEARCH)
    assert "Type a word: a name, a place, a subject." in text_of(response)
    assert 'content="index, follow"' in response.content.decode()


@pytest.mark.parametrize("text", ["?!", "“”", "\0", "-only", "😀", " "])
def test_a_question_without_a_word_is_told_so(client, text):
    answer = text_of(client.get(SEARCH, {"q": text}))
    assert "Type a word" in answer


def test_nothing_found_is_said_with_what_to_take_away(client):
    section = make_section(name="World", slug="world")
    publish_article(headline="Harbour")
    response = client.get(SEARCH, {"q": "harbour <b>", "section": "world", "year": "2019"})
    assert "Nothing was found for “harbour &lt;b&gt;”." in text_of(response)
    assert "?q=harbour+%3Cb%3E&amp;year=2019" in response.content.decode()
    assert section.name in text_of(response)


def test_the_words_of_a_hit_run_in_their_own_direction(client):
    article = publish_article(headline="Harbour")
    translate(article, language="ar", source=None)
    hits = client.get(SEARCH, {"q": "harbour"}).text
    assert '<h2 lang="ar" dir="rtl">' in hits
    assert '<article class="hit">' in hits


def test_hits_of_each_kind_are_listed(client):
    publish_article(headline="Harbour <opens>", section=make_section(name="World"))
    meeting = make_meeting(name="Harbour talks", status="cancelled", certainty="inferred")
    make_participation(meeting=meeting, person=make_person(name="Ana Harbour"))
    rebuilding.rebuild()
    page = client.get(SEARCH, {"q": "harbour"})
    for expected in ("World", "March 26, 2019", "(inferred)", "cancelled", "Person", "3 results"):
        assert expected in text_of(page)
    assert "<mark>Harbour</mark> &lt;opens&gt;" in page.content.decode()


def test_a_result_page_is_not_for_search_engines(client):
    publish_article(headline="Harbour")
    page = client.get(SEARCH, {"q": "harbour"}).content.decode()
    assert 'content="noindex, follow"' in page
    assert 'rel="canonical"' not in page


def test_links_keep_what_was_asked_and_nothing_else(client, monkeypatch):
    monkeypatch.setattr(finding, "A_PAGE", 1)
    section = make_section(slug="world")
    for _ in range(2):
        publish_article(headline="Harbour", section=section)
    asked = {"q": "harbour", "section": "world", "sort": "date", "junk": "x"}
    page = client.get(SEARCH, asked).content.decode()
    (more,) = re.findall(r'rel="next nofollow"\s+href="\?([^"]+)"', page)
    assert more.startswith("q=harbour&amp;section=world&amp;sort=date&amp;after=")
    assert "junk" not in page
    assert client.get(f"{SEARCH}?{more.replace('&amp;', '&')}").status_code == 200


def test_a_tab_and_an_order_stay_with_another_question(client):
    publish_article(headline="Harbour")
    page = client.get(SEARCH, {"q": "harbour", "kind": "articles", "sort": "date"})
    for field in ('name="kind" value="articles"', 'name="sort" value="date"'):
        assert field in page.content.decode()


def test_very_many_are_said_to_be_more(client, monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 1)
    for text in ("One harbour.", "Another harbour."):
        publish_article(body=f"<p>{text}</p>", headline="News")
    page = client.get(SEARCH, {"q": "harbour"})
    assert "More than 1 result" in text_of(page)
    assert "by date" in text_of(page)


def test_what_has_only_some_of_the_words_is_said_to(client):
    publish_article(headline="Harbour")
    answer = text_of(client.get(SEARCH, {"q": "harbour zeppelin"}))
    assert "Nothing has all of these words." in answer


@pytest.mark.parametrize("after", ["x", "\0", "20", "-1", ""])
def test_a_page_that_there_is_not_is_not_found(client, after):
    publish_article(headline="Harbour")
    assert client.get(SEARCH, {"q": "harbour", "after": after}).status_code == 404


def test_readers_get_the_same_without_a_session(client, editor_client):
    make_person(name="Hidden Harbour")
    publish_article(headline="Harbour")
    rebuilding.rebuild()
    pages = [one.get(SEARCH, {"q": "harbour"}) for one in (client, editor_client)]
    assert pages[0].content == pages[1].content
    assert not pages[0].cookies
    assert "Vary" not in pages[0].headers


def test_browsers_are_told_how_to_search(client):
    address = reverse("opensearch")
    assert f'href="{address}"' in client.get(SEARCH).content.decode()
    response = client.get(address)
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    url = etree.fromstring(response.content).find("{*}Url")
    assert url is not None
    assert url.get("template") == "http://testserver/search/?q={searchTerms}"


def test_a_name_with_what_xml_cannot_hold_is_described_without_it(client):
    Publication.objects.create(name="The\x0bPaper", tagline="All\x01 of it")
    described = etree.fromstring(client.get(reverse("opensearch")).content)
    assert described.findtext("{*}ShortName") == "ThePaper"
    assert described.findtext("{*}Description") == "All of it"


class AnyAddress(TestCase):
    def setUp(self):
        publish_article(headline="Harbour")

    @hypothesis_settings(max_examples=60)
    @given(
        st.dictionaries(
            st.sampled_from(["q", "kind", "section", "year", "person", "sort", "after"]),
            st.one_of(st.text(max_size=40), st.sampled_from(["harbour", "date", "people", "20"])),
        )
    )
    def test_is_answered(self, asked):
        assert self.client.get(SEARCH, asked).status_code in {200, 404}
