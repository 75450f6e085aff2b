import datetime as dt

import pytest
from django.db import IntegrityError

from articles import publishing
from articles.models import Article, Edition, EditionTopic, StatusChange
from masthead import versions
from tests.factories import (
    fill,
    make_article,
    make_edition,
    make_edition_in,
    make_topic,
    make_user,
    publish_article,
    publish_next,
)

FIRST = dt.datetime(2019, 3, 28, 9, 30, tzinfo=dt.UTC)
LATER = dt.datetime(2019, 4, 1, 12, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


# Publishing


def test_a_published_edition_is_what_readers_see():
    edition = publishing.publish(make_edition(), by=None)
    assert edition.status == "published"
    assert Article.objects.live().get().live == edition


def test_publishing_notes_who_published_and_when():
    user = make_user()
    edition = publishing.publish(make_edition(), by=user, at=FIRST)
    assert (edition.published_by, edition.published_at) == (user, FIRST)


def test_publishing_without_a_time_counts_from_now(time_machine):
    time_machine.move_to(FIRST, tick=False)
    edition = publishing.publish(make_edition(), by=None)
    assert edition.published_at == edition.article.first_published_at == FIRST


def test_publishing_returns_the_edition_with_its_article_as_they_are_now():
    edition = publishing.publish(make_edition(), by=None, at=FIRST)
    assert edition.article.first_published_at == FIRST
    assert edition.displayed_at == FIRST


def test_publishing_supersedes_what_readers_saw():
    article = publish_article()
    second = publish_next(article)
    assert Article.objects.live().get().live == second
    assert article.editions.get(number=1).status == "superseded"


def test_a_superseded_edition_says_when_and_by_whom_in_its_history():
    user = make_user()
    first = make_edition_in("published")
    second = publishing.open_edition(first.article, by=user)
    publishing.publish(second, by=user)
    change = first.status_changes.last()
    assert (change.from_status, change.to_status, change.by) == ("published", "superseded", user)


def test_a_later_edition_is_displayed_under_the_first_publication():
    article = publish_article(at=FIRST)
    second = publish_next(article, at=LATER)
    assert second.displayed_at == FIRST
    assert second.published_at == LATER


def test_publishing_works_on_the_edition_as_it_is_in_the_database():
    edition = make_edition()
    Edition.objects.filter(pk=edition.pk).update(headline="Changed meanwhile")
    assert publishing.publish(edition, by=None).headline == "Changed meanwhile"


def test_publishing_raises_the_version_of_the_site():
    edition = make_edition()
    assert versions.number(versions.SITE) == 0
    publishing.publish(edition, by=None)
    assert versions.number(versions.SITE) == 1


def test_an_article_published_again_after_a_withdrawal_is_withdrawn_no_more():
    article = publish_article(at=FIRST)
    publishing.withdraw(article, by=None, reason="legal", note="A court said so.")
    again = publish_next(article, at=LATER)
    assert again.displayed_at == FIRST
    assert again.article.withdrawn_at is None
    assert (again.article.withdrawn_for, again.article.withdrawal_note) == ("", "")


# Changes that readers are told of


def test_a_first_edition_is_never_an_update():
    assert publishing.publish(make_edition(change="major"), by=None).updated_at is None


def test_a_minor_change_is_no_update():
    article = publish_article(at=FIRST)
    assert publish_next(article, at=LATER, change="minor").updated_at is None


def test_a_major_change_is_an_update_at_its_time():
    article = publish_article(at=FIRST)
    second = publish_next(article, at=LATER, change="major", change_note="A name.")
    assert second.updated_at == LATER


def test_a_minor_change_keeps_the_time_of_the_last_major_one():
    article = publish_article(at=FIRST)
    publish_next(article, at=LATER, change="major", change_note="A name.")
    third = publish_next(article, at=LATER + dt.timedelta(days=1))
    assert third.updated_at == LATER
    assert (third.change, third.change_note) == ("minor", "")


# What is missing


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"headline": " "}, "needs a headline."),
        ({"body": ""}, "needs a text."),
        ({"body": "<p> </p><hr>"}, "needs a text."),
        ({"section": None}, "needs a section."),
        ({"body": "", "section": None}, "needs a text and a section."),
    ],
)
def test_an_incomplete_edition_is_refused_with_what_it_needs(fields, message):
    edition = make_edition(**fields)
    with pytest.raises(publishing.NotReady, match=message):
        publishing.publish(edition, by=None)
    assert not Article.objects.live().exists()
    assert versions.number(versions.SITE) == 0


