import gc
import gzip

import brotli
import pytest

from newsroom.freshness import Token
from newsroom.representations import Page, encoding_for

BODY = b"<p>What readers see.</p>" * 50
TOKEN = Token(numbers={})


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0, gzip;q=0", ""),
        ("brotli", ""),
        ("gzip" + ", x" * 200, ""),
    ],
)
def test_the_best_encoding_is_taken_that_the_browser_reads(accepted, encoding):
    assert encoding_for(accepted) == encoding


def test_each_encoding_has_its_own_tag_and_length():
    page = Page(TOKEN, [("Content-Type", "text/html"), ("ETag", '"abc"')], BODY)
    found = [page.encoded(encoding) for encoding in ("", "gzip", "br")]
    assert [one.etag for one in found] == ['"abc"', '"abc-gzip"', '"abc-br"']
    assert [dict(one.headers)["Content-Length"] for one in found] == [
        str(len(one.body)) for one in found
    ]
    assert gzip.decompress(found[1].body) == brotli.decompress(found[2].body) == BODY


def test_an_encoding_is_made_once_and_always_the_same():
    page = Page(TOKEN, [], BODY)
    assert page.encoded("gzip") is page.encoded("gzip")
    assert page.encoded("gzip").body == Page(TOKEN, [], BODY).encoded("gzip").body


def test_a_tag_is_made_of_the_text_where_there_is_none():
    first, second = (Page(TOKEN, [], body).encoded("").etag for body in (BODY, BODY + b"!"))
    assert first != second
    assert first == Page(TOKEN, [], BODY).encoded("").etag


def test_what_is_short_is_not_compressed():
    page = Page(TOKEN, [], b"ok")
    assert page.encoded("br").body == b"ok"
    assert "Content-Encoding" not in dict(page.encoded("br").headers)


def test_what_it_varies_by_is_kept():
    headers = dict(Page(TOKEN, [("Vary", "Origin")], BODY).encoded("").headers)
    assert headers["Vary"] == "Origin, Accept-Encoding"


def test_a_page_takes_no_more_than_it_says():
    page = Page(TOKEN, [("Content-Type", "text/html")], BODY)
    taken = sum(len(page.encoded(encoding).body) for encoding in ("", "gzip", "br"))
    assert taken < page.size


@pytest.mark.parametrize("first", ["", "gzip", "br"])
def test_each_is_the_same_whichever_was_wanted_first(first):
    page, other = Page(TOKEN, [], BODY), Page(TOKEN, [], BODY)
    page.encoded(first)
    encodings = ("br", "gzip", "")
    assert [page.encoded(one) for one in encodings] == [other.encoded(one) for one in encodings]


def bytes_in(page: Page) -> int:
    """Return how many bytes of content can be reached from the page."""
    found, seen, total = list[object]([page]), set[int](), 0
    while found:
        one = found.pop()
        if id(one) in seen or isinstance(one, type):
            continue
        seen.add(id(one))
        total += len(one) if isinstance(one, bytes) else 0
        found += gc.get_referents(one)
    return total


def test_the_text_is_not_kept_beside_it_compressed():
    page = Page(TOKEN, [], BODY)
    assert bytes_in(page) == len(BODY)
    compressed = page.encoded("br").body
    assert bytes_in(page) == len(compressed) < len(BODY) / 2
