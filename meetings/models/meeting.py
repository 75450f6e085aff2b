import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from masthead.models import User
from meetings import paging

from .dated import Dated
from .organization import Organization
from .participation import Delegation, Participation
from .place import Place

RESERVED_SLUGS = {"feed", "calendar", "between"}


def validate_not_reserved(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        message = "“%(slug)s” is an address of the site's own. Choose another."
        raise ValidationError(message, params={"slug": slug})


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def public(self) -> Self:
        return self.filter(is_public=True)

    def visible_to(self, user: User | None) -> Self:
        """Return what ``user`` may see, the one gate to meetings; ``None`` is a reader."""
        if user and user.has_perm("meetings.view_meeting"):
            return self
        return self.public()

    def overdue(self, today: dt.date) -> Self:
        """Return those whose date is past, though it still says that they are to take place."""
        ahead = [Meeting.Status.SCHEDULED, Meeting.Status.RESCHEDULED]
        return self.filter(status__in=ahead, latest__lt=today)

    def newest_first(self) -> Self:
        """Return them in one total order, in which those without a date come last."""
        return self.order_by(F("earliest").desc(nulls_last=True), "-order_in_day", "-pk")

    def in_order(self) -> Self:
        """Return them as they took place; within a day by ``order_in_day``."""
        return self.order_by(F("earliest").asc(nulls_last=True), "order_in_day", "pk")

    def after(self, day: dt.date | None, order_in_day: int, pk: int) -> Self:
        """Return what comes after one of these values where the newest is first."""
        later_in_day = Q(order_in_day__lt=order_in_day) | Q(order_in_day=order_in_day, pk__lt=pk)
        same_day = Q(earliest=day) if day else Q(earliest__isnull=True)
        older = Q(earliest__lt=day) | Q(earliest__isnull=True) if day else Q(pk__in=[])
        return self.filter(older | (same_day & later_in_day))

    def before(self, day: dt.date | None, order_in_day: int, pk: int) -> Self:
        """Return what comes before one of these values where the newest is first."""
        later_in_day = Q(order_in_day__gt=order_in_day) | Q(order_in_day=order_in_day, pk__gt=pk)
        same_day = Q(earliest=day) if day else Q(earliest__isnull=True)
        newer = Q(earliest__gt=day) if day else Q(earliest__isnull=False)
        return self.filter(newer | (same_day & later_in_day))

    def page(self, cursor: str | None, size: int) -> paging.Page["Meeting"]:
        """Return the page, newest first, that begins after ``cursor``.

        Raises ``paging.BadCursor``.
        """
        meetings = self.newest_first()
        if cursor is not None:
            meetings = meetings.after(*paging.read(cursor))
        found = list(meetings[: size + 1])
        is_last = len(found) <= size
        return paging.Page(rows=found[:size], after=None if is_last else found[size - 1].cursor)

    def with_sides(self) -> Self:
        """Load what a card of a meeting shows: its place, and who took part for whom."""
        return self.select_related("place__parent__parent__parent").prefetch_related(
            Prefetch("delegations", Delegation.objects.select_related("organization")),
            Prefetch("participations", Participation.objects.select_related("person")),
        )

    def with_record(self, user: User | None = None) -> Self:
        """Load all that a meeting's own page shows of it, by a fixed number of queries.

        Its parts are those that ``user`` may see.
        """
        parts = Meeting.objects.visible_to(user).in_order()
        return (
            self.with_sides()
            .select_related("host")
            .prefetch_related("agenda", Prefetch("parts", parts))
        )


_FORMATS_IN_WORDS = {
    "bilateral": _("Bilateral meeting"),
    "trilateral": _("Trilateral meeting"),
    "multilateral": _("Multilateral meeting"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Who took part for one delegation; for none where it is ``None``."""

    delegation: Delegation | None
    participations: list[Participation]


class Meeting(Dated):
    """An event that took place or will (schema.org Event). A meeting knows nothing of articles."""

    class Format(models.TextChoices):
        BILATERAL = "bilateral", _("Bilateral")
        TRILATERAL = "trilateral", _("Trilateral")
        MULTILATERAL = "multilateral", _("Multilateral")
        SUMMIT = "summit", _("Summit")
        MINISTERIAL = "ministerial", _("Ministerial")
        SIGNING = "signing", _("Signing")
        CALL = "call", _("Call")
        COURTESY = "courtesy", _("courtesy call")
        VISIT = "visit", _("Visit")

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("Scheduled")
        HELD = "held", _("Held")
        POSTPONED = "postponed", _("Postponed")
        RESCHEDULED = "rescheduled", _("Rescheduled")
        CANCELLED = "cancelled", _("Cancelled")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True, validators=[validate_not_reserved])
    format = models.CharField(max_length=15, choices=Format)
    status = models.CharField(max_length=15, choices=Status, default=Status.SCHEDULED)
    is_public = models.BooleanField(
        "public",
        default=False,
        help_text="Off: in no list, calendar or feed, whatever the status.",
    )
    order_in_day = models.PositiveSmallIntegerField(
        default=0, help_text="Among meetings of one day: 1 was before 2."
    )
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    host = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted",
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="part of",
        help_text="A visit or summit that this meeting belongs to.",
    )
    summary = models.TextField(blank=True, help_text="What was talked about and agreed.")
    source = models.CharField(max_length=300, blank=True, help_text="Where this is known from.")
    internal_note = models.TextField(blank=True, help_text="Never public.")
    # Both follow each public change, for calendars (RFC 5545): ``recording.note_change``.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, db_default=Now(), editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = [F("earliest").desc(nulls_last=True), "-order_in_day", "-pk"]
        indexes = [
            models.Index(
                fields=["-earliest", "-order_in_day", "-id"],
                name="meeting_public_newest",
                condition=Q(is_public=True),
            ),
            models.Index(
                fields=["-changed_at"],
                name="meeting_public_changed",
                condition=Q(is_public=True),
            ),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="meeting_not_part_of_itself",
                violation_error_message="A meeting is no part of itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.slug])

    def clean(self) -> None:
        """Take the time zone of the place where none is given; refuse to be part of a part."""
        if self.at:
            self.time_zone = self.effective_time_zone()
        super().clean()
        whole, seen = self.parent, set()
        while self.pk and whole and whole.pk not in seen:
            if whole.pk == self.pk:
                raise ValidationError({"parent": f"{self.parent} is part of this meeting."})
            seen.add(whole.pk)
            whole = whole.parent

    @property
    def cursor(self) -> str:
        """Return where a page begins that follows this meeting, newest first."""
        return paging.write(self.earliest, self.order_in_day, self.pk)

    @property
    def format_in_words(self) -> str:
        """``Bilateral meeting``, ``Summit``."""
        words = _FORMATS_IN_WORDS.get(self.format, self.get_format_display())
        return capfirst(str(words))

    def effective_time_zone(self) -> str:
        """Return the IANA zone of the meeting, else of its place; '' if neither says."""
        return self.time_zone or (self.place.effective_time_zone() if self.place else "")

    def sides(self) -> list[Side]:
        """Return the delegations in order, each with its people; last who came for none."""
        everybody = list(self.participations.all())
        seats: list[Delegation | None] = [*self.delegations.all()]
        if any(one.delegation_id is None for one in everybody):
            seats.append(None)
        return [
            Side(
                delegation=seat,
                participations=[p for p in everybody if p.delegation_id == (seat and seat.pk)],
            )
            for seat in seats
        ]


class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    text = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text
