"""Where every kind of public page is on a populated site, but for those that ``thread`` has."""

import datetime as dt
from typing import Any

from django.db.models import F
from django.db.models.functions import Abs
from django.urls import reverse

import articles.sitemaps
import masthead.sitemaps
import meetings.sitemaps
from articles import paging, publishing
from articles.models import Article, Edition, Section, Topic
from articles.naming import named_organizations, named_people
from comments.models import Comment, CommentCount
from masthead.models import FlatPage
from meetings import parties
from meetings.models import Agreement, Meeting, Place

NOT_THERE, WITHDRAWN = "a page that is not there", "a withdrawn article"
STATUSES = {NOT_THERE: 404, WITHDRAWN: 410}

type Addresses = dict[str, str]


def addresses() -> Addresses:
    return _articles() | _lists() | _record() | _feeds() | _sitemaps() | _api() | _others()


def _articles() -> Addresses:
    gone = _withdrawn()
    hot = CommentCount.objects.select_related("article").order_by("-public", "pk")[0].article
    live = Article.objects.live()
    near_ten = CommentCount.objects.order_by(Abs(F("public") - 10), "pk")[0].article_id
    silent = live.exclude(pk__in=CommentCount.objects.filter(public__gt=0).values("article"))
    return {
        "article without comments": silent.newest_first()[0].get_absolute_url(),
        "article": live.get(pk=near_ten).get_absolute_url(),
        "article with the most comments": hot.get_absolute_url(),
        WITHDRAWN: gone.get_absolute_url(),
        NOT_THERE: reverse("articles:detail", args=["there-is-no-such-article"]),
    }


def _withdrawn() -> Article:
    gone = Article.objects.filter(withdrawn_at__isnull=False).first()
    if gone is None:
        gone = Article.objects.live().newest_first()[1]
        publishing.withdraw(gone, by=None, reason="outdated", note="For a benchmark.")
    return gone


def _lists() -> Addresses:
    published = Edition.objects.published().order_by("-displayed_at", "-id")
    newest, middle = published[0], published[published.count() // 2]
    section, topic = Section.objects.order_by("pk")[0], Topic.objects.published().order_by("pk")[0]
    after = f"?after={_cursor(middle)}"
    day = _moment(newest)
    return {
        "front page": reverse("articles:front"),
        "newest articles": reverse("articles:index"),
        "newest articles, deep page": reverse("articles:index") + after,
        "sections": reverse("articles:sections"),
        "section": section.get_absolute_url(),
        "section, deep page": section.get_absolute_url() + after,
        "topics": reverse("articles:topics"),
        "topic": topic.get_absolute_url(),
        "topic, deep page": topic.get_absolute_url() + after,
        "archive": reverse("articles:archive"),
        "archive, year": reverse("articles:archive-year", args=[f"{_moment(middle):%Y}"]),
        "archive, month": reverse("articles:archive-month", args=[f"{day:%Y}", f"{day:%m}"]),
    }


def _moment(edition: Edition) -> dt.datetime:
    assert edition.displayed_at is not None
    return edition.displayed_at


def _cursor(edition: Edition) -> str:
    return paging.write(_moment(edition), edition.pk)


def _record() -> Addresses:
    meeting = Meeting.objects.public().filter(earliest__isnull=False).newest_first()[0]
    assert meeting.earliest is not None
    month = [f"{meeting.earliest:%Y}", f"{meeting.earliest:%m}"]
    return {
        "people": reverse("people:index"),
        "person": _first(named_people()),
        "organizations": reverse("organizations:index"),
        "organization": _first(named_organizations()),
        "places": reverse("places:index"),
        "place": _first(Place.objects.visible_to(None)),
        "agreements": reverse("agreements:index"),
        "agreement": _first(Agreement.objects.visible_to(None)),
        "meetings": reverse("meetings:index"),
        "meetings of a year": reverse("meetings:index") + f"?year={month[0]}",
        "meetings of a country": reverse("meetings:index") + "?country=mexico",
        "calendar, month": reverse("meetings:calendar-month", args=month),
        "meeting": meeting.get_absolute_url(),
        "pairs": reverse("meetings:pairs"),
        "between two": parties.pairs(None, 1).rows[0].get_absolute_url(),
    }


def _first(rows: Any) -> str:
    return str(rows.order_by("pk")[0].get_absolute_url())


def _feeds() -> Addresses:
    section, topic = Section.objects.order_by("pk")[0], Topic.objects.published().order_by("pk")[0]
    person = named_people().filter(participations__meeting__is_public=True).order_by("pk")[0]
    meeting = Meeting.objects.public().filter(precision="day").newest_first()[0]
    return {
        "feed": reverse("articles:feed"),
        "feed of a section": reverse("articles:section-feed", args=[section.slug]),
        "feed of a topic": reverse("articles:topic-feed", args=[topic.slug]),
        "feed of a person": reverse("people:feed", args=[person.slug]),
        "feed of all comments": reverse("comments:feed"),
        "calendar file": reverse("meetings:ics"),
        "calendar file of a meeting": reverse("meetings:meeting-ics", args=[meeting.slug]),
        "calendar file of a person": reverse("people:ics", args=[person.slug]),
    }


def _sitemaps() -> Addresses:
    kinds = (*articles.sitemaps.KINDS, *meetings.sitemaps.KINDS, *masthead.sitemaps.KINDS)
    # The first part that has pages: keys do not begin at 1 where rows were deleted.
    firsts = {kind.name: kind.parts()[:1] for kind in kinds}
    return {
        "sitemap index": reverse("sitemap"),
        "sitemap of news": reverse("news-sitemap"),
        "sitemap of lists": reverse("sitemap-section", args=["lists"]),
        **{
            f"sitemap of {name}": reverse("sitemap-section", args=[f"{name}-{number}"])
            for name, parts in firsts.items()
            for number, _ in parts
        },
    }


def _api() -> Addresses:
    kinds = ("articles", "sections", "topics", "meetings", "people", "organizations", "places")
    person, place = named_people().order_by("pk")[0], Place.objects.visible_to(None)[0]
    ones = {
        "article": Article.objects.live().newest_first()[0].slug,
        "meeting": Meeting.objects.public().newest_first()[0].slug,
        "person": person.slug,
        "organization": named_organizations().order_by("pk")[0].slug,
        "place": place.slug,
        "agreement": Agreement.objects.visible_to(None)[0].slug,
        "comment": str(Comment.objects.public().order_by("pk")[0].uid),
    }
    return {
        "API": reverse("api:api-root"),
        "API, its description": reverse("api:openapi-json"),
        **{f"API, {one}": reverse(f"api:list_{one}") for one in (*kinds, "agreements", "comments")},
        **{
            f"API, one {what}": reverse(f"api:read_{what}", args=[key])
            for what, key in ones.items()
        },
    }


def _others() -> Addresses:
    page = FlatPage.objects.order_by("pk").first()
    return {
        "search, nothing asked": reverse("search"),
        "opensearch": reverse("opensearch"),
        "robots.txt": reverse("robots"),
        **({"page": page.get_absolute_url()} if page else {}),
    }
