"""Pages kept in front of Django, and never wrong: each hit asks whether the page is still current.

A view says what it may be kept by (``masthead.versions.kept``). Its answer is kept with the numbers
of these versions, read before it was made; whoever changes what readers see raises a number in the
same transaction, and the page is made anew. What is due by the schedule lets every page through to
Django, which carries it out first. One cache for each process; it asks nobody but the database.

A reader with a session is never answered from here, and nothing is kept that sets a cookie, holds a
nonce, or varies by more than its encoding.
"""

import os
import threading
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs

from django.urls import Resolver404, resolve

from masthead import versions

from . import proxies
from .freshness import NEVER, Freshness, Token
from .proxies import Application, Environ, Networks
from .representations import Page, encoding_for
from .shelves import Shelf

type StartResponse = Callable[..., Any]
# Scheme, host, path, and what the view reads of the parameters.
type Key = tuple[str, str, str, Any]

SAFE = {"GET", "HEAD"}
LONGEST_PATH, LONGEST_QUERY, LONGEST_HOST = 500, 1000, 255
MOST_PARAMETERS = 50
# Of all bytes, so much is for pages with parameters and for odd hosts, of which there is no end.
SHARE_OF_OTHERS = 0.25
# So long one waits for another who makes the same page, before making it, too.
SECONDS_TO_WAIT = 2.0
OK = "200 OK"
NOT_MODIFIED = "304 Not Modified"


class PageCache:
    """Wraps a WSGI application; ``host`` is the one by which readers know the site."""

    def __init__(
        self,
        application: Application,
        freshness: Freshness,
        *,
        most_bytes: int,
        host: str,
        session_cookie: str,
        trusted: Networks = (),
    ) -> None:
        self._application = application
        self._freshness = freshness
        self._confirms = freshness.confirms
        self._host = host
        self._session = f"{session_cookie}="
        self._trusted = trusted
        others = int(most_bytes * SHARE_OF_OTHERS)
        self.pages = Shelf[Key, Page](most_bytes - others)
        self.others = Shelf[Key, Page](others)
        self.in_work: dict[Key, threading.Event] = {}
        os.register_at_fork(after_in_child=self._begin_anew)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = self._key(environ)
        if key is None:
            return self._application(environ, start_response)
        page = self._find(key)
        if page is not None:
            return _answer(page, environ, start_response)
        if _has_no_end(key) or _parameters(key[2]) is None:
            return self._application(environ, start_response)
        page = self._wait_for(key)
        if page is not None:
            return _answer(page, environ, start_response)
        return self._make(key, environ, start_response)

    def _key(self, environ: Environ) -> Key | None:
        """Return the key of the page that is asked for; ``None`` where Django has to answer."""
        if environ["REQUEST_METHOD"] not in SAFE:
            return None
        # Who is signed in, or asks for a part, or on another condition than the usual one.
        if "HTTP_COOKIE" in environ and self._session in environ["HTTP_COOKIE"]:
            return None
        if "HTTP_RANGE" in environ or "HTTP_IF_MATCH" in environ:
            return None
        scheme: str = environ["wsgi.url_scheme"]
        if self._trusted:
            scheme = proxies.scheme(environ, self._trusted)
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING")
        asked = _read_query(path, query) if query else ()
        return None if asked is None else (scheme, environ.get("HTTP_HOST", ""), path, asked)

    def _shelf(self, key: Key) -> Shelf[Key, Page]:
        return self.pages if key[1] == self._host and not key[3] else self.others

    def _find(self, key: Key) -> Page | None:
        page = self._shelf(key).get(key)
        return page if page is not None and self._confirms(page.token) else None

    def _wait_for(self, key: Key) -> Page | None:
        """Return the page that another thread makes just now, if one does and it is right."""
        event = self.in_work.get(key)
        if event is None or not event.wait(SECONDS_TO_WAIT):
            return None
        return self._find(key)

    def _make(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Have Django answer; keep the answer if it may be kept."""
        done = threading.Event()
        is_first = self.in_work.setdefault(key, done) is done
        try:
            found = self._find(key)  # Another may have made it a moment ago.
            if found is not None:
                return _answer(found, environ, start_response)
            return self._ask(key, environ, start_response)
        finally:
            if is_first:
                del self.in_work[key]
                done.set()

    def _ask(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        asked = environ | {"REQUEST_METHOD": "GET", versions.WANTED: True}
        started: list[Any] = []

        def start(*arguments: Any) -> None:
            started[:] = arguments

        answer = self._application(asked, start)
        if versions.NUMBERS not in asked or not _may_be_kept(*started[:2]):
            start_response(*started)
            return answer
        try:
            body = b"".join(answer)
        finally:
            _close(answer)
        token = Token(numbers=asked[versions.NUMBERS], until=_until(asked))
        made = Page(token, started[1], body)
        self._shelf(key).put(key, made)
        return _answer(made, environ, start_response)

    def _begin_anew(self) -> None:
        """In a process that was forked: threads, locks and connections are the other's."""
        self._freshness.forget()
        self.pages.renew_lock()
        self.others.renew_lock()
        self.in_work = {}


def _answer(found: Page, environ: Environ, start_response: StartResponse) -> list[bytes]:
    """Answer with a page in the encoding that is wanted, or that the reader has it already."""
    wanted = found.encoded(encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")))
    if "HTTP_IF_NONE_MATCH" in environ and _is_among(wanted.etag, environ["HTTP_IF_NONE_MATCH"]):
        start_response(NOT_MODIFIED, wanted.brief.copy())
        return []
    start_response(OK, wanted.headers.copy())
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [wanted.body]


def _is_among(etag: str, known: str) -> bool:
    """Compare as If-None-Match does, weakly (RFC 9110, 13.1.2)."""
    return known.strip() == "*" or any(
        one.strip().removeprefix("W/") == etag for one in known.split(",")
    )


def _may_be_kept(status: str, headers: list[tuple[str, str]]) -> bool:
    given = {name.lower(): value.lower() for name, value in headers}
    return (
        status.startswith("200 ")
        and "set-cookie" not in given
        and "no-store" not in given.get("cache-control", "")
        and "'nonce-" not in given.get("content-security-policy", "")
        and "content-encoding" not in given
        and not given.get("vary", "").replace("accept-encoding", "").strip(", ")
    )


def _until(environ: Environ) -> float:
    moment = environ.get(versions.UNTIL)
    return moment.timestamp() if moment else NEVER


def _close(answer: Iterable[bytes]) -> None:
    close = getattr(answer, "close", None)
    if close:
        close()


def _has_no_end(key: Key) -> bool:
    """Tell whether the host or the path is longer than any of the site's."""
    return len(key[1]) > LONGEST_HOST or len(key[2]) > LONGEST_PATH


def _read_query(path: str, query: str) -> Any | None:
    """Return what the view at ``path`` reads of ``query``; ``None`` where the page is not kept."""
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return None
    names = _parameters(path)
    if names is None or names == versions.ANY:
        return names and query
    try:
        given = parse_qs(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    return tuple((name, tuple(given[name])) for name in names if name in given)


@lru_cache(maxsize=2000)
def _parameters(path: str) -> tuple[str, ...] | None:
    """Return the parameters of the view at ``path``; ``None`` where there is none that is kept."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    names: tuple[str, ...] | None = getattr(found.func, "kept_parameters", None)
    return names
