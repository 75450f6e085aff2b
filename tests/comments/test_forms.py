import pytest
from django.http import QueryDict

from comments import passes
from comments.forms import CommentForm
from comments.models import Commenter
from comments.origin import Origin
from tests.factories import make_comment

from .working import at

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
        ("text", "\u200b\u3164", "Write your comment."),
        ("name", "...", "at least one letter or digit"),
        ("name", "\u200b", "Give the name"),
        ("email", "a\x00@mail.example", "name@example.org"),
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


def test_what_is_not_seen_is_taken_out_of_text_and_name():
    filled = form(text="\x00Good\u202e day\x1b", name="A\u200bna\x00")
    assert filled.is_valid()
    post = filled.post(Origin.OWN, "192.0.2.0/24")
    assert (post.text, post.name, post.network) == ("Good day", "Ana", "192.0.2.0/24")


@pytest.mark.parametrize("elapsed", ["-1", "86401", "x", "9" * 30])
def test_a_time_that_cannot_be_is_no_time(elapsed):
    filled = form(elapsed=elapsed)
    assert filled.is_valid()
    assert filled.post(Origin.OWN).seconds is None


def test_what_a_person_cannot_see_is_emptied_for_the_next_try():
    trapped = form(website="x")
    trapped.without_traps()
    assert (trapped["website"].value(), trapped["text"].value()) == (None, FILLED["text"])


def is_proven(pass_, **fields):
    filled = form(**{"pass": pass_, **fields})
    assert filled.is_valid()
    return filled.post(Origin.OWN).is_proven


@pytest.fixture
def ana(db):
    return make_comment(email=FILLED["email"]).commenter


def test_the_pass_of_the_very_address_proves_it(ana):
    assert is_proven(passes.issue(ana))
    assert is_proven(passes.issue(ana), email="ANA@mail.example ")


def test_the_pass_of_another_address_proves_nothing(ana):
    assert not is_proven(passes.issue(ana), email="bo@mail.example")


@pytest.mark.parametrize("pass_", ["", "x", "x:y:z", "a\x00b", "x" * 9000, "\u202ex:é:z"])
def test_what_is_no_pass_is_silently_none(ana, pass_):
    assert not is_proven(pass_)


def test_a_link_or_a_proof_is_no_pass(ana):
    comment = ana.comments.get()
    assert not is_proven(passes.link(ana))
    assert not is_proven(passes.proof(comment))


def test_a_pass_ends_after_ninety_days_and_with_its_holder(ana):
    with at():
        token = passes.issue(ana)
        assert is_proven(token)
    with at(days=90, seconds=1):
        assert not is_proven(token)
    Commenter.objects.update(email="", erased_at=ana.created_at)
    with at():
        assert not is_proven(token)


def test_the_form_is_the_same_for_everybody_and_no_box_is_ticked():
    empty = CommentForm(slug="a")
    assert empty["pass"].value() is None
    assert "checked" not in str(empty["wants_replies"])


def test_mail_about_replies_is_wanted_by_who_ticks_the_box(ana):
    for value, wanted in (("on", True), ("", False)):
        filled = form(wants_replies=value)
        assert filled.is_valid()
        assert filled.post(Origin.OWN).wants_replies is wanted


def test_a_pass_is_not_sent_back():
    refused = form(**{"pass": "x", "text": ""})
    refused.without_traps()
    assert refused["pass"].value() is None
