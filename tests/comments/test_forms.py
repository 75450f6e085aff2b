import pytest
from django.http import QueryDict

from comments.forms import CommentForm
from comments.origin import Origin

FILLED = {"text": "A comment.", "name": "Ana", "email": "ana@mail.example"}


def form(**fields):
    data = QueryDict(mutable=True)
    data.update(FILLED | fields)
    return CommentForm(data, slug="a")


def test_a_faultless_form_is_a_post():
    filled = form(parent="3", elapsed="12")
    assert filled.is_valid()
    post = filled.post(Origin.OWN)
    assert (post.text, post.name, post.email) == tuple(FILLED.values())
    assert (post.parent, post.seconds, post.honeypot) == (3, 12, "")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("text", "", "Write your comment."),
        ("text", "  \n ", "Write your comment."),
        ("text", "x", "at least 2"),
        ("text", "x" * 3001, "at most 3000 characters; this has 3001"),
        ("name", " ", "Give the name"),
        ("name", "x" * 81, "at most 80"),
        ("email", "", "will not be published"),
        ("email", "ana", "name@example.org"),
        ("email", "ana@mail.example\nBcc: x@y.example", "name@example.org"),
        ("text", "a\x00b", "Null characters"),
    ],
)
def test_a_fault_is_told_at_its_field(field, value, words):
    refused = form(**{field: value})
    assert list(refused.errors) == [field]
    assert words in refused.errors[field][0]


def test_a_line_end_counts_once():
    assert form(text="\r\n".join(["x" * 999] * 3)).is_valid()


def test_a_line_ends_in_a_line_feed_whatever_was_sent():
    filled = form(text="a\rb\r\nc")
    assert filled.is_valid()
    assert filled.post(Origin.OWN).text == "a\nb\nc"


@pytest.mark.parametrize("elapsed", ["-1", "86401", "x", "9" * 30])
def test_a_time_that_cannot_be_is_no_time(elapsed):
    filled = form(elapsed=elapsed)
    assert filled.is_valid()
    assert filled.post(Origin.OWN).seconds is None


def test_what_a_person_cannot_see_is_emptied_for_the_next_try():
    trapped = form(website="x")
    trapped.without_traps()
    assert (trapped["website"].value(), trapped["text"].value()) == (None, FILLED["text"])
