import datetime as dt
from itertools import count
from typing import Any

from django.utils import timezone

from articles import publishing
from articles.models import (
    Article,
    Byline,
    Coverage,
    Edition,
    EditionTopic,
    ImageUse,
    Section,
    Slot,
    Topic,
)
from tests.factories.masthead import make_image
from tests.factories.meetings import make_meeting, make_person

_numbers = count(1)


def make_section(**fields: Any) -> Section:
    number = next(_numbers)
    return Section.objects.create(**({"name": f"Section {number}", "slug": f"s-{number}"} | fields))


def make_topic(**fields: Any) -> Topic:
    number = next(_numbers)
    return Topic.objects.create(**({"name": f"Topic {number}", "slug": f"t-{number}"} | fields))


def make_slot(article: Article, place: str = "lead", **fields: Any) -> Slot:
    """Give ``article`` a place on the front page."""
    return Slot.objects.create(article=article, place=place, **fields)


def make_edition(**fields: Any) -> Edition:
    """Return the draft of a new article that lacks nothing for publication."""
    slug = fields.pop("slug", f"article-{next(_numbers)}")
    by = fields.pop("by", None)
    defaults = {"headline": f"Headline of {slug}", "body": "<p>Text.</p>"}
    if "section" not in fields:
        fields["section"] = make_section()
    return publishing.start(slug=slug, by=by, **(defaults | fields))


def make_article(**fields: Any) -> Article:
    """Return a new article that has a draft."""
    return make_edition(**fields).article


def publish_article(*, at: dt.datetime | None = None, **fields: Any) -> Article:
    """Return a new article that readers see."""
    edition = make_edition(**fields)
    return publishing.publish(edition, by=None, at=at).article


def publish_next(article: Article, *, at: dt.datetime | None = None, **fields: Any) -> Edition:
    """Publish a new edition of ``article``, which has none open."""
    edition = publishing.open_edition(article, by=None)
    Edition.objects.filter(pk=edition.pk).update(**fields)
    return publishing.publish(edition, by=None, at=at)


def make_edition_in(status: str, **fields: Any) -> Edition:
    """Return an edition of a new article that came to ``status`` on its usual way."""
    edition = make_edition(**fields)
    match status:
        case "submitted":
            publishing.submit(edition, by=None)
        case "returned":
            publishing.submit(edition, by=None)
            publishing.send_back(edition, by=None, note="Not yet.")
        case "approved":
            publishing.submit(edition, by=None)
            publishing.approve(edition, by=None)
        case "scheduled":
            tomorrow = timezone.now() + dt.timedelta(days=1)
            publishing.schedule(edition, by=None, publish_at=tomorrow)
        case "published":
            publishing.publish(edition, by=None)
        case "superseded":
            publishing.publish(edition, by=None)
            publish_next(edition.article)
        case "discarded":
            publishing.discard(edition, by=None)
    return Edition.objects.select_related("article", "section").get(pk=edition.pk, status=status)


def fill(edition: Edition, *, rows: int = 1) -> Edition:
    """Give the edition ``rows`` of each kind of part."""
    for order in range(rows):
        common = {"edition": edition, "order": order}
        Byline.objects.create(**common, person=make_person())
        EditionTopic.objects.create(**common, topic=make_topic())
        ImageUse.objects.create(**common, image=make_image(), caption="A caption")
        Coverage.objects.create(**common, meeting=make_meeting())
    return edition
