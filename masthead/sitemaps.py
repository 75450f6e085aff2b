"""Sitemaps (sitemaps.org): what there is of each kind, in parts of which each is bounded.

A part is a range of keys, so that a row stays in its part, and reading one costs the same however
many rows there are.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Protocol
from xml.sax.xmlreader import AttributesImpl

from django.db.models import F, Max, Model, QuerySet
from django.utils.xmlutils import SimplerXMLGenerator

from .models import FlatPage
from .xml_text import clean

A_PART = 1000
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_NONE: "AttributesImpl[str]" = AttributesImpl({})


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
    """``rows`` that tell in their field ``at`` when a page changed; ``key`` is that page's."""

    rows: Callable[[], QuerySet[Any]]
    at: str
    key: str = "pk"

    def newest(self) -> dict[int, dt.datetime]:
        """Return by part when it changed last."""
        lasts = _in_parts(self.rows(), self.key).annotate(last=Max(self.at))
        return dict(lasts.values_list("part", "last"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """``rows`` asks the gate of what readers see; ``pages`` makes entries of some of the rows.

    ``key`` is the field that parts are ranges of, ``changed`` the one that says when a page changed
    last; '' where nothing says it. ``log`` tells of pages that left, too.
    """

    name: str
    rows: Callable[[], QuerySet[Any]]
    key: str = "pk"
    changed: str = ""
    log: Log | None = None
    pages: Callable[[Sequence[Any], str], list[Page]] | None = None

    def parts(self) -> list[tuple[int, dt.datetime | None]]:
        """Return the number of each part that has pages, and when it changed last."""
        newest = self.log.newest() if self.log else {}
        numbers = _in_parts(self.rows(), self.key).distinct().order_by("part")
        return [(part, newest.get(part)) for part in numbers.values_list("part", flat=True)]

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


def _in_parts(rows: QuerySet[Any], key: str) -> QuerySet[Any, dict[str, Any]]:
    # That keys are not negative lets a database read an index on them alone.
    rows = rows.order_by().filter(**{f"{key}__gte": 0})
    parts: QuerySet[Any, dict[str, Any]] = rows.annotate(part=F(key) / A_PART).values("part")
    return parts


def _flat_pages() -> QuerySet[Model]:
    return FlatPage.objects.only("slug", "changed_at")


KINDS = (
    Kind(
        name="pages",
        rows=_flat_pages,
        changed="changed_at",
        log=Log(rows=_flat_pages, at="changed_at"),
    ),
)


def index(sitemaps: Iterable[Page]) -> str:
    """Write the sitemap of ``sitemaps``."""
    return _write("sitemapindex", "sitemap", sitemaps)


def urlset(pages: Iterable[Page]) -> str:
    return _write("urlset", "url", pages)


def _write(root: str, element: str, pages: Iterable[Page]) -> str:
    stream = StringIO()
    xml = SimplerXMLGenerator(stream, "utf-8")
    xml.startDocument()
    spaces = {"xmlns": _SITEMAP}
    if root == "urlset":
        spaces |= {"xmlns:xhtml": _XHTML, "xmlns:news": _NEWS}
    xml.startElement(root, AttributesImpl(spaces))
    for page in pages:
        xml.startElement(element, _NONE)
        _write_page(xml, page)
        xml.endElement(element)
    xml.endElement(root)
    xml.endDocument()
    return stream.getvalue()


def _write_page(xml: SimplerXMLGenerator, page: Page) -> None:
    xml.addQuickElement("loc", page.address)
    if page.changed:
        xml.addQuickElement("lastmod", _moment(page.changed))
    for language, address in page.versions:
        attributes = {"rel": "alternate", "hreflang": language, "href": address}
        xml.addQuickElement("xhtml:link", attrs=attributes)
    if page.news:
        _write_news(xml, page.news)


def _write_news(xml: SimplerXMLGenerator, news: News) -> None:
    xml.startElement("news:news", _NONE)
    xml.startElement("news:publication", _NONE)
    xml.addQuickElement("news:name", clean(news.paper))
    xml.addQuickElement("news:language", _language_of_news(news.language))
    xml.endElement("news:publication")
    xml.addQuickElement("news:publication_date", _moment(news.published))
    xml.addQuickElement("news:title", clean(news.title))
    xml.endElement("news:news")


def _language_of_news(language: str) -> str:
    """Return a code as Google News has it: ISO 639 without a region, but for Chinese."""
    chinese = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}
    return chinese.get(language) or language.partition("-")[0]


def _moment(at: dt.datetime) -> str:
    return at.isoformat(timespec="seconds")
