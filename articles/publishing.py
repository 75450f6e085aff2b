"""The only writer of an edition's status and of what goes with it.

Every verb locks the article, checks that the change is allowed, writes the named columns, appends
a ``StatusChange`` and raises the version of the pages it changes, all in one transaction. Verbs
take an edition as the caller last saw it and return it as it now is.

Locks are taken in one order, so that no two transactions wait for each other: the publication,
articles by key, page versions.
"""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.text import get_text_list

from masthead import prose, versions
from masthead.models import Publication, User

from . import finding
from .models import Article, Edition, EditionTopic, Part, SlugRedirect, StatusChange

Status = Edition.Status

ALLOWED: dict[str, set[str]] = {
    Status.DRAFT: {Status.SUBMITTED, Status.SCHEDULED, Status.PUBLISHED, Status.DISCARDED},
    Status.SUBMITTED: {
        Status.RETURNED,
        Status.APPROVED,
        Status.SCHEDULED,
        Status.PUBLISHED,
        Status.DISCARDED,
    },
    Status.RETURNED: {Status.SUBMITTED, Status.SCHEDULED, Status.PUBLISHED, Status.DISCARDED},
    Status.APPROVED: {Status.RETURNED, Status.SCHEDULED, Status.PUBLISHED, Status.DISCARDED},
    Status.SCHEDULED: {Status.APPROVED, Status.RETURNED, Status.PUBLISHED, Status.DISCARDED},
    Status.PUBLISHED: {Status.SUPERSEDED},
    Status.SUPERSEDED: set(),
    Status.DISCARDED: set(),
}
# What a new edition starts with; how much it changes is its own.
COPIED = ("headline", "dek", "dateline", "body", "section", "displayed_at", "updated_at")
TAKEN = "The address “{slug}” belongs to another article. Choose another."


class NotAllowed(Exception):
    """The edition's status does not allow this; the message says what it allows."""


class NotReady(Exception):
    """Something is missing for publication; the message says what."""


class NotNow(Exception):
    """A schedule lies in the past."""


class SlugTaken(Exception):
    """Another article has, or had, this address."""


def lock(article_pk: int) -> Article:
    """Return the article, locked until the transaction ends; must run inside one.

    A row that only refers to the article may come in meanwhile: whoever writes one may hold page
    versions already when the database, at the commit, looks the article up.
    """
    return Article.objects.select_for_update(no_key=True).get(pk=article_pk)


def start(*, slug: str, by: User | None, language: str = "en", **fields: Any) -> Edition:
    """Make an article at ``slug`` with its first draft; ``fields`` are the draft's.

    Raises ``SlugTaken``, or ``ValidationError`` where ``slug`` is a reserved word.
    """
    return begin(Edition(**fields), slug=slug, by=by, language=language)


@transaction.atomic
def begin(edition: Edition, *, slug: str, by: User | None, language: str = "en") -> Edition:
    """Save the unsaved ``edition`` as the first draft of a new article; raises as ``start``."""
    refuse_taken(slug)
    article = Article(slug=slug, language=language)
    _save_address(article)
    return _add_edition(edition, article, by=by)


@transaction.atomic
def open_edition(article: Article, *, by: User | None) -> Edition:
    """Return the article's open edition; where there is none, a new one, a copy of the newest.

    The copy holds all that hangs on an edition: bylines, topics, pictures, meetings covered.
    Words that were discarded are copied only where there are no others.
    """
    article = lock(article.pk)
    being_edited = article.editions.open().first()
    if being_edited:
        return being_edited
    source = _newest(article)
    copy = Edition(**{name: getattr(source, name) for name in COPIED})
    edition = _add_edition(copy, article, by=by)
    for relation in Edition._meta.related_objects:
        if issubclass(relation.related_model, Part):
            _copy_parts(relation.related_model, source, edition)
    return edition


def submit(edition: Edition, *, by: User | None, note: str = "") -> Edition:
    """Hand a draft over for review."""
    return _change(edition, Status.SUBMITTED, by=by, note=note)


def send_back(edition: Edition, *, by: User | None, note: str) -> Edition:
    """Return a submitted or approved edition to its author; ``note`` says why."""
    return _change(edition, Status.RETURNED, by=by, note=note)


def approve(edition: Edition, *, by: User | None, note: str = "") -> Edition:
    """Approve a submitted edition, or take a scheduled one off the schedule."""
    return _change(edition, Status.APPROVED, by=by, note=note)


