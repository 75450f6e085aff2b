"""What to read after an article."""

import pytest

from articles import onward, publishing, translations
from articles.models import Article, Topic
from tests.factories import make_edition, make_section, make_topic, publish_article

pytestmark = pytest.mark.django_db


def next_after(article: Article) -> list[str]:
    edition = article.editions.published().get()
    topics = [row.topic for row in edition.editiontopics.all()]
    found = onward.next_after(edition, topics, but={article.pk})
    return [one.live.headline for one in found]


def publish_on(topic: Topic, headline: str, **fields) -> Article:
    edition = make_edition(headline=headline, **fields)
    edition.editiontopics.create(topic=topic)
    return publishing.publish(edition, by=None).article


def test_articles_of_the_first_topic_come_before_those_of_the_section():
    topic, section = make_topic(), make_section()
    publish_on(topic, "Of the topic")
    publish_article(headline="Of the section", section=section)
    publish_on(make_topic(), "Of neither")
    shown = publish_on(topic, "Shown", section=section)
    assert next_after(shown) == ["Of the topic", "Of the section"]


def test_the_newest_are_enough():
    topic = make_topic()
    for number in range(5):
        shown = publish_on(topic, f"Number {number}")
    assert next_after(shown) == ["Number 3", "Number 2", "Number 1"]


def test_what_is_in_the_articles_language_comes_first():
    topic, section = make_topic(), make_section()
    for number in range(3):
        german = publish_on(topic, f"Nummer {number}")
        translations.translate(german, language="de", source=None)
    publish_article(headline="Of the section", section=section)
    shown = publish_on(topic, "Shown", section=section)
    assert next_after(shown) == ["Of the section", "Nummer 2", "Nummer 1"]


def test_what_readers_do_not_see_is_not_next():
    topic, section = make_topic(), make_section()
    withdrawn = publish_on(topic, "Withdrawn", section=section)
    publishing.withdraw(withdrawn, by=None, reason="legal", note="")
    make_edition(headline="Draft", section=section).editiontopics.create(topic=topic)
    assert next_after(publish_on(topic, "Shown", section=section)) == []


def test_a_draft_without_topic_and_section_has_nothing_next():
    assert onward.next_after(make_edition(section=None), [], but=set()) == []


def test_the_section_is_not_asked_where_the_topic_has_enough(django_assert_num_queries):
    topic = make_topic()
    for number in range(4):
        shown = publish_on(topic, f"Number {number}")
    edition = shown.editions.select_related("article").get()
    with django_assert_num_queries(2):
        onward.next_after(edition, [topic], but={shown.pk})


@pytest.mark.parametrize("rows", [3, 30])
def test_three_queries_are_enough_for_any_number(rows, django_assert_num_queries):
    topic, section = make_topic(), make_section()
    for number in range(rows):
        german = publish_on(topic, f"Nummer {number}", section=section)
        translations.translate(german, language="de", source=None)
    edition = publish_on(topic, "Shown", section=section).editions.get()
    with django_assert_num_queries(3):
        assert len(onward.next_after(edition, [topic], but={edition.article_id})) == 3
