"""What editors, moderators and readers do, and how the site looks to whoever asks Django itself.

``number`` chooses among what there is; ``mark`` is a word that was not there before.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles import publishing
from articles.models import Article, Section, Slot, Topic
from comments import erasing, moderation, posting, ruling, undoing
from comments.models import Comment, Commenter
from masthead import versions
from masthead.models import FlatPage, Publication, User
from meetings.models import Agreement, Meeting, Organization, Person, Place
from newsroom import roles
from tests.factories.articles import make_edition, publish_next
from tests.factories.comments import make_post

SOON = dt.timedelta(milliseconds=300)
MOST = 4
# What an editor changes in the admin: the model, and the field that readers see.
NAMED: dict[str, tuple[type[Model], str]] = {
    "person": (Person, "name"),
    "organization": (Organization, "name"),
    "place": (Place, "name"),
    "section": (Section, "name"),
    "topic": (Topic, "name"),
    "meeting": (Meeting, "name"),
    "agreement": (Agreement, "name"),
    "page": (FlatPage, "title"),
    "paper": (Publication, "name"),
}
PLAIN = (
    *("articles:front", "articles:index", "articles:sections", "articles:topics"),
    *("articles:archive", "articles:feed", "comments:feed", "opensearch", "sitemap"),
    *("meetings:index", "meetings:pairs", "meetings:ics", "people:index", "organizations:index"),
    *("places:index", "agreements:index", "news-sitemap", "api:list_articles"),
    *("api:list_meetings", "api:list_comments"),
)


def look(paths: list[str]) -> list[tuple[int, str]]:
    """Return status and content of each page as it is made now, past any cache."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    answers = [client.get(path) for path in paths]
    return [(answer.status_code, answer.content.decode()) for answer in answers]


def pages() -> list[str]:
    """Return the addresses of pages of every kind, of those that there are and were."""
    return [*(reverse(name) for name in PLAIN), *_pages_of_articles(), *_pages_of_the_record()]


def _pages_of_articles() -> Iterator[str]:
    for article in Article.objects.exclude(first_published_at=None).order_by("-pk")[:MOST]:
        address = article.get_absolute_url()
        yield from (address, f"{address}?order=newest", f"{address}comments/feed/")
    for section in Section.objects.order_by("pk")[:2]:
        yield from (section.get_absolute_url(), f"{section.get_absolute_url()}feed/")
    for topic in Topic.objects.order_by("pk")[:2]:
        yield from (topic.get_absolute_url(), f"{topic.get_absolute_url()}feed/")
    for moment in Article.objects.dates("first_published_at", "month", order="DESC")[:2]:
        yield reverse("articles:archive-year", args=[f"{moment:%Y}"])
        yield reverse("articles:archive-month", args=[f"{moment:%Y}", f"{moment:%m}"])


def _pages_of_the_record() -> Iterator[str]:
    for meeting in Meeting.objects.order_by("pk")[:3]:
        yield from (
            meeting.get_absolute_url(),
            reverse("meetings:meeting-ics", args=[meeting.slug]),
        )
    for person in Person.objects.order_by("pk")[:3]:
        address = person.get_absolute_url()
        yield from (address, f"{address}feed/", f"{address.removesuffix('/')}.ics")
    for model in (Organization, Place, Agreement, FlatPage):
        for row in model._default_manager.order_by("pk")[:2]:
            yield row.get_absolute_url()
    for name in ("articles", "meetings", "people", "lists"):
        yield reverse("sitemap-section", args=[name if name == "lists" else f"{name}-1"])


def publish(mark: str) -> None:
    section = Section.objects.order_by("pk")[0]
    edition = make_edition(slug=mark, headline=f"About {mark}", section=section)
    publishing.publish(edition, by=None)


def revise(number: int, mark: str) -> None:
    article = _one(Article.objects.live(), number)
    if article and not article.editions.filter(is_newest=True).exclude(status="published"):
        publish_next(article, headline=f"Changed to {mark}")


