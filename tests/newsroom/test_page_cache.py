"""The wrapper itself, around an application that counts how often it is asked."""

import io
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network
from typing import Any

import brotli
import pytest

from masthead import versions
from newsroom import page_cache
from newsroom.page_cache import PageCache

HOST = "paper.example"
PAGE = b"<p>What readers see.</p>" * 50


class Paper:
    """An application with one page, and what tells whether that is still right."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.status, self.headers, self.body = "200 OK", [("Content-Type", "text/html")], PAGE
        self.is_current, self.is_kept = True, True
        self.forgotten = 0
        self.before = lambda: None

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        if self.is_kept:
            environ[versions.NUMBERS] = {"site": 1}
        self.before()
        start_response(self.status, self.headers)
        return [self.body]

    def confirms(self, token) -> bool:
        return self.is_current

    def forget(self) -> None:
        self.forgotten += 1


@pytest.fixture
def paper() -> Paper:
    return Paper()


def cache_of(application, paper: Paper, *, most_bytes: int = 2**20, **options) -> PageCache:
    return PageCache(
        application,
        paper,
        most_bytes=most_bytes,
        host=HOST,
        session_cookie="sessionid",
        **options,
    )


@pytest.fixture
def cache(paper) -> PageCache:
    return cache_of(paper, paper)


def get(cache: PageCache, path: str = "/", **environ: str) -> tuple[str, dict[str, str], bytes]:
    """Return status, headers and content; the headers' names in lower case."""
    path, _, query = path.partition("?")
    started: list[Any] = []
    answer = cache(
        {
            "REQUEST_METHOD": "GET",
            "wsgi.url_scheme": "http",
            "HTTP_HOST": HOST,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REMOTE_ADDR": "192.0.2.7",
            "wsgi.input": io.BytesIO(),
            **environ,
        },
        lambda status, headers: started.extend([status, headers]),
    )
    body = b"".join(answer)
    return started[0], {name.lower(): value for name, value in started[1]}, body


def test_a_page_is_made_once(paper, cache):
    assert get(cache)[2] == get(cache)[2] == PAGE
    assert len(paper.asked) == 1


def test_a_page_that_is_no_longer_right_is_made_anew(paper, cache):
    get(cache)
    paper.body, paper.is_current = b"Changed.", False
    assert get(cache)[2] == b"Changed."


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("/", "/?utm_source=x", 1),
        ("/articles/?after=a", "/articles/?utm=x&after=a", 1),
        ("/articles/?after=a", "/articles/?after=b", 2),
        ("/articles/?after=a", "/articles/?after=a&after=b", 2),
        ("/articles/", "/articles/?after=", 2),
        ("/api/v1/articles?limit=1", "/api/v1/articles?limit=2", 2),
        ("/api/v1/articles?limit=1", "/api/v1/articles?limit=1", 1),
    ],
)
def test_only_what_the_view_reads_makes_another_page(paper, cache, first, second, number):
    get(cache, first)
    get(cache, second)
    assert len(paper.asked) == number


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_HOST": "other.example"},
        {"wsgi.url_scheme": "https"},
        {"HTTP_COOKIE": "a=b; sessionid=c"},
        {"REQUEST_METHOD": "POST"},
        {"HTTP_RANGE": "bytes=0-9"},
        {"HTTP_IF_MATCH": '"a"'},
    ],
)
def test_another_host_scheme_session_or_method_gets_nothing_of_it(paper, cache, environ):
    get(cache)
    get(cache, **environ)
    assert len(paper.asked) == 2


@pytest.mark.parametrize(
    ("path", "environ"),
    [
        ("/search/?q=a", {}),
        ("/nowhere/", {}),
        ("/" + "a" * 600, {}),
        ("/articles/?after=" + "a" * 1000, {}),
        ("/articles/?" + "&".join(["after=a"] * 60), {}),
        ("/", {"HTTP_HOST": "a" * 300}),
    ],
)
def test_what_is_not_to_be_kept_or_has_no_end_is_left_to_the_site(paper, cache, path, environ):
    for _ in range(2):
        get(cache, path, **environ)
    assert [versions.WANTED in asked for asked in paper.asked] == [False, False]


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "a=b"),
        ("Cache-Control", "no-store, private"),
        ("Content-Security-Policy", "script-src 'nonce-abc'"),
        ("Vary", "Accept-Encoding, Cookie"),
        ("Content-Encoding", "gzip"),
    ],
)
def test_what_is_for_one_reader_is_not_kept(paper, cache, header):
    paper.headers = [*paper.headers, header]
    assert get(cache)[1][header[0].lower()] == header[1]
    get(cache)
    assert len(paper.asked) == 2


def test_what_is_not_found_or_not_said_to_be_kept_is_not_kept(paper, cache):
    paper.status = "404 Not Found"
    assert get(cache)[0] == "404 Not Found"
    paper.status, paper.is_kept = "200 OK", False
    get(cache)
    get(cache)
    assert len(paper.asked) == 3


def test_head_has_the_headers_of_the_page_and_makes_it(paper, cache):
    status, headers, body = get(cache, REQUEST_METHOD="HEAD")
    assert (status, headers["content-length"], body) == ("200 OK", str(len(PAGE)), b"")
    assert get(cache)[2] == PAGE
    assert [asked["REQUEST_METHOD"] for asked in paper.asked] == ["GET"]