def test_a_major_change_without_a_note_is_refused_and_readers_keep_what_they_saw():
    article = publish_article()
    seen = Article.objects.live().get().live
    with pytest.raises(publishing.NotReady, match="needs a note on the major change"):
        publish_next(article, change="major")
    assert Article.objects.live().get().live == seen


def test_the_database_lets_no_edition_without_a_section_be_published():
    edition = make_edition_in("published")
    with pytest.raises(IntegrityError):
        Edition.objects.filter(pk=edition.pk).update(section=None)


def test_an_edition_that_is_published_cannot_be_published_again():
    edition = make_edition_in("published")
    with pytest.raises(publishing.NotAllowed, match="is published and cannot become published"):
        publishing.publish(edition, by=None)
    assert Edition.objects.get().status == "published"


# Topics


def test_topics_of_the_published_edition_carry_the_time_that_lists_sort_by():
    article = publish_article(at=FIRST)
    second = fill(publishing.open_edition(article, by=None))
    assert second.editiontopics.get().displayed_at is None
    publishing.publish(second, by=None, at=LATER)
    assert second.editiontopics.get().displayed_at == FIRST


def test_topics_copied_from_what_readers_see_carry_no_time():
    first = publishing.publish(fill(make_edition()), by=None)
    copy = publishing.open_edition(first.article, by=None)
    assert first.editiontopics.get().displayed_at is not None
    assert copy.editiontopics.get().displayed_at is None


def test_topics_of_what_readers_no_longer_see_carry_no_time():
    first = fill(make_edition())
    publishing.publish(first, by=None)
    publish_next(first.article)
    assert first.editiontopics.get().displayed_at is None
    assert EditionTopic.objects.filter(displayed_at__isnull=False).count() == 1


def test_topics_of_a_withdrawn_article_carry_no_time():
    edition = make_edition()
    EditionTopic.objects.create(edition=edition, topic=make_topic())
    publishing.publish(edition, by=None)
    publishing.withdraw(edition.article, by=None, reason="legal", note="")
    assert edition.editiontopics.get().displayed_at is None


# Withdrawing


def test_a_withdrawn_article_is_no_longer_live_and_says_why():
    article = publish_article()
    withdrawn = publishing.withdraw(article, by=None, reason="retracted", note="It was wrong.")
    assert not Article.objects.live().exists()
    assert withdrawn.withdrawn_at is not None
    assert withdrawn.get_withdrawn_for_display() == "Retracted"
    assert withdrawn.withdrawal_note == "It was wrong."


def test_a_withdrawal_stands_in_the_history_of_the_edition():
    user = make_user()
    edition = make_edition_in("published")
    publishing.withdraw(edition.article, by=user, reason="legal", note="A court said so.")
    change = edition.status_changes.last()
    assert (change.to_status, change.by, change.note) == ("superseded", user, "A court said so.")


def test_a_withdrawal_raises_the_version_of_the_site():
    article = publish_article()
    before = versions.number(versions.SITE)
    publishing.withdraw(article, by=None, reason="legal", note="")
    assert versions.number(versions.SITE) == before + 1


def test_a_draft_cannot_be_withdrawn():
    article = make_article()
    with pytest.raises(publishing.NotAllowed, match="Only a published article"):
        publishing.withdraw(article, by=None, reason="legal", note="")
    assert versions.number(versions.SITE) == 0


@pytest.mark.parametrize("reason", ["", "whim"])
def test_a_withdrawal_needs_one_of_the_reasons_there_are(reason):
    article = publish_article()
    with pytest.raises(ValueError, match="is not a valid"):
        publishing.withdraw(article, by=None, reason=reason, note="")
    assert Article.objects.live().exists()


def test_a_withdrawal_leaves_an_open_edition_as_it_is():
    article = publish_article()
    second = publishing.open_edition(article, by=None)
    publishing.withdraw(article, by=None, reason="legal", note="")
    assert Edition.objects.get(pk=second.pk).status == "draft"


# The log


def test_every_change_of_status_leaves_a_row():
    edition = make_edition_in("superseded")
    steps = StatusChange.objects.filter(edition=edition)
    assert [str(step) for step in steps] == [
        "new → draft",
        "draft → published",
        "published → superseded",
    ]