@transaction.atomic
def discard(edition: Edition, *, by: User | None, note: str = "") -> Edition:
    """Give an open edition up; what readers see stays."""
    edition = _change(edition, Status.DISCARDED, by=by, note=note)
    editions = edition.article.editions
    newest = _newest(edition.article)
    editions.filter(is_newest=True).exclude(pk=newest.pk).update(is_newest=False)
    editions.filter(pk=newest.pk).update(is_newest=True)
    edition.is_newest = newest == edition
    return edition


@transaction.atomic
def schedule(edition: Edition, *, by: User | None, publish_at: dt.datetime) -> Edition:
    """Have ``publish_due`` publish the edition at ``publish_at`` (aware).

    Raises ``NotNow`` where that is past, ``NotReady`` and ``NotAllowed`` as ``publish`` does.
    """
    if publish_at <= timezone.now():
        message = "The time to publish at is past. Choose a later one, or publish now."
        raise NotNow(message)
    Publication.objects.expect(publish_at)
    _refuse_unready(_allowed(edition, Status.SCHEDULED))
    return _change(edition, Status.SCHEDULED, by=by, publish_at=publish_at)


@transaction.atomic
def publish(
    edition: Edition, *, by: User | None, at: dt.datetime | None = None, note: str = ""
) -> Edition:
    """Make the edition the one that readers see, in place of the one they saw until now.

    ``at`` (aware) is when it counts as published; now where it is not given. Raises ``NotReady``
    where the headline, the text, the section or the note on a major change is missing.
    """
    edition = _allowed(edition, Status.PUBLISHED)
    _refuse_unready(edition)
    article, now = edition.article, at or timezone.now()
    is_update = _is_update(edition)
    for before in article.editions.published():
        _supersede(before, by=by)
    article.first_published_at = article.first_published_at or now
    article.withdrawn_at, article.withdrawn_for, article.withdrawal_note = None, "", ""
    article.save(
        update_fields=["first_published_at", "withdrawn_at", "withdrawn_for", "withdrawal_note"]
    )
    edition = _change(
        edition,
        Status.PUBLISHED,
        by=by,
        note=note,
        published_at=now,
        published_by=by,
        displayed_at=article.first_published_at,
        updated_at=now if is_update else edition.updated_at,
    )
    EditionTopic.objects.filter(edition=edition).update(displayed_at=edition.displayed_at)
    finding.index(edition)
    versions.bump(versions.SITE)
    return edition


def next_due() -> dt.datetime | None:
    """Return the earliest time for which an edition is scheduled."""
    scheduled = Edition.objects.filter(status=Status.SCHEDULED)
    first: dt.datetime | None = scheduled.aggregate(first=Min("publish_at"))["first"]
    return first


@transaction.atomic
def publish_due(now: dt.datetime) -> int:
    """Publish what is scheduled for ``now`` or before; return how many.

    An edition that has become incomplete since goes back to its author, with a note.
    """
    due = Edition.objects.filter(status=Status.SCHEDULED, publish_at__lte=now)
    concerned = Article.objects.filter(pk__in=due.values("article")).order_by("pk")
    list(concerned.select_for_update(no_key=True))  # All of them before the first raises a version.
    count = 0
    for edition in due.order_by("publish_at", "pk"):  # As it is by now.
        try:
            publish(edition, by=None, at=edition.publish_at, note="As scheduled.")
            count += 1
        except NotReady as error:
            send_back(edition, by=None, note=str(error))
    return count


@transaction.atomic
def withdraw(article: Article, *, by: User | None, reason: str, note: str) -> Article:
    """Take the article from readers, who are told ``reason`` (Article.Withdrawal) and ``note``.

    An edition that is scheduled goes back to approved, so that no clock undoes the withdrawal.
    Raises ``NotAllowed`` where it is not published.
    """
    reason = Article.Withdrawal(reason)
    article = lock(article.pk)
    published = article.editions.published().first()
    if not published:
        message = "Only a published article can be withdrawn."
        raise NotAllowed(message)
    _supersede(published, by=by, note=note)
    for scheduled in article.editions.filter(status=Status.SCHEDULED):
        approve(scheduled, by=by, note="Off the schedule, as the article was withdrawn.")
    article.withdrawn_at = timezone.now()
    article.withdrawn_for = reason
    article.withdrawal_note = note
    article.save(update_fields=["withdrawn_at", "withdrawn_for", "withdrawal_note"])
    finding.forget(article)
    versions.bump(versions.SITE)
    return article


