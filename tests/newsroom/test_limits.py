import pytest

from newsroom import limits

COOKIE = "sessionid"


def answer(**environ: str) -> str:
    """Return the status that a request with such an environment gets."""
    statuses: list[str] = []

    def application(environ, start_response):
        start_response("200 OK", [])
        return []

    wrapped = limits.heed(application, COOKIE)
    list(wrapped(dict(environ), lambda status, headers: statuses.append(status)))
    return statuses[0][:3]


@pytest.mark.parametrize(
    ("size", "cookie", "status"),
    [
        ("", "", "200"),
        ("131072", "", "200"),
        ("131073", "", "413"),
        ("131073", "sessionid=x", "200"),
        ("26214401", "sessionid=x", "413"),
        ("9" * 5000, "sessionid=x", "413"),
        ("-1", "", "413"),
    ],
)
def test_a_body_is_as_large_as_its_sender_needs(size, cookie, status):
    assert answer(CONTENT_LENGTH=size, HTTP_COOKIE=cookie) == status


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/x-www-form-urlencoded", "200"),
        ("application/x-www-form-urlencoded; charset=UTF-8", "200"),
        ("multipart/form-data; boundary=x; charset=rot13", "415"),
        ("text/plain; charset=utf-7", "415"),
        ("text/plain; charset*=iso-8859-1''x", "415"),
        ("text/plain; charset*=a", "415"),
        ("\n;;==charset", "200"),
    ],
)
def test_another_encoding_is_refused_in_words(content_type, status):
    assert answer(CONTENT_TYPE=content_type) == status
