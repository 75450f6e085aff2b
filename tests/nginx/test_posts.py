"""What is sent to the site by way of nginx."""

from urllib.parse import urlencode

import pytest

ARTICLE = "/articles/secretary-nielsen-engages-mexico-and-honduras/"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HEAD = f"POST {ARTICLE}comments/ HTTP/1.1\nHost: paper.example\n"
MIB = 1024 * 1024
NETWORK_IS_KNOWN = """
from django.conf import settings
from comments import networks
from comments.models import Comment
comment = Comment.objects.get(revisions__text={text!r})
number = networks.fortnight_of(comment.network)
tell(str(comment.network == networks.hashed({network!r}, settings.SECRET_KEY, number)))
"""
APPROVE = """
from comments import moderation
from comments.models import Comment
from masthead.models import User
moderator = User.objects.get(username="moderator")
moderation.approve(Comment.objects.get(revisions__text={text!r}), moderator=moderator)
tell("")
"""


def comment(text: str) -> bytes:
    return urlencode({"text": text, "name": "Ana", "email": "ana@mail.example"}).encode()


def post(front, text: str, *, headers=None, source: str = "127.0.0.1"):
    sent = FORM | {"Origin": "https://paper.example"} | (headers or {})
    path = f"{ARTICLE}comments/"
    return front.ask(path, method="POST", headers=sent, body=comment(text), source=source)


def test_a_comment_is_readable_as_soon_as_it_is_approved(front, sites):
    text = "A comment that came by way of nginx."
    assert post(front, text).status == 303
    assert text.encode() not in front.ask(ARTICLE).body
    sites[0].tell(APPROVE.format(text=text))
    assert [text.encode() in front.ask(ARTICLE).body for _ in range(8)] == [True] * 8


def test_a_comment_comes_from_the_network_of_its_author_whatever_is_forged(front, sites):
    text = "From a network of my own."
    forged = dict.fromkeys(["X-Forwarded-For", "X_Forwarded_For", "X-Real-IP"], "203.0.113.9")
    assert post(front, text, headers=forged, source="127.0.77.5").status == 303
    code = NETWORK_IS_KNOWN.format(text=text, network="127.0.77.0/24")
    assert sites[0].tell(code) == "True"


def test_what_is_larger_than_any_picture_does_not_reach_the_site(front):
    answer = front.begin(f"{HEAD}Content-Length: {25 * MIB + 1}\n")
    assert answer.startswith(b"HTTP/1.1 413 ")
    [entry] = front.log(of=1)
    assert (entry.status, entry.ports) == (413, [])


def test_the_site_is_told_the_size_of_what_comes_in_pieces(front):
    pieces = b"%x\r\n%s\r\n0\r\n\r\n" % (200_000, b"x" * 200_000)
    answer = front.begin(f"{HEAD}Transfer-Encoding: chunked\n", pieces)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"This is larger than the site takes." in answer


@pytest.mark.parametrize(
    "lengths",
    [
        "Content-Length: 4\nTransfer-Encoding: chunked\n",
        "Content-Length: 4\nContent-Length: 5\n",
        "Transfer-Encoding: chunked, identity\n",
    ],
)
def test_a_request_with_two_ends_does_not_reach_the_site(front, lengths):
    answer = front.begin(HEAD + lengths, b"0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n")
    assert answer.split()[1] in {b"400", b"501"}
    assert [entry.ports for entry in front.log(of=1)] == [[]]
