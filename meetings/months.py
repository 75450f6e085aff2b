"""One month of the calendar, as weeks of days. Pure: dates in, dates out."""

import calendar
import datetime as dt
from dataclasses import dataclass


class NoSuchMonth(Exception):
    """The calendar has no month of this number, or no year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    first: dt.date

    @classmethod
    def of(cls, year: int, month: int) -> "Month":
        """Return a month by its numbers; raises ``NoSuchMonth``."""
        try:
            return cls(first=dt.date(year, month, 1))
        except ValueError as error:
            raise NoSuchMonth from error

    @classmethod
    def around(cls, day: dt.date) -> "Month":
        return cls(first=day.replace(day=1))

    @property
    def last(self) -> dt.date:
        days = calendar.monthrange(self.first.year, self.first.month)[1]
        return self.first.replace(day=days)

    @property
    def address(self) -> tuple[str, str]:
        """Return year and month as addresses have them: ``("2019", "03")``."""
        return f"{self.first.year:04}", f"{self.first.month:02}"

    def weeks(self, first_weekday: int) -> list[list[dt.date | None]]:
        """Return weeks of seven days, from ``first_weekday`` (0 is Monday); ``None`` is outside."""
        weeks = calendar.Calendar(first_weekday).monthdayscalendar(
            self.first.year, self.first.month
        )
        return [
            [self.first.replace(day=number) if number else None for number in week]
            for week in weeks
        ]

    def days_from_to(self, earliest: dt.date, latest: dt.date) -> list[dt.date]:
        """Return the days of this month from ``earliest`` to ``latest``, both included."""
        start, end = max(earliest, self.first), min(latest, self.last)
        return [start + dt.timedelta(days=number) for number in range((end - start).days + 1)]
