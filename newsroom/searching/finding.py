"""Finds what answers a question, of each kind, in a number of steps that does not grow."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from masthead.matching import LAST_POSITION, Match, Sought, newest
from masthead.models import SearchEntry
from masthead.questions import Question

from . import hits, narrowing, ranking
from .hits import Hit
from .narrowing import Choices, Narrowing
from .passages import Marker

Kind = SearchEntry.Kind
TABS = {"articles": Kind.ARTICLE, "meetings": Kind.MEETING, "people": Kind.PERSON}
KINDS = tuple(TABS.values())
# So many are counted, and ranked, of each kind: the newest.
COUNTED = 500
# Of these, so many more are ranked for their titles, however old.
TITLED = 100
A_PAGE = 20
RELEVANCE, DATE = SORTS = ("relevance", "date")
_CURSOR = re.compile(r"[1-9][0-9]{0,18}\Z", re.ASCII)


class BadCursor(Exception):
    """The address holds a cursor that no page of the site gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``tab`` is a key of ``TABS``, ``None`` for all; ``after`` what the page before this gave."""

    question: Question
    narrowing: Narrowing
    tab: str | None = None
    sort: str = RELEVANCE
    after: str | None = None

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return (TABS[self.tab],) if self.tab else KINDS

    @property
    def parameters(self) -> dict[str, str]:
        """Return what an address says of it, but for the page."""
        given = {"q": self.question.text, **self.narrowing.parameters}
        if self.tab:
            given["kind"] = self.tab
        if self.sort != RELEVANCE:
            given["sort"] = self.sort
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """How many there are; or, with ``is_least``, that there are at least so many."""

    count: int
    is_least: bool

    def __str__(self) -> str:
        return f"{self.count}+" if self.is_least else str(self.count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """``question`` may ask for less than was asked, where nothing had all of the words."""

    question: Question
    hits: list[Hit]
    numbers: dict[Kind, Number]
    number: Number
    choices: Choices
    after: str | None

    @property
    def total(self) -> Number:
        return _sum(self.numbers.values())


def find(asked: Asked) -> Results:
    """Return a page of what was found, and what is told of all of it; raises ``BadCursor``."""
    sought, found = _found(asked)
    chosen = [match for kind in asked.kinds for match in found[kind][:COUNTED]]
    if asked.sort == DATE:
        page, after = _by_date(asked, sought, found)
    else:
        page, after = _by_relevance(asked, sought, chosen)
    numbers = {kind: _number(matches) for kind, matches in found.items()}
    return Results(
        question=sought.question,
        hits=hits.show(page, Marker(sought.question)),
        numbers=numbers,
        number=_sum(numbers[kind] for kind in asked.kinds),
        choices=narrowing.choices(chosen),
        after=after,
    )


def _found(asked: Asked) -> tuple[Sought, dict[Kind, list[Match]]]:
    """Return the newest of each kind, one more than is counted; of any word where none has all."""
    sought = Sought(question=asked.question, marks=asked.narrowing.marks())
    found = _newest(sought)
    if len(asked.question.wanted) > 1 and not any(found.values()):
        sought = replace(sought, question=asked.question.loosened())
        found = _newest(sought)
    return sought, found


def _newest(sought: Sought, *, before: int = LAST_POSITION) -> dict[Kind, list[Match]]:
    found = {kind: newest(kind, sought, most=COUNTED + 1, before=before) for kind in KINDS}
    return found | {Kind.PERSON: hits.visible(found[Kind.PERSON])}


def _by_date(
    asked: Asked, sought: Sought, found: dict[Kind, list[Match]]
) -> tuple[list[Match], str | None]:
    if asked.after is not None:
        found = _newest(sought, before=_read(asked.after))
    matches = [match for kind in asked.kinds for match in found[kind]]
    matches.sort(key=lambda match: -match.position)
    page = matches[:A_PAGE]
    if asked.after is not None and not page:
        raise BadCursor(asked.after)
    return page, str(page[-1].position) if len(matches) > A_PAGE else None


def _by_relevance(
    asked: Asked, sought: Sought, chosen: list[Match]
) -> tuple[list[Match], str | None]:
    """Rank the newest, and the newest that have the words in the title, which may be older."""
    numbers = Counter(match.kind for match in chosen)
    titled = {
        kind: newest(kind, sought, most=TITLED, in_title=True)
        for kind in asked.kinds
        if numbers[kind] == COUNTED
    }
    titled[Kind.PERSON] = hits.visible(titled.get(Kind.PERSON, []))
    distinct = {match.position: match for match in chain(chosen, *titled.values())}
    ranked = ranking.best_first(distinct.values(), sought.question)
    start = 0 if asked.after is None else _read(asked.after)
    if start % A_PAGE or (start and start >= len(ranked)):
        raise BadCursor(asked.after)
    is_last = start + A_PAGE >= len(ranked)
    return ranked[start : start + A_PAGE], None if is_last else str(start + A_PAGE)


def _read(cursor: str) -> int:
    """Return a position, or how many were shown; raises ``BadCursor``."""
    if not _CURSOR.match(cursor) or int(cursor) > LAST_POSITION:
        raise BadCursor(cursor)
    return int(cursor)


def _number(matches: list[Match]) -> Number:
    return Number(count=min(len(matches), COUNTED), is_least=len(matches) > COUNTED)


def _sum(numbers: Iterable[Number]) -> Number:
    numbers = list(numbers)
    return Number(
        count=sum(number.count for number in numbers),
        is_least=any(number.is_least for number in numbers),
    )
