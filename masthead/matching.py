"""Asks the database for what matches a question, the newest first, and for no more than is shown.

FTS5 walks its lists in the order of positions and stops at the limit. PostgreSQL knows no order
among what its index finds: so it is asked for the newest ``RECENT`` entries first, among which it
may walk from the newest to the oldest, and common words fill the limit there. What is rare is then
found by the index among the older ones and sorted; there it must not walk, for where it takes a
rare pair of words for a frequent one, it would walk past everything. No subquery hides the
question, which it has to see as a constant.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import connection

from .indexing import TITLE_MARK
from .models import SearchEntry
from .questions import Question, Term

type Marks = Sequence[str]

SQLITE = """
SELECT entry.key, entry.position, entry.title, entry.lead, entry.marks
FROM masthead_search_{kind} AS found
CROSS JOIN masthead_searchentry AS entry ON entry.position = found.rowid
WHERE masthead_search_{kind} MATCH %s AND found.rowid < %s
ORDER BY found.rowid DESC LIMIT %s
"""
POSTGRESQL = """
SELECT key, position, title, lead, marks FROM masthead_searchentry
WHERE vector @@ %s::tsquery AND kind = %s AND position >= %s AND position < %s
ORDER BY position {order} DESC LIMIT %s
"""
# A sum is in no index.
WALKING, SORTING = POSTGRESQL.format(order=""), POSTGRESQL.format(order="+ 0")
RECENT = 5_000
LAST_POSITION = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry that matches, in folded words; ``marks`` without those of its title."""

    kind: SearchEntry.Kind
    key: int
    position: int
    title: str
    lead: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A question, narrowed to what has one mark of each of ``marks``."""

    question: Question
    marks: tuple[Marks, ...] = ()


def newest(
    kind: SearchEntry.Kind,
    sought: Sought,
    *,
    most: int,
    before: int = LAST_POSITION,
    in_title: bool = False,
) -> list[Match]:
    """Return the ``most`` newest of a kind that are before a position, newest first.

    With ``in_title``, only those that have all, or any, of the words in the title. What begins as
    a word of a text does is sought where too few have just that word, for it is dear where many
    have it.
    """
    whole = replace(sought, question=sought.question.in_whole_words())
    rows = [] if in_title else _rows(kind, whole, before, most, in_title=False)
    if len(rows) < most and (in_title or whole != sought):
        rows = _rows(kind, sought, before, most, in_title=in_title)
    return [_match(kind, row) for row in rows]


type Row = tuple[int, int, str, str, str]
type Groups = Iterable[tuple[Iterable[Term], bool]]


def _groups(sought: Sought, *, in_title: bool) -> Groups:
    """Return terms, of each group all of which, or one, are in what is found."""
    question = sought.question
    if in_title:
        yield _title_terms(question), question.needs_all
        # That they stand next to each other is not told by the marks.
        phrases = [term for term in question.wanted if len(term.words) > 1]
        if question.needs_all and phrases:
            yield phrases, True
    else:
        yield question.wanted, question.needs_all
    for marks in sought.marks:
        yield [Term(words=(mark,)) for mark in marks], False


def _title_terms(question: Question) -> list[Term]:
    """Return a term for each wanted word, as it is marked to stand in a title."""
    return [
        Term(words=(TITLE_MARK + word,), is_beginning=term.is_beginning and word is term.words[-1])
        for term in question.wanted
        for word in term.words
    ]


def _rows(
    kind: SearchEntry.Kind, sought: Sought, before: int, most: int, *, in_title: bool
) -> list[Row]:
    groups, unwanted = _groups(sought, in_title=in_title), sought.question.unwanted
    if connection.vendor == "postgresql":
        return _rows_of_postgresql(kind, _tsquery(groups, unwanted), before, most)
    return _fetched(SQLITE.format(kind=kind), [_fts5(groups, unwanted), before, most])


def _rows_of_postgresql(kind: SearchEntry.Kind, query: str, before: int, most: int) -> list[Row]:
    entries = SearchEntry.objects.filter(kind=kind, position__lt=before).order_by("-position")
    since = entries.values_list("position", flat=True)[RECENT : RECENT + 1].first() or 0
    rows = _fetched(WALKING, [query, kind, since, before, most])
    if since and len(rows) < most:
        rows += _fetched(SORTING, [query, kind, 0, since, most - len(rows)])
    return rows


def _fetched(sql: str, values: Sequence[str | int]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[Row] = cursor.fetchall()
    return rows


def _match(kind: SearchEntry.Kind, row: Row) -> Match:
    key, position, title, lead, marks = row
    own = marks.partition(TITLE_MARK)[0]
    return Match(
        kind=kind, key=key, position=position, title=title, lead=lead, marks=tuple(own.split())
    )


def _fts5(groups: Groups, unwanted: Iterable[Term]) -> str:
    def said(term: Term) -> str:
        return f'"{term}"' + ("*" if term.is_beginning else "")

    query = _joined(
        (_joined(map(said, terms), "AND" if every else "OR") for terms, every in groups), "AND"
    )
    return " NOT ".join([query, *map(said, unwanted)])


def _tsquery(groups: Groups, unwanted: Iterable[Term]) -> str:
    def said(term: Term) -> str:
        words = " <-> ".join(f"'{word}'" for word in term.words)
        return f"({words}{':*' if term.is_beginning else ''})"

    query = _joined(
        (_joined(map(said, terms), "&" if every else "|") for terms, every in groups), "&"
    )
    return " & ".join([query, *(f"!{said(term)}" for term in unwanted)])


def _joined(parts: Iterable[str], operator: str) -> str:
    return f"({f' {operator} '.join(parts)})"