@transaction.atomic
def move(article: Article, *, slug: str) -> Article:
    """Give the article another address; the old one leads there once it was public.

    Raises ``SlugTaken``, or ``ValidationError`` where ``slug`` is a reserved word.
    """
    article = lock(article.pk)
    if slug == article.slug:
        return article
    refuse_taken(slug, but_for=article)
    before, article.slug = article.slug, slug
    _save_address(article, update_fields=["slug"])
    if article.first_published_at:
        article.old_slugs.filter(slug=slug).delete()
        SlugRedirect.objects.create(slug=before, article=article)
        versions.bump(versions.SITE)
    return article


def _allowed(edition: Edition, to: str) -> Edition:
    """Lock the article and return the edition as it now is; raises ``NotAllowed``."""
    lock(edition.article_id)
    edition = Edition.objects.select_related("article").get(pk=edition.pk)
    allowed = ALLOWED[edition.status]
    if to not in allowed:
        others = get_text_list(sorted(allowed - {Status.SUPERSEDED}), "or")
        advice = f"it can become {others}" if others else "open a new edition instead"
        message = f"This edition is {edition.status} and cannot become {to}; {advice}."
        raise NotAllowed(message)
    return edition


@transaction.atomic
def _change(
    edition: Edition, to: str, *, by: User | None, note: str = "", **columns: Any
) -> Edition:
    """Move the edition to ``to``, write ``columns`` with it and log it.

    A schedule's time goes with the schedule. Raises ``NotAllowed``.
    """
    edition = _allowed(edition, to)
    was = edition.status
    columns = {"publish_at": None, **columns, "status": to}
    for name, value in columns.items():
        setattr(edition, name, value)
    edition.save(update_fields=list(columns))
    _log(edition, was, by=by, note=note)
    return edition


def _log(edition: Edition, was: str, *, by: User | None, note: str = "") -> None:
    StatusChange.objects.create(
        edition=edition,
        at=timezone.now(),
        by=by,
        from_status=was,
        to_status=edition.status,
        note=note,
    )


def _supersede(edition: Edition, *, by: User | None, note: str = "") -> None:
    _change(edition, Status.SUPERSEDED, by=by, note=note)
    EditionTopic.objects.filter(edition=edition).update(displayed_at=None)


def _newest(article: Article) -> Edition:
    """Return the last edition that was not given up; where all were, the last."""
    editions = article.editions.order_by("-number")
    return editions.exclude(status=Status.DISCARDED).first() or editions[0]


def _add_edition(edition: Edition, article: Article, *, by: User | None) -> Edition:
    last = article.editions.aggregate(last=Max("number"))["last"] or 0
    article.editions.filter(is_newest=True).update(is_newest=False)
    edition.article, edition.number, edition.created_by = article, last + 1, by
    edition.save()
    _log(edition, "", by=by)
    return edition


def _copy_parts(kind: type[Part], source: Edition, target: Edition) -> None:
    rows = list(kind._default_manager.filter(edition=source))
    for row in rows:
        row.pk, row.edition = None, target
        if isinstance(row, EditionTopic):
            row.displayed_at = None
    kind._default_manager.bulk_create(rows)


def _is_update(edition: Edition) -> bool:
    """Return whether readers are told of a major change; nothing of the first edition is one."""
    is_first = edition.article.first_published_at is None
    return edition.change == Edition.Change.MAJOR and not is_first


def _refuse_unready(edition: Edition) -> None:
    missing = [
        name
        for name, is_missing in {
            "a headline": not edition.headline.strip(),
            "a text": not prose.plain(edition.body),
            "a section": edition.section_id is None,
            "a note on the major change": _is_update(edition) and not edition.change_note,
        }.items()
        if is_missing
    ]
    if missing:
        message = f"Before it can be published, the article needs {get_text_list(missing, 'and')}."
        raise NotReady(message)


def refuse_taken(slug: str, *, but_for: Article | None = None) -> None:
    """Raise ``SlugTaken`` where an article other than ``but_for`` has, or had, this address."""
    others = Article.objects.filter(slug=slug)
    old = SlugRedirect.objects.filter(slug=slug)
    if but_for:
        others, old = others.exclude(pk=but_for.pk), old.exclude(article=but_for)
    if others.exists() or old.exists():
        raise SlugTaken(TAKEN.format(slug=slug))


def _save_address(article: Article, **options: Any) -> None:
    """Save the article; raises ``SlugTaken`` also where another request was faster."""
    article.clean_fields()
    try:
        with transaction.atomic():
            article.save(**options)
    except IntegrityError as error:
        raise SlugTaken(TAKEN.format(slug=article.slug)) from error