@pytest.mark.parametrize("is_kept_already", [True, False])
@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_the_page_is_told_so(cache, is_kept_already, known):
    etag = get(cache, HTTP_ACCEPT_ENCODING="br")[1]["etag"]
    if not is_kept_already:
        cache.pages.drop(("http", HOST, "/", ()))
    request = {"HTTP_IF_NONE_MATCH": known.format(etag), "HTTP_ACCEPT_ENCODING": "br"}
    status, headers, body = get(cache, **request)
    assert (status, headers["etag"], body) == ("304 Not Modified", etag, b"")
    assert "content-length" not in headers


def test_who_has_it_in_another_encoding_or_version_gets_it(cache):
    etag = get(cache, HTTP_ACCEPT_ENCODING="br")[1]["etag"]
    assert get(cache, HTTP_IF_NONE_MATCH=etag)[0] == "200 OK"
    assert get(cache, HTTP_IF_NONE_MATCH='"old"', HTTP_ACCEPT_ENCODING="br")[0] == "200 OK"


def test_the_page_comes_as_the_browser_likes_it(paper, cache):
    get(cache)
    _, headers, body = get(cache, HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    assert headers["content-encoding"] == "br"
    assert brotli.decompress(body) == PAGE
    assert headers["vary"] == "Accept-Encoding"


def test_an_answer_is_closed_as_soon_as_it_is_read(paper):
    closed = []

    class Answer(list):
        def close(self) -> None:
            closed.append(True)

    get(cache_of(lambda environ, start: Answer(paper(environ, start)), paper))
    assert closed == [True]


def test_pages_without_end_do_not_drive_out_the_others(paper):
    cache = cache_of(paper, paper, most_bytes=200_000)
    get(cache)
    for number in range(100):
        get(cache, f"/articles/?after={number}")
        get(cache, HTTP_HOST=f"{HOST}:{number}")
    asked = len(paper.asked)
    get(cache)
    assert len(paper.asked) == asked
    assert cache.others.size <= 50_000


def test_the_scheme_is_that_of_the_client_where_the_proxy_is_trusted(paper):
    cache = cache_of(paper, paper, trusted=[ip_network("192.0.2.0/24")])
    get(cache)
    get(cache, HTTP_X_FORWARDED_PROTO="https")
    get(cache, **{"wsgi.url_scheme": "https"})
    assert len(paper.asked) == 2
    get(cache, HTTP_X_FORWARDED_PROTO="https", REMOTE_ADDR="198.51.100.1")
    assert len(paper.asked) == 2


def at_once(cache: PageCache, number: int) -> Iterator[bytes]:
    with ThreadPoolExecutor(number) as pool:
        return pool.map(lambda _: get(cache)[2], range(number))


def test_one_makes_the_page_while_others_wait(paper, cache, monkeypatch):
    both = threading.Barrier(2)
    parameters = page_cache._parameters  # noqa: SLF001 - what each asks that finds no page.

    def wait_and_find(path: str):
        both.wait(10)
        return parameters(path)

    monkeypatch.setattr(page_cache, "_parameters", wait_and_find)
    assert list(at_once(cache, 2)) == [PAGE, PAGE]
    assert len(paper.asked) == 1


def test_who_has_waited_long_enough_makes_the_page(paper, cache, monkeypatch):
    monkeypatch.setattr(page_cache, "SECONDS_TO_WAIT", 0)
    both = threading.Barrier(2)
    paper.before = lambda: both.wait(10)
    assert list(at_once(cache, 2)) == [PAGE, PAGE]
    assert cache.in_work == {}


def test_who_waited_for_a_page_that_was_not_kept_makes_it(paper, cache):
    made = threading.Event()
    made.set()
    cache.in_work["http", HOST, "/", ()] = made
    assert get(cache)[2] == PAGE
    assert get(cache)[2] == PAGE
    assert len(paper.asked) == 1


def test_who_waited_gets_what_the_other_made(paper, cache, monkeypatch):
    get(cache)
    made = threading.Event()
    made.set()
    cache.in_work["http", HOST, "/", ()] = made
    answers = iter([False, True])  # Before the other was done, and after.
    monkeypatch.setattr(cache, "_confirms", lambda token: next(answers))
    assert get(cache)[2] == PAGE
    assert len(paper.asked) == 1


def test_after_a_fork_pages_stay_and_connections_do_not(paper, cache):
    get(cache)
    cache.in_work["x"] = threading.Event()
    cache._begin_anew()  # noqa: SLF001 - as in a child, which the next test has.
    assert (cache.in_work, paper.forgotten) == ({}, 1)
    assert get(cache)[2] == PAGE
    assert len(paper.asked) == 1


def test_a_page_that_cannot_be_made_is_tried_again(paper, cache):
    def fail() -> None:
        raise MemoryError

    paper.before = fail
    with pytest.raises(MemoryError):
        get(cache)
    paper.before = lambda: None
    assert get(cache)[2] == PAGE


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # Of threads of the runner.
def test_a_process_that_was_forked_begins_with_locks_of_its_own(paper, cache):
    get(cache)
    cache.in_work["x"] = threading.Event()
    with cache.pages._lock:  # noqa: SLF001 - as another thread may hold it just then.
        child = os.fork()
    if not child:  # Ends here, whatever comes of it.
        is_fine = get(cache)[2] == PAGE and not cache.in_work and paper.forgotten
        os._exit(0 if is_fine else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
