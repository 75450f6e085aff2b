"""How articles are set on their pages: what stands where, and what is left out."""

import datetime as dt

import pytest

from articles import publishing
from articles.models import Article, Edition, Topic
from masthead.models import Publication
from tests.factories import make_edition, make_image, make_meeting, make_person, publish_article

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2019, 3, 28, 12, tzinfo=dt.UTC)


def page_of(client, edition: Edition) -> str:
    """Publish ``edition`` and return its page with single spaces."""
    publishing.publish(edition, by=None, at=NOON)
    return " ".join(client.get(edition.article.get_absolute_url()).text.split())


def test_the_dateline_goes_before_the_first_words(client):
    page = page_of(client, make_edition(dateline="MIAMI", body="<p>One.</p><p>Two.</p>"))
    assert '<p class="dateline">MIAMI —</p> <p>One.</p><p>Two.</p>' in page
    assert page.count("dateline") == 1


def test_the_dateline_follows_a_picture_above_the_text(client):
    edition = make_edition(dateline="MIAMI", body="<p>One.</p>")
    edition.imageuses.create(image=make_image(), after_paragraph=0)
    page = page_of(client, edition)
    assert page.index("<figure>") < page.index("MIAMI —") < page.index("<p>One.</p>")
    assert page.count("dateline") == 1


def test_the_dateline_is_not_repeated_after_a_picture_within_the_text(client):
    edition = make_edition(dateline="MIAMI", body="<p>One.</p><p>Two.</p>")
    edition.imageuses.create(image=make_image(), after_paragraph=1)
    assert page_of(client, edition).count("dateline") == 1


def test_without_a_dateline_the_text_begins_at_once(client):
    assert "dateline" not in page_of(client, make_edition())


def test_several_authors_are_joined_as_in_a_sentence(client):
    edition = make_edition()
    edition.bylines.create(person=make_person(name="Ana"), order=1)
    for order, name in enumerate(("Bo", "Cy"), start=2):
        edition.bylines.create(printed_name=name, order=order)
    page = page_of(client, edition)
    start = page.index("By <a")
    byline = page[start : page.index("</p>", start)].strip()
    assert byline.endswith(">Ana</a>, Bo and Cy")


@pytest.mark.parametrize(("caption", "credit"), [("A hall", "AP"), ("", "AP"), ("A hall", "")])
def test_a_picture_has_what_is_known_of_it_below(client, caption, credit):
    edition = make_edition()
    edition.imageuses.create(image=make_image(credit=credit), caption=caption)
    page = page_of(client, edition)
    below = page[page.index("<figcaption>") : page.index("</figcaption>")]
    assert caption in below
    assert (f'<span class="credit">{credit}</span>' in below) is bool(credit)


def test_a_picture_of_which_nothing_is_said_has_nothing_below(client):
    edition = make_edition()
    edition.imageuses.create(image=make_image())
    assert "figcaption" not in page_of(client, edition)


def test_the_topics_follow_the_text(client):
    edition = make_edition(body="<p>Text.</p>")
    edition.editiontopics.create(topic=Topic.objects.create(name="Migration", slug="migration"))
    page = page_of(client, edition)
    assert page.index("<p>Text.</p>") < page.index("<li>Migration</li>")


def test_a_preview_says_that_it_is_one_and_takes_no_comments(editor_client):
    edition = make_edition(headline="Not yet")
    page = editor_client.get(edition.get_absolute_url()).text
    assert "Preview of edition 1 (Draft). Readers do not see this." in page
    assert "Leave a Reply" not in page


@pytest.mark.parametrize(("change", "is_said"), [("major", True), ("minor", False)])
def test_only_a_major_change_says_what_changed(client, change, is_said):
    article = publish_article(at=NOON)
    edition = publishing.open_edition(article, by=None)
    Edition.objects.filter(pk=edition.pk).update(
        change=change, change_note="A name was wrong.", updated_at=NOON
    )
    edition.refresh_from_db()
    page = page_of(client, edition)
    assert "Updated" in page
    assert ("A name was wrong." in page) is is_said


def test_the_meetings_covered_stand_beside_the_text(client):
    edition = make_edition()
    edition.coverages.create(meeting=make_meeting(name="Talks in Miami"))
    page = page_of(client, edition)
    aside = page[page.index('<aside class="covered"') : page.index("</aside>")]
    assert "Talks in Miami" in aside


def test_an_article_on_no_meeting_has_nothing_beside_it(client):
    assert "<aside" not in page_of(client, make_edition())


def test_the_front_page_leads_with_the_newest_and_begins_its_text(client):
    publish_article(headline="Old", at=NOON - dt.timedelta(days=1))
    publish_article(headline="New", at=NOON, dek="In short", body="<p>Its first words.</p>")
    page = client.get("/").text
    lead = page[page.index('class="lead"') : page.index("</article>")]
    assert "New" in lead
    assert "In short" in lead
    assert "<p>Its first words.</p>" in lead
    assert "Thursday, March 28, 2019" in page


def test_the_front_page_shows_every_article_once(client):
    for number in range(6):
        publish_article(slug=f"story-{number}", dek="In short")
    page = client.get("/").text
    assert [page.count(f'href="/articles/story-{number}/"') for number in range(6)] == [1] * 6


def test_the_front_page_of_a_new_paper_says_that_nothing_is_there_yet(client):
    Publication.objects.create(name="The Gazette", tagline="News of towns")
    page = client.get("/").text
    assert "Nothing is published yet" in page
    assert "<title>The Gazette – News of towns</title>" in page


def test_a_later_page_of_the_list_does_not_pass_for_the_first(client, monkeypatch):
    monkeypatch.setattr("articles.views.A_PAGE", 1)
    publish_article(at=NOON)
    publish_article(at=NOON - dt.timedelta(days=1))
    first = client.get("/articles/")
    assert 'rel="canonical"' in first.text
    later = client.get(f"/articles/?after={first.context['after']}")
    assert 'rel="canonical"' not in later.text


def test_an_empty_list_says_so(client):
    assert "There are no articles here." in client.get("/articles/").text


@pytest.mark.parametrize("note", ["", "It was printed from a draft."])
def test_a_withdrawn_article_says_when_and_why(client, note):
    article = publish_article(at=NOON)
    Article.objects.filter(pk=article.pk).update(
        withdrawn_at=NOON, withdrawn_for="in-error", withdrawal_note=note
    )
    article.editions.update(status="superseded")
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "March 28, 2019" in response.text
    assert "published in error" in response.text
    assert note in response.text


@pytest.mark.parametrize("address", ["/", "/articles/", None])
def test_a_time_is_given_to_the_second_as_html_allows_no_microseconds(client, address):
    article = publish_article(at=NOON.replace(microsecond=461183))
    page = client.get(address or article.get_absolute_url()).text
    assert 'datetime="2019-03-28T12:00:00+0000"' in page
    assert "461183" not in page
