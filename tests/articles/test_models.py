import pytest
from django.db import IntegrityError
from django.utils import timezone

from articles import publishing
from articles.models import Article, Byline, Coverage, Edition, EditionTopic, ImageUse, StatusChange
from tests.factories import (
    fill,
    make_article,
    make_edition,
    make_edition_in,
    make_image,
    make_meeting,
    make_organization,
    make_person,
    make_section,
    make_topic,
    publish_article,
)

pytestmark = pytest.mark.django_db


def add_second(edition, **fields):
    return Edition.objects.create(article=edition.article, **({"number": 2} | fields))


# What the database keeps


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("edition_one_open", {"is_newest": False}),
        ("edition_one_newest", {"status": "discarded"}),
        ("edition_number_once", {"number": 1, "is_newest": False, "status": "discarded"}),
        ("edition_published_is_complete", {"is_newest": False, "status": "published"}),
        ("edition_scheduled_has_a_time", {"is_newest": False, "status": "scheduled"}),
        (
            "edition_scheduled_has_a_time",
            {"is_newest": False, "status": "discarded", "publish_at": timezone.now()},
        ),
    ],
)
def test_an_impossible_second_edition_is_refused(constraint, fields):
    with pytest.raises(IntegrityError):
        add_second(make_edition(), **fields)
    assert constraint in {one.name for one in Edition._meta.constraints}


def test_two_published_editions_of_one_article_are_refused():
    edition = make_edition_in("published")
    complete = {"displayed_at": timezone.now(), "published_at": timezone.now()}
    with pytest.raises(IntegrityError):
        add_second(edition, is_newest=False, status="published", section=make_section(), **complete)


@pytest.mark.parametrize(
    "columns",
    [{"withdrawn_at": timezone.now()}, {"withdrawn_for": "legal"}, {"translation_of": "itself"}],
)
def test_an_article_half_withdrawn_or_translated_is_refused(columns):
    article = make_article()
    if "translation_of" in columns:
        columns = {"translation_of": article}
    with pytest.raises(IntegrityError):
        Article.objects.filter(pk=article.pk).update(**columns)


def test_a_byline_that_is_nobody_is_refused():
    with pytest.raises(IntegrityError):
        Byline.objects.create(edition=make_edition())


def test_a_change_of_status_that_changes_nothing_is_refused():
    edition = make_edition()
    with pytest.raises(IntegrityError):
        StatusChange.objects.create(
            edition=edition, at=timezone.now(), from_status="draft", to_status="draft"
        )


# Who sees what


def test_readers_see_published_editions_and_staff_see_all(reporter, moderator):
    make_edition()
    published = make_edition_in("published")
    assert Edition.objects.visible_to(None).get() == published
    assert Edition.objects.visible_to(reporter).count() == 2
    assert Edition.objects.visible_to(moderator).count() == 2


def test_staff_without_the_permission_see_what_readers_see(django_user_model):
    make_edition()
    user = django_user_model.objects.create_user("guest", is_staff=True)
    assert not Edition.objects.visible_to(user).exists()


def test_live_articles_come_with_their_edition_and_section(django_assert_num_queries):
    publish_article(section=make_section(name="World"), headline="Out")
    make_article()
    with django_assert_num_queries(1):
        (article,) = Article.objects.live()
        assert (article.live.headline, article.live.section.name) == ("Out", "World")


def test_an_article_is_about_the_meetings_that_its_published_edition_covers():
    meeting = make_meeting()
    first = make_edition()
    first.coverages.create(meeting=meeting)
    article = publishing.publish(first, by=None).article
    draft = publishing.open_edition(publish_article(), by=None)
    draft.coverages.create(meeting=meeting)
    assert list(Article.objects.live().about(meeting)) == [article]


def test_publicity_is_that_of_the_article():
    publishing.open_edition(publish_article(), by=None)
    make_edition()
    flags = Edition.objects.with_publicity().order_by("pk")
    assert [edition.is_public for edition in flags] == [True, True, False]


# Names and addresses


def test_everything_says_what_it_is():
    edition = fill(make_edition(slug="one", headline="Talks"))
    publishing.publish(edition, by=None)
    moved = publishing.move(edition.article, slug="two")
    assert [str(moved), str(moved.old_slugs.get()), str(edition)] == ["two", "one", "Talks"]
    assert str(make_section(name="World")) == "World"
    assert str(EditionTopic(topic=make_topic(name="Trade"))) == "Trade"
    assert str(Coverage(meeting=make_meeting(name="In Miami"))) == "In Miami"


def test_a_byline_prints_whoever_it_is():
    assert str(Byline(person=make_person(name="Ana"))) == "Ana"
    assert str(Byline(organization=make_organization(name="The desk"))) == "The desk"
    assert str(Byline(printed_name="Bo")) == "Bo"


def test_a_picture_goes_by_its_caption_or_else_by_what_it_shows():
    image = make_image(alt="A handshake")
    assert str(ImageUse(image=image, caption="They met")) == "They met"
    assert str(ImageUse(image=image)) == "A handshake"


def test_the_address_of_an_edition_is_its_articles_once_it_is_public():
    edition = make_edition(slug="talks")
    assert edition.get_absolute_url() == f"/articles/talks/?edition={edition.pk}"
    assert publishing.publish(edition, by=None).get_absolute_url() == "/articles/talks/"
