"""The form of what is dated: a day and a time as they were at the place."""

import datetime as dt
import zoneinfo
from typing import Any, override

from django import forms
from django.contrib.admin.widgets import AdminTimeWidget
from django.core.exceptions import ValidationError

from meetings import dates
from meetings.models import Dated, Precision
from meetings.models.dated import YEARS, ZONES

from .record import ModelForm

DATE_FIELDS = (
    ("earliest", "latest", "precision"),
    ("at", "time_zone"),
    ("certainty", "note"),
)
DATE_HELP = (
    "As well as it is known. For “February 2019” give any day of that month and the precision "
    "“month”. Days and times are those at the place."
)


class DatedForm[M: Dated](ModelForm[M]):
    """``at`` is typed as a local time; ``latest`` is shown only where it says something new."""

    # The field of a place or meeting whose time zone goes without saying.
    zone_from: str
    at = forms.TimeField(
        label="Local time", required=False, widget=AdminTimeWidget, help_text="Such as 14:30."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dated = self.instance
        if dated.earliest and (dated.earliest, dated.latest) == dates.span(
            dated.earliest, dated.precision
        ):
            self.initial["latest"] = None
        if dated.at:
            self.initial["at"] = dated.at.astimezone(zoneinfo.ZoneInfo(dated.time_zone)).time()

    @override
    def add_error(self, field: str | None, error: Any) -> None:
        """Keep the first error of a field: what follows from it says nothing new."""
        if field is None and hasattr(error, "error_dict"):
            new = {name: said for name, said in error.error_dict.items() if name not in self.errors}
            error = ValidationError(new)
        super().add_error(field, error)

    @override
    def validate_constraints(self) -> None:
        """Leave the database's rules until the rest is right: they would only say it again."""
        if not self.errors:
            super().validate_constraints()

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        time = cleaned.get("at")
        if time is not None:
            cleaned["at"] = self._moment(cleaned, time)
        return cleaned

    def _moment(self, cleaned: dict[str, Any], time: dt.time) -> dt.datetime | None:
        if cleaned.get("precision") not in {Precision.DAY, Precision.MINUTE}:
            self.add_error("at", "Choose precision “minute”, or leave the time empty.")
            return None
        where = cleaned.get(self.zone_from)
        zone = cleaned.get("time_zone") or (where.effective_time_zone() if where else "")
        if zone not in ZONES:
            self.add_error("at", "In which time zone? Give it, or choose a place that has one.")
            return None
        day = cleaned.get("earliest")
        if day is None or day.year not in YEARS:
            return None
        cleaned |= {"precision": Precision.MINUTE, "time_zone": zone}
        try:
            return dates.moment(day, time, zoneinfo.ZoneInfo(zone))
        except dates.NoSuchTime:
            self.add_error("at", "The clocks went forward: there was no such time that day.")
            return None
