"""Makes and inserts very many rows: past the ORM, which would take most of the time.

Every column is written as Django would write it; what the database checks, it checks.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import batched, count
from operator import attrgetter
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

# Values of other fields are what the database takes.
PREPARED = (models.DateTimeField, models.UUIDField, models.JSONField)
BATCH = 500


class Table[M: models.Model]:
    """The rows of one model, whose keys are given here where ``keys`` is used."""

    def __init__(self, model: type[M]) -> None:
        self._model = model
        self._defaults = dict(vars(model()))
        self._fields = [field for field in model._meta.concrete_fields if not field.generated]
        newest: int = model._default_manager.aggregate(newest=models.Max("pk"))["newest"] or 0
        self.next_key = newest + 1
        self.keys = count(self.next_key)

    def row(self, **columns: Any) -> M:
        """Return an unsaved row; ``columns`` are its own, and only columns may be set later.

        It shares the rest with all others: relations are named by their keys.
        """
        row = self._model.__new__(self._model)
        vars(row).update(self._defaults, **columns)
        return row

    def insert(self, rows: Sequence[M]) -> None:
        """Insert ``rows``; either all have a key, or the database gives them."""
        fields = self._fields
        if rows and rows[0].pk is None:
            fields = [field for field in fields if not field.primary_key]
        quote = connection.ops.quote_name
        columns = ", ".join(quote(str(field.column)) for field in fields)
        table = f"{quote(self._model._meta.db_table)} ({columns})"
        if connection.vendor == "postgresql":
            _copy(table, _values(fields, rows))
        else:
            _execute(table, _values(fields, rows))

    def go_on(self) -> None:
        """Have the database go on after the keys that were given here."""
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), [self._model]):
                cursor.execute(sql)


def _copy(table: str, values: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)


def _execute(table: str, values: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        for batch in batched(values, BATCH, strict=False):
            marks = ", ".join(["%s"] * len(batch[0]))
            sql = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - of the model's names.
            cursor.executemany(sql, batch)


def _values(
    fields: Sequence[models.Field[Any, Any]], rows: Iterable[models.Model]
) -> Iterator[Sequence[Any]]:
    columns = attrgetter(*(field.attname for field in fields))
    prepared = [
        (place, _preparation(field))
        for place, field in enumerate(fields)
        if isinstance(field, PREPARED)
    ]
    for row in rows:
        values = list(columns(row))
        for place, prepare in prepared:
            if values[place] is not None:
                values[place] = prepare(values[place])
        yield values


def _preparation(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    return lambda value: field.get_db_prep_save(value, connection)
