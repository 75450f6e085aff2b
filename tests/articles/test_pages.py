"""How articles are set on their pages: what stands where, and what is left out."""

import datetime as dt

import pytest

from articles import publishing, translations
from articles.models import Article, Edition, Topic
from masthead.models import Publication
from tests.factories import (
    make_edition,
    make_image,
    make_meeting,
    make_page,
    make_person,
    make_section,
    publish_article,
    publish_next,
)

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2019, 3, 28, 12, tzinfo=dt.UTC)


def page_of(client, edition: Edition) -> str:
    """Publish ``edition`` and return its page with single spaces."""
    publishing.publish(edition, by=None, at=NOON)
    return " ".join(client.get(edition.article.get_absolute_url()).text.split())


def test_the_dateline_goes_before_the_first_words(client):
    page = page_of(client, make_edition(dateline="MIAMI", body="<p>One.</p><p>Two.</p>"))
    assert '<p class="dateline">MIAMI —</p> <p>One.</p><p>Two.</p>' in page
    assert page.count('class="dateline"') == 1


def test_the_dateline_follows_a_picture_above_the_text(client):
    edition = make_edition(dateline="MIAMI", body="<p>One.</p>")
    edition.imageuses.create(image=make_image(), after_paragraph=0)
    page = page_of(client, edition)
    assert page.index("<figure>") < page.index("MIAMI —") < page.index("<p>One.</p>")
    assert page.count('class="dateline"') == 1


def test_the_dateline_is_not_repeated_after_a_picture_within_the_text(client):
    edition = make_edition(dateline="MIAMI", body="<p>One.</p><p>Two.</p>")
    edition.imageuses.create(image=make_image(), after_paragraph=1)
    assert page_of(client, edition).count('class="dateline"') == 1


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
    assert page.index("<p>Text.</p>") < page.index('<a href="/topics/migration/">Migration</a>')


def test_a_preview_says_that_it_is_one_and_takes_no_comments(editor_client):
    edition = make_edition(headline="Not yet")
    page = editor_client.get(edition.get_absolute_url()).text
    assert "Preview of edition 1 (Draft). Readers do not see this." in page
    assert "Leave a Reply" not in page


def test_the_topics_of_a_preview_lead_nowhere(editor_client):
    edition = make_edition()
    edition.editiontopics.create(topic=Topic.objects.create(name="Migration", slug="migration"))
    page = " ".join(editor_client.get(edition.get_absolute_url()).text.split())
    assert "<li> Migration </li>" in page


def change(article, note, **fields):
    """Publish a change of an article that readers are told of, unless ``fields`` say otherwise."""
    return publish_next(article, **{"change": "major", "change_note": note} | fields)


def test_only_a_major_change_is_told(client):
    article = publish_article(at=NOON)
    change(article, "A comma.", change="minor")
    assert "Changes to this article" not in client.get(article.get_absolute_url()).text
    change(article, "A name was wrong.")
    page = client.get(article.get_absolute_url()).text
    assert "Updated" in page
    assert "A name was wrong." in page


def test_the_notes_of_earlier_changes_stay_newest_first(client):
    article = publish_article(at=NOON)
    change(article, "A date was wrong.")
    change(article, "A name was wrong.")
    change(article, "A comma.", change="minor")
    page = client.get(article.get_absolute_url()).text
    assert page.index("A name was wrong.") < page.index("A date was wrong.")
    assert "A comma." not in page


def test_readers_are_led_to_the_papers_way_with_errors(client):
    policy = make_page(slug="corrections", title="Corrections")
    Publication.objects.create(name="Paper", corrections_policy=policy)
    article = publish_article(at=NOON)
    change(article, "A name was wrong.")
    assert (
        f'<a href="{policy.get_absolute_url()}">How this'
        in client.get(article.get_absolute_url()).text
    )


def test_times_are_told_with_their_zone_and_how_long_the_reading_takes(client, settings):
    settings.TIME_ZONE = "America/Tegucigalpa"
    article = publish_article(at=NOON, body="<p>" + "word " * 700 + "</p>")
    page = " ".join(client.get(article.get_absolute_url()).text.split())
    assert "March 28, 2019, 06:00 CST</time>" in page
    assert "3 minutes to read" in page