def schedule(mark: str) -> float:
    """Return when an article is due (seconds since 1970)."""
    section = Section.objects.order_by("pk")[0]
    edition = make_edition(slug=mark, headline=f"About {mark}", section=section)
    moment = timezone.now() + SOON
    publishing.schedule(edition, by=None, publish_at=moment)
    return moment.timestamp()


def withdraw(number: int) -> None:
    article = _one(Article.objects.live(), number)
    if article and Article.objects.live().count() > 2:
        publishing.withdraw(article, by=None, reason=Article.Withdrawal.IN_ERROR, note="Not so.")


def move(number: int, mark: str) -> None:
    article = _one(Article.objects.live(), number)
    if article:
        publishing.move(article, slug=mark)


def rename(kind: str, number: int, mark: str) -> None:
    """Change a name in the admin, as an administrator does."""
    model, field = NAMED[kind]
    row = _one(model._default_manager.all(), number)
    if row:
        _change_in_admin(row, {field: f"Named {mark}"})


@transaction.atomic
def place_in_front(number: int) -> float:
    """Give an article the lead for a moment; return when it ends (seconds since 1970)."""
    article = _one(Article.objects.live(), number)
    until = timezone.now() + SOON
    if article and not Slot.objects.filter(article=article):
        Publication.objects.expect(until)
        Slot.objects.create(article=article, place=Slot.Place.LEAD, until=until)
        versions.bump(versions.SITE)
    return until.timestamp()


def show_or_hide(number: int) -> None:
    """Tick or untick that a meeting is public."""
    meeting = _one(Meeting.objects.all(), number)
    if meeting:
        _change_in_admin(meeting, {"is_public": None if meeting.is_public else "on"})


def comment(number: int, mark: str) -> None:
    article = _one(Article.objects.live(), number)
    if article:
        posting.take(article, make_post(text=f"I say {mark}.", email=f"{mark}@mail.example"))


def decide(number: int, verb: str) -> None:
    found = _one(Comment.objects.filter(deleted_at=None), number)
    if found:
        moderation.act([found.pk], verb=verb, moderator=_moderator())


def undo() -> None:
    last = moderation.last_act(_moderator())
    if last:
        undoing.undo(last, moderator=_moderator())


def erase(number: int) -> None:
    commenter = _one(Commenter.objects.all(), number)
    if commenter:
        erasing.erase(commenter, with_text=bool(number % 2))


def rule(number: int, mode: str) -> None:
    article = _one(Article.objects.live(), number)
    if article:
        ruling.change(article, {"mode": mode}, moderator=_moderator())


def first_page() -> list[str]:
    return [Article.objects.live().order_by("pk")[0].get_absolute_url()]


def whisper(mark: str) -> None:
    """Change the headline of that page's article past all that raises a version."""
    article = Article.objects.live().order_by("pk")[0]
    article.editions.filter(pk=article.live.pk).update(headline=mark)


def _one[M: Model](rows: Any, number: int) -> Any:
    found = list(rows.order_by("-pk")[:MOST])
    return found[number % len(found)] if found else None


def _moderator() -> User:
    return User.objects.get(username=roles.MODERATOR)


def _change_in_admin(row: Model, values: dict[str, str | None]) -> None:
    """Send the form of ``row`` as it is, but for ``values``; ``None`` unticks a box."""
    meta = row._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    with override_settings(AXES_ENABLED=False):
        administrator = User.objects.filter(is_superuser=True)[0]
        client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    page = html.fromstring(client.get(address).content)
    form = page.get_element_by_id(f"{meta.model_name}_form")
    sent = dict(form.form_values()) | values
    answer = client.post(
        address, {name: value for name, value in sent.items() if value is not None}
    )
    if answer.status_code != 302:
        errors = html.fromstring(answer.content).xpath("//*[contains(@class, 'errorlist')]")
        message = f"{address}: {[error.text_content() for error in errors]}"
        raise RuntimeError(message)
