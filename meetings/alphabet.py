"""Lists of names in the order of the alphabet, page by page, whatever the database's own order is.

Case and the accents of Latin letters do not count. Each page begins after a slug, that of the row
with which the page before it ended.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, F, Func, Model, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf, Substr
from django.db.models.sql.compiler import SQLCompiler

from masthead import folding

from .paging import BadCursor, Page

KEYS = ("letter", "key", "pk")
_SLUG = re.compile(r"[-\w]{1,120}\Z", re.ASCII)
# What is above ASCII in European languages written in Latin letters: “À” to “ž”.
_LATIN = [chr(code) for code in range(0xC0, 0x17F) if folding.plain(chr(code)).isascii()]
_FOLDED = [",", *_LATIN]


# “Sánchez, Pía” comes before “Sánchez Cordero, Olga”.
_BEFORE_ALL_LETTERS = "\t"


def fold(name: str) -> str:
    return folding.plain(name).replace(",", _BEFORE_ALL_LETTERS)


class Folded(Func):
    """What a name is sorted by: lower case without accents.

    SQLite knows of no letter above ASCII; what it asks instead must be said for each connection.
    """

    arity = 1

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> Any:
        connection.ensure_connection()
        connection.connection.create_function("folded", 1, fold, deterministic=True)
        return self.as_sql(compiler, connection, function="folded", **context)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> Any:
        folded = "".join(fold(letter)[0] for letter in _FOLDED)
        translated = f"translate(lower(%(expressions)s), '{''.join(_FOLDED)}', '{folded}')"
        template = f'({translated} COLLATE "C")'
        return self.as_sql(compiler, connection, template=template, **context)


class NoSuchLetter(Exception):
    """No name of the list begins with this letter."""


def in_order[M: Model](rows: QuerySet[M], sort_name: str = "name") -> QuerySet[M]:
    """Order rows by ``sort_name``, else by ``name``; tell the ``letter`` of each, in lower case."""
    name = Coalesce(NullIf(F(sort_name), Value("")), F("name"))
    named = rows.annotate(key=Folded(name, output_field=CharField()))
    lettered: QuerySet[M] = named.annotate(letter=Substr("key", 1, 1)).order_by(*KEYS)
    return lettered


def letters(rows: QuerySet[Any, Any], most: int) -> list[str]:
    """Return the first letters of rows that are ``in_order``."""
    return list(rows.order_by("letter").values_list("letter", flat=True).distinct()[:most])


def beginning_with[M: Model](rows: QuerySet[M], letter: str, letters: Iterable[str]) -> QuerySet[M]:
    """Keep of rows that are ``in_order`` those of a letter; raises ``NoSuchLetter``."""
    if letter not in letters:
        raise NoSuchLetter(letter)
    return rows.filter(letter=letter)


def page[M: Model](
    rows: QuerySet[M], after: str | None, size: int, keys: Iterable[str] = KEYS
) -> Page[M]:
    """Return the page that begins after the slug ``after``, where rows are ordered by ``keys``.

    The last of the keys is unique. Raises ``BadCursor``.
    """
    names = tuple(keys)
    found = rows if after is None else rows.filter(_beyond(names, _values(rows, after, names)))
    shown = list(found[: size + 1])
    is_last = len(shown) <= size
    following = None if is_last else str(shown[size - 1].serializable_value("slug"))
    return Page(rows=shown[:size], after=following)


def _values[M: Model](rows: QuerySet[M], slug: str, keys: tuple[str, ...]) -> list[object]:
    """Return the values of the row that has this slug; raises ``BadCursor``."""
    row = rows.filter(slug=slug).values(*keys).first() if _SLUG.match(slug) else None
    if row is None:
        raise BadCursor(slug)
    return [row[key] for key in keys]


def _beyond(keys: tuple[str, ...], values: list[object]) -> Q:
    beyond, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        beyond |= same & Q(**{f"{key}__gt": value})
        same &= Q(**{key: value})
    return beyond