def test_a_change_is_told_once_though_others_were_published_at_that_moment(client):
    article = publish_article(at=NOON)
    change(article, "A name was wrong.", at=NOON)
    change(article, "A comma.", change="minor", at=NOON)
    page = client.get(article.get_absolute_url()).text
    assert page.count("A name was wrong.") == 2  # Readers' and machines'.
    assert "A comma." not in page


def test_only_the_first_picture_is_loaded_before_the_text_is_read(client):
    edition = make_edition(body="<p>1</p>")
    for after in (0, 0, 1):
        edition.imageuses.create(image=make_image(), after_paragraph=after)
    page = page_of(client, edition)
    assert page.count('fetchpriority="high"') == 1
    assert page.count('loading="lazy"') == 2
    assert page.index('fetchpriority="high"') < page.index('loading="lazy"')


def test_what_is_next_is_no_translation_of_what_was_read(client):
    section = make_section()
    article = publish_article(section=section)
    spanish = publish_article(section=section, headline="En español")
    translations.translate(spanish, language="es", source=article)
    assert 'id="next"' not in client.get(article.get_absolute_url()).text


def test_an_article_without_standfirst_is_described_by_its_first_words(client):
    edition = make_edition(dek="", body="<p>In Miami they met.</p>")
    assert '<meta name="description" content="In Miami they met.">' in page_of(client, edition)


def test_the_way_to_share_has_the_papers_own_address(client, settings):
    settings.SITE_URL = "https://paper.example"
    article = publish_article(slug="talks")
    page = client.get(article.get_absolute_url()).text
    assert "https%3A%2F%2Fpaper.example%2Farticles%2Ftalks%2F" in page
    assert 'rel="noopener nofollow"' in page


def test_meetings_that_are_only_mentioned_come_last(client):
    edition = make_edition()
    edition.coverages.create(meeting=make_meeting(name="The summit"), role="lead", order=2)
    early = make_meeting(name="A statement", earliest=dt.date(2018, 1, 1))
    edition.coverages.create(meeting=early, role="mention", order=1)
    page = page_of(client, edition)
    assert page.index("The summit") < page.index("Also mentioned") < page.index("A statement")


def test_where_none_is_reported_mentions_need_no_heading(client):
    edition = make_edition()
    edition.coverages.create(meeting=make_meeting(name="A statement"), role="mention")
    page = page_of(client, edition)
    assert "A statement" in page
    assert "Also mentioned" not in page


def test_other_articles_of_the_topic_and_then_of_the_section_are_next(client):
    section, topic = make_section(), Topic.objects.create(name="Migration", slug="migration")
    publish_article(headline="Elsewhere")
    publish_article(headline="Of the section", section=section)
    for headline in ("Of the topic", "Shown"):
        edition = make_edition(headline=headline, section=section)
        edition.editiontopics.create(topic=topic)
        publishing.publish(edition, by=None)
    page = client.get(edition.article.get_absolute_url()).text.partition('id="next"')[2]
    assert page.index("Of the topic") < page.index("Of the section")
    assert "Elsewhere" not in page
    assert "Shown" not in page.partition("</section>")[0]


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
    monkeypatch.setattr("articles.lists.A_PAGE", 1)
    publish_article(at=NOON)
    publish_article(at=NOON - dt.timedelta(days=1))
    first = client.get("/articles/")
    assert 'rel="canonical"' in first.text
    later = client.get(f"/articles/?after={first.context['page'].after}")
    assert 'rel="canonical"' not in later.text


def test_an_empty_list_says_so(client):
    assert "There are no articles here." in client.get("/articles/").text


@pytest.mark.parametrize("note", ["", "It was printed from a draft."])
def test_a_withdrawn_article_says_when_and_why(client, note):
    article = publish_article(at=NOON, headline="Talks in Miami")
    Article.objects.filter(pk=article.pk).update(
        withdrawn_at=NOON, withdrawn_for="in-error", withdrawal_note=note
    )
    article.editions.update(status="superseded")
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "March 28, 2019" in response.text
    assert "published in error" in response.text
    assert "Talks in Miami" in response.text
    assert note in response.text


@pytest.mark.parametrize("address", ["/", "/articles/", None])
def test_a_time_is_given_to_the_second_as_html_allows_no_microseconds(client, address):
    article = publish_article(at=NOON.replace(microsecond=461183))
    page = client.get(address or article.get_absolute_url()).text
    assert 'datetime="2019-03-28T12:00:00+0000"' in page
    assert "461183" not in page
