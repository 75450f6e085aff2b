"""What search knows: written in the transaction that changes what readers see.

Articles and the record each say what is sought of their nouns (their ``finding`` modules); the
house searches it (``masthead.matching``, ``newsroom.searching``).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from . import folding
from .models import SearchEntry

_BEGINNING = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
# Low bits of a position, which tell apart what is of one minute: two for the kind, then the key.
KEY_BITS = 28
_KINDS = list(SearchEntry.Kind)
TITLE_MARK = "t="
_WRITTEN = ["position", "title", "lead", "text", "marks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A noun as it is found, in words as they are printed.

    ``title`` counts most, ``lead`` more than ``text``. ``moment`` is aware; ``None``, which comes
    last in time, where there is no date. ``marks`` hold no spaces.
    """

    kind: SearchEntry.Kind
    key: int
    moment: dt.datetime | dt.date | None
    title: str
    lead: str
    text: str
    marks: tuple[str, ...]


def entry(finding: Finding) -> SearchEntry:
    """Return the row, unsaved."""
    title = folding.words(finding.title)
    title_marks = (f"{TITLE_MARK}{word}" for word in dict.fromkeys(title.split()))
    marks = [*finding.marks, *title_marks]
    return SearchEntry(
        kind=finding.kind,
        key=finding.key,
        position=position(finding.kind, finding.key, finding.moment),
        title=title,
        lead=folding.words(finding.lead),
        text=folding.words(finding.text),
        marks=" ".join(marks),
    )


def position(kind: SearchEntry.Kind, key: int, moment: dt.datetime | dt.date | None) -> int:
    """Return a number of at most 63 bits that is larger the later ``moment`` is, by the minute."""
    if moment is None:
        minutes = 0
    else:
        if not isinstance(moment, dt.datetime):
            moment = dt.datetime.combine(moment, dt.time(), dt.UTC)
        minutes = (moment - _BEGINNING) // dt.timedelta(minutes=1)
    return ((minutes << 2 | _KINDS.index(kind)) << KEY_BITS) | key % (1 << KEY_BITS)


def put(findings: Iterable[Finding]) -> None:
    """Write what search knows of these nouns, in place of what it knew."""
    write([entry(finding) for finding in findings])


def write(entries: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=_WRITTEN,
    )


def put_changed(findings: Iterable[Finding]) -> int:
    """Write those of which search knows something else; return how many that were."""
    entries = [entry(finding) for finding in findings]
    kinds, keys = {one.kind for one in entries}, [one.key for one in entries]
    known = {
        (one.kind, one.key): _content(one)
        for one in SearchEntry.objects.filter(kind__in=kinds, key__in=keys)
    }
    changed = [one for one in entries if known.get((one.kind, one.key)) != _content(one)]
    write(changed)
    return len(changed)


def drop(kind: SearchEntry.Kind, keys: Iterable[int]) -> None:
    """Forget these nouns."""
    SearchEntry.objects.filter(kind=kind, key__in=list(keys)).delete()


def _content(row: SearchEntry) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _WRITTEN)
