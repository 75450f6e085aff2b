import datetime as dt
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from meetings import dates

ZONES = frozenset(zoneinfo.available_timezones())
# Dates outside of these are slips of the hand, and some of them overflow.
YEARS = range(1000, 3000)


def validate_time_zone(name: str) -> None:
    if name not in ZONES:
        message = "“%(name)s” is no IANA time zone. Write it like America/Tegucigalpa."
        raise ValidationError(message, params={"name": name})


class Precision(models.TextChoices):
    MINUTE = "minute", gettext_lazy("Minute")
    DAY = "day", gettext_lazy("Day")
    MONTH = "month", gettext_lazy("Month")
    SEASON = "season", gettext_lazy("Season")
    YEAR = "year", gettext_lazy("Year")
    UNKNOWN = "unknown", gettext_lazy("Unknown")


class Certainty(models.TextChoices):
    STATED = "stated", gettext_lazy("Stated")
    INFERRED = "inferred", gettext_lazy("Inferred")
    DISPUTED = "disputed", gettext_lazy("Disputed")


class Dated(models.Model):
    """A date as well as it is known.

    ``earliest`` and ``latest`` are local dates at the place; ``at`` is UTC and there only for
    precision *minute*, with its time zone; both dates are empty only for precision *unknown*.
    ``clean`` refers to the fields ``earliest``, ``latest``, ``at`` and ``time_zone``: a form of a
    dated model has them all.
    """

    earliest = models.DateField(null=True, blank=True, db_index=True)
    latest = models.DateField(
        null=True,
        blank=True,
        db_index=True,
        help_text="Empty: worked out from the precision.",
    )
    precision = models.CharField(
        max_length=10,
        choices=Precision,
        default=Precision.DAY,
        db_default=Precision.DAY,
    )
    at = models.DateTimeField(
        "exact time", null=True, blank=True, help_text="Only for precision minute."
    )
    time_zone = models.CharField(max_length=64, blank=True, validators=[validate_time_zone])
    certainty = models.CharField(
        max_length=10,
        choices=Certainty,
        default=Certainty.STATED,
        db_default=Certainty.STATED,
    )
    note = models.CharField(
        "note on the date",
        max_length=300,
        blank=True,
        help_text="How the date is known.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest__lte=F("latest"))
                | Q(earliest__isnull=True, latest__isnull=True),
                name="%(class)s_earliest_before_latest",
                violation_error_message="The earliest date is after the latest.",
            ),
            models.CheckConstraint(
                condition=Q(precision="unknown", earliest__isnull=True)
                | (~Q(precision="unknown") & Q(earliest__isnull=False)),
                name="%(class)s_date_unless_unknown",
                violation_error_message="Give the earliest date, or choose precision “unknown”.",
            ),
            models.CheckConstraint(
                condition=(Q(precision="minute", at__isnull=False) & ~Q(time_zone=""))
                | (~Q(precision="minute") & Q(at__isnull=True)),
                name="%(class)s_time_only_to_the_minute",
                violation_error_message=(
                    "An exact time goes with precision “minute” and a time zone, and only with it."
                ),
            ),
        ]

    def clean(self) -> None:
        """Check the date, then fill in what follows: whole months, seasons, years; ``latest``."""
        super().clean()
        if error := self._error():
            raise ValidationError(error)
        if self.earliest:
            self.earliest, self.latest = dates.widen(self.earliest, self.latest, self.precision)

    @staticmethod
    def _is_sane(day: dt.date) -> bool:
        return day.year in YEARS

    def _error(self) -> dict[str, str]:
        """Return what is wrong first, by field; empty where nothing is."""
        known = [day for day in (self.earliest, self.latest) if day]
        if self.precision == Precision.UNKNOWN:
            message = "Leave the dates empty, or choose how well the date is known."
            return {"earliest": message} if known else self._time_error()
        if not self.earliest:
            return {"earliest": "Give the earliest date, or choose precision “unknown”."}
        if not all(map(self._is_sane, known)):
            return {"earliest": f"Give a year from {YEARS[0]} to {YEARS[-1]}."}
        if self.latest and self.latest < self.earliest:
            return {"latest": "This is before the earliest date."}
        return self._time_error()

    def _time_error(self) -> dict[str, str]:
        if self.precision != Precision.MINUTE:
            return {"at": "Choose precision “minute”, or leave the time empty."} if self.at else {}
        if not self.at:
            return {"at": "Give the time, or choose another precision."}
        if self.time_zone not in ZONES:
            return {"time_zone": "Say in which time zone the time is."}
        if not self._is_sane(self.at) or self._local().date() != self.earliest:
            return {"at": "At the place, this time is on another day than the earliest date."}
        return {}

    def _local(self) -> dt.datetime:
        assert self.at is not None
        return self.at.astimezone(zoneinfo.ZoneInfo(self.time_zone))

    @property
    def is_dated_to_the_day(self) -> bool:
        return self.precision in {Precision.MINUTE, Precision.DAY}

    @property
    def date_in_words(self) -> str:
        return dates.say(self.earliest, self.latest, self.precision)

    @property
    def date_mark(self) -> str:
        """Return the date or the time for the ``datetime`` attribute; '' where it has no form."""
        if self.at:
            return self._local().isoformat(timespec="minutes")
        return dates.mark(self.earliest, self.latest, self.precision)

    @property
    def time_in_words(self) -> str:
        """Return the time of day with its zone; '' where it is not known."""
        return dates.say_time(self.at, zoneinfo.ZoneInfo(self.time_zone)) if self.at else ""
