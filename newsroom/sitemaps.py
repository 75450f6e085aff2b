"""The sitemaps of the whole site: an index, its parts, and the news of the last two days."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from articles import sitemaps as articles
from masthead import sitemaps as masthead
from masthead import versions
from masthead.papers import paper_of
from masthead.sitemaps import Page
from meetings import sitemaps as meetings

_KINDS = {kind.name: kind for kind in (*articles.KINDS, *meetings.KINDS, *masthead.KINDS)}
# The lists, of which each is one page to begin with.
_LISTS = (
    "articles:front",
    "articles:index",
    "articles:sections",
    "articles:topics",
    "articles:archive",
    "meetings:index",
    "meetings:pairs",
    "people:index",
    "organizations:index",
    "places:index",
    "agreements:index",
)
_LONGEST_NUMBER = 9


def _etag(request: HttpRequest, **kwargs: str) -> str:
    return f'"sitemap-{versions.number(versions.SITE)}"'


@versions.kept(versions.SITE)
@require_safe
@condition(etag_func=_etag)
def index(request: HttpRequest) -> HttpResponse:
    """Name each part, and when a page of it changed last."""
    found = [Page(address=_address("lists"))]
    for name, kind in _KINDS.items():
        found += [
            Page(address=_address(f"{name}-{number}"), changed=changed)
            for number, changed in kind.parts()
        ]
    return _answer(masthead.index(found))


@versions.kept(versions.SITE)
@require_safe
@condition(etag_func=_etag)
def part(request: HttpRequest, name: str) -> HttpResponse:
    pages = _lists() if name == "lists" else _pages(name)
    if not pages:
        raise Http404
    return _answer(masthead.urlset(pages))


@versions.kept(versions.SITE)
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Tell Google News of what is new; an article leaves by its age, without any change."""
    recent = articles.news(timezone.now(), paper_of(request), settings.SITE_URL)
    if recent and recent[-1].news:
        versions.keep_until(request, recent[-1].news.published + articles.NEWS_LASTS)
    return _answer(masthead.urlset(recent))


def _lists() -> list[Page]:
    return [Page(address=settings.SITE_URL + reverse(name)) for name in _LISTS]


def _pages(name: str) -> list[Page]:
    """Return what is in the part of this name; nothing where the index names none such."""
    kind, _, number = name.partition("-")
    is_number = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
    if kind not in _KINDS or not is_number or number != str(int(number)):
        return []
    return _KINDS[kind].part(int(number), settings.SITE_URL)


def _address(name: str) -> str:
    return settings.SITE_URL + reverse("sitemap-section", args=[name])


def _answer(xml: str) -> HttpResponse:
    headers = {"X-Robots-Tag": "noindex"}
    return HttpResponse(xml, content_type="application/xml", headers=headers)
