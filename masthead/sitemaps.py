"""Sitemaps (sitemaps.org): what there is of each kind, in parts of which each is bounded.

A part is a range of keys, so that a row stays in its part, and reading one costs the same however
many rows there are.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from xml.sax.saxutils import escape, quoteattr

from django.db import connection
from django.db.models import F, IntegerField, Model, QuerySet
from django.db.models.expressions import RawSQL

from .models import FlatPage
from .xml_text import clean

A_PART = 1000
# Of so many changes the index tells when they were; what changed before them has no time in it.
MOST_CHANGES = 1000
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    paper: str
    language: str
    title: str
    published: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """``address`` is whole; ``changed`` is aware, ``None`` where nobody knows.

    ``versions`` are the language and the address of each translation, this page among them.
    """

    address: str
    changed: dt.datetime | None = None
    versions: Sequence[tuple[str, str]] = ()
    news: News | None = None


class _Addressed(Protocol):
    def get_absolute_url(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """``rows`` that tell in their field ``at`` when a page changed; ``key`` is that page's.

    ``newest_first`` is by what an index has them in the order of their times.
    """

    rows: Callable[[], QuerySet[Any]]
    at: str
    key: str = "pk"
    newest_first: str = "-pk"

    def newest(self) -> dict[int, dt.datetime]:
        """Return by part when it changed last, of those that the newest changes were in."""
        changes = self.rows().order_by(self.newest_first).values_list(self.key, self.at)
        lasts = dict[int, dt.datetime]()
        for key, at in changes[:MOST_CHANGES]:
            part = key // A_PART
            lasts[part] = max(at, lasts.get(part, at))
        return lasts


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """``rows`` asks the gate of what readers see; ``pages`` makes entries of some of the rows.

    ``key`` is the field that parts are ranges of, which is indexed; ``changed`` the one that says
    when a page changed last; '' where nothing says it. ``log`` tells of pages that left, too.
    """

    name: str
    rows: Callable[[], QuerySet[Any]]
    key: str = "pk"
    changed: str = ""
    log: Log | None = None
    pages: Callable[[Sequence[Any], str], list[Page]] | None = None

    def parts(self) -> list[tuple[int, dt.datetime | None]]:
        """Return the number of each part that has pages, and when it changed last, if known."""
        newest = self.log.newest() if self.log else {}
        return [(part, newest.get(part)) for part in _numbers(self.rows(), self.key)]

    def part(self, number: int, site: str) -> list[Page]:
        first = number * A_PART
        within = {f"{self.key}__gte": first, f"{self.key}__lt": first + A_PART}
        rows = list(self.rows().filter(**within).order_by(self.key))
        return self.pages(rows, site) if self.pages else self._pages(rows, site)

    def _pages(self, rows: Iterable[_Addressed], site: str) -> list[Page]:
        return [
            Page(
                address=site + row.get_absolute_url(),
                changed=getattr(row, self.changed) if self.changed else None,
            )
            for row in rows
        ]


def _numbers(rows: QuerySet[Any], key: str) -> list[int]:
    """Return the numbers of the parts that have rows, in order.

    One query leaps from part to part: from each to the first row beyond it, by the index of the
    key. To read all keys would cost more with each row there is.
    """
    beyond = RawSQL("(parts.number + 1) * %s", [A_PART], IntegerField())
    following = rows.filter(**{f"{key}__gte": beyond}).order_by(key)
    part = following.annotate(part=F(key) / A_PART).values("part")[:1]
    next_part, parameters = part.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH RECURSIVE parts(number) AS (
                SELECT CAST(-1 AS bigint)
                UNION ALL
                SELECT ({next_part}) FROM parts WHERE number IS NOT NULL
            )
            SELECT number FROM parts WHERE number >= 0
            """,  # noqa: S608 - of the models' names; values are parameters.
            parameters,
        )
        return [number for (number,) in cursor.fetchall()]


def _flat_pages() -> QuerySet[Model]:
    return FlatPage.objects.only("slug", "changed_at")


KINDS = (
    Kind(
        name="pages",
        rows=_flat_pages,
        changed="changed_at",
        log=Log(rows=_flat_pages, at="changed_at", newest_first="-changed_at"),
    ),
)


def index(sitemaps: Iterable[Page]) -> str:
    """Write the sitemap of ``sitemaps``."""
    return _write("sitemapindex", "sitemap", sitemaps)


def urlset(pages: Iterable[Page]) -> str:
    return _write("urlset", "url", pages)


def _write(root: str, element: str, pages: Iterable[Page]) -> str:
    spaces = {"xmlns": _SITEMAP}
    if root == "urlset":
        spaces |= {"xmlns:xhtml": _XHTML, "xmlns:news": _NEWS}
    attributes = "".join(f' {name}="{value}"' for name, value in spaces.items())
    entries = "".join(f"<{element}>{_entry(page)}</{element}>\n" for page in pages)
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f"{head}\n<{root}{attributes}>\n{entries}</{root}>\n"


def _entry(page: Page) -> str:
    changed = f"<lastmod>{_moment(page.changed)}</lastmod>" if page.changed else ""
    versions = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(language)} href={quoteattr(address)}/>'
        for language, address in page.versions
    )
    news = _entry_of_news(page.news) if page.news else ""
    return f"<loc>{escape(page.address)}</loc>{changed}{versions}{news}"


def _entry_of_news(news: News) -> str:
    return (
        "<news:news><news:publication>"
        f"<news:name>{escape(clean(news.paper))}</news:name>"
        f"<news:language>{_language_of_news(news.language)}</news:language>"
        "</news:publication>"
        f"<news:publication_date>{_moment(news.published)}</news:publication_date>"
        f"<news:title>{escape(clean(news.title))}</news:title></news:news>"
    )


def _language_of_news(language: str) -> str:
    """Return a code as Google News has it: ISO 639 without a region, but for Chinese."""
    chinese = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}
    return chinese.get(language) or language.partition("-")[0]


def _moment(at: dt.datetime) -> str:
    return at.isoformat(timespec="seconds")
