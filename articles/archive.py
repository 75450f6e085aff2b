"""When articles were published: years and months of the paper's own zone, found by an index."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists
from django.utils import timezone

from .models import Edition

# Years before these are on no page; the archive of a paper is younger.
MOST_YEARS = 100


class NoSuchTime(Exception):
    """The calendar has no such year or month, or no date after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A year, or a month of one; ``start`` and ``end`` (excluded) are in UTC."""

    year: int
    month: int | None
    start: dt.datetime
    end: dt.datetime

    @property
    def day(self) -> dt.date:
        """Return its first day, for the names of months."""
        return dt.date(self.year, self.month or 1, 1)


def span(year: int, month: int | None = None) -> Span:
    """Return a year or month; raises ``NoSuchTime``."""
    try:
        first, last = (1, 12) if month is None else (month, month)
        start = _midnight(year, first)
        end = _midnight(year + last // 12, last % 12 + 1)
    except (ValueError, OverflowError) as error:
        raise NoSuchTime from error
    return Span(year=year, month=month, start=start, end=end)


def years() -> list[Span]:
    """Return the years in which something that is public was published, newest first."""
    published = Edition.objects.published()
    newest = published.order_by("-displayed_at", "-id").first()
    oldest = published.order_by("displayed_at", "id").first()
    if not (newest and oldest):
        return []
    last, first = _year(newest), max(_year(oldest), _year(newest) - MOST_YEARS + 1)
    return _with_articles(span(year) for year in range(last, first - 1, -1))


def months(year: int) -> list[Span]:
    """Return the months of a year in which something that is public was published, in order."""
    return _with_articles(span(year, month) for month in range(1, 13))


def neighbours(month: Span) -> tuple[Span | None, Span | None]:
    """Return the months before and after in which something that is public was published."""
    published = Edition.objects.published()
    before = published.filter(displayed_at__lt=month.start).order_by("-displayed_at", "-id")
    after = published.filter(displayed_at__gte=month.end).order_by("displayed_at", "id")
    return _month_of(before.first()), _month_of(after.first())


def _with_articles(spans: Iterable[Span]) -> list[Span]:
    """Return those of ``spans`` with articles, by one query that looks each up in the index.

    They are not counted: that would cost more with each article there is.
    """
    wanted = list(spans)
    published = Edition.objects.published().order_by()
    has_some = {
        f"within_{at}": Exists(
            published.filter(displayed_at__gte=one.start, displayed_at__lt=one.end)
        )
        for at, one in enumerate(wanted)
    }
    found: dict[str, bool] = next(iter(published.annotate(**has_some).values(*has_some)[:1]), {})
    return [one for at, one in enumerate(wanted) if found.get(f"within_{at}")]


def _month_of(edition: Edition | None) -> Span | None:
    if edition is None:
        return None
    moment = _local(edition)
    return span(moment.year, moment.month)


def _year(edition: Edition) -> int:
    return _local(edition).year


def _local(edition: Edition) -> dt.datetime:
    assert edition.displayed_at is not None  # Kept by edition_published_is_complete.
    return timezone.localtime(edition.displayed_at)


def _midnight(year: int, month: int) -> dt.datetime:
    """Return when a month begins in the paper's zone, in UTC."""
    first = dt.datetime(year, month, 1, tzinfo=timezone.get_current_timezone())
    return first.astimezone(dt.UTC)
