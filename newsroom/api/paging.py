"""Lists of the API, page by page: by a cursor that is opaque to whoever follows it."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from articles import paging
from masthead import keys

NO_SUCH_PAGE = "No page begins there. Follow “next” from the first page; do not make up “after”."


class Page[Item](Schema):
    """A page of a list, and where the next one is."""

    items: list[Item]
    next: Annotated[
        str | None,
        Field(description="The address of the next page; `null` on the last. Also in `Link`."),
    ]


class Asked(Schema):
    """What every list takes."""

    after: Annotated[
        str | None,
        Field(max_length=100, description="Where the page begins, as “next” of another has it."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=100, description="How many items at most.")] = 20

    def link(self, request: HttpRequest, response: HttpResponse, after: str | None) -> str | None:
        """Return the address of the page after the cursor ``after``, and name it in ``Link``."""
        if after is None:
            return None
        parameters = self.model_dump(exclude_none=True, exclude_unset=True) | {"after": after}
        address = f"{settings.SITE_URL}{request.path}?{urlencode(parameters)}"
        response["Link"] = f'<{address}>; rel="next"'
        return address


def by_key[Row: Model](found: QuerySet[Row], asked: Asked) -> tuple[list[Row], str | None]:
    """Return a page in the order of keys, and the cursor of the next; raises ``Http404``."""
    if asked.after is not None:
        if not keys.is_key(asked.after):
            raise Http404(NO_SUCH_PAGE)
        found = found.filter(pk__gt=asked.after)
    return _cut(found.order_by("pk"), asked, lambda row: str(row.pk))


def by_moment[Row: Model](
    found: QuerySet[Row], asked: Asked, *, moment: str
) -> tuple[list[Row], str | None]:
    """Return a page, the newest first, of rows in the order of ``moment`` and key.

    Raises ``Http404``.
    """
    if asked.after is not None:
        try:
            cursor = paging.read(asked.after)
        except paging.BadCursor as error:
            raise Http404(NO_SUCH_PAGE) from error
        found = found.filter(paging.beyond(cursor, moment=moment, is_newest_first=True))
    in_order = found.order_by(f"-{moment}", "-pk")
    return _cut(in_order, asked, lambda row: paging.write(getattr(row, moment), row.pk))


def _cut[Row: Model](
    found: QuerySet[Row], asked: Asked, cursor: Callable[[Row], str]
) -> tuple[list[Row], str | None]:
    rows = list(found[: asked.limit + 1])
    page = rows[: asked.limit]
    return page, cursor(page[-1]) if len(rows) > asked.limit else None
