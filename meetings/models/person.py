import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from masthead.models import Image
from meetings import dates

from .organization import Organization


class PersonQuerySet(models.QuerySet["Person"]):
    def met_in_public(self) -> Self:
        """Return those whom a public meeting names."""
        return self.filter(participations__meeting__is_public=True).distinct()


class Person(models.Model):
    """Names follow Popolo. Whoever writes for the paper is a Person too."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    sort_name = models.CharField(
        max_length=200, blank=True, help_text="Empty: “family name, given name”."
    )
    slug = models.SlugField(max_length=100, unique=True)
    description = models.TextField(blank=True)
    portrait = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:detail", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        if not self.sort_name:
            parts = [part for part in (self.family_name, self.given_name) if part]
            self.sort_name = ", ".join(parts) or self.name


class PersonName(models.Model):
    """Another name of a person: as printed elsewhere, in another script, an earlier one."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="person_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """A post (Popolo) in an organisation, whoever holds it."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="offices")
    title = models.CharField(max_length=200, help_text="As put before or after a name.")
    allows_several_holders = models.BooleanField(default=False)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "title"], name="office_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organization}"


class TenureQuerySet(models.QuerySet["Tenure"]):
    def on(self, day: dt.date) -> Self:
        """Return those that ran on ``day``, first and last day included."""
        return self.filter(
            Q(start_date__lte=day) | Q(start_date__isnull=True),
            Q(end_date__gte=day) | Q(end_date__isnull=True),
        )

    def overlapping(self, start: dt.date | None, end: dt.date | None) -> Self:
        """Return those that share a day with the time from ``start`` to ``end`` (``None``: open).

        The day on which one holder follows another is shared without overlapping.
        """
        found = self
        if end:
            found = found.filter(Q(start_date__lt=end) | Q(start_date__isnull=True))
        if start:
            found = found.filter(Q(end_date__gt=start) | Q(end_date__isnull=True))
        return found


class Tenure(models.Model):
    """Who held an office from when to when; an empty date leaves that end open.

    ``meetings.tenures`` keeps two holders from overlapping.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tenures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    start_date = models.DateField(null=True, blank=True, help_text="Empty: not known.")
    end_date = models.DateField(null=True, blank=True, help_text="Empty: still in office.")
    is_acting = models.BooleanField("acting", default=False)
    source = models.CharField(max_length=300, blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = [F("start_date").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_date__lte=F("end_date"))
                | Q(start_date__isnull=True)
                | Q(end_date__isnull=True),
                name="tenure_starts_before_it_ends",
                violation_error_message="The end is before the start.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.title}"

    @property
    def time_in_words(self) -> str:
        return dates.say_from_to(self.start_date, self.end_date)

    @property
    def title(self) -> str:
        return f"Acting {self.office.title}" if self.is_acting else self.office.title
