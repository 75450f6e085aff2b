import datetime as dt

import pytest

from comments.checks import authors, contents, rates, sending
from comments.findings import Verdict
from comments.origin import Origin
from comments.screening import screen
from comments.submission import Banned
from comments.words import Matcher, Rule
from tests.comments.submissions import KEYS, NOW, submission

LONG = "The minister said nothing of the price, which is what everybody wants to know."
SPAN_TEXT = "See https://a.example and www.b.example, or c.example/d."


def ago(**duration):
    return NOW - dt.timedelta(**duration)


def finding(check, **facts):
    """Return the one finding of ``check`` about a comment with these facts, or None."""
    found = list(check(submission(**facts)))
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("fault", "check", "verdict"),
    [
        ({"is_open": False}, "closed", Verdict.REFUSE),
        ({"honeypot": "x"}, "honeypot", Verdict.REFUSE),
        ({"origin": Origin.UNKNOWN}, "unknown_origin", Verdict.HOLD),
        ({"seconds": 2}, "typed_too_fast", Verdict.HOLD),
        ({"sent": (ago(seconds=14),)}, "too_soon", Verdict.REFUSE),
        ({"sent": (ago(minutes=9),) * 5}, "too_many_in_10_minutes", Verdict.REFUSE),
        ({"sent": (ago(hours=23),) * 20}, "too_many_in_24_hours", Verdict.REFUSE),
        ({"from_network": 10}, "busy_network", Verdict.HOLD),
        ({"from_network": 100}, "flooding_network", Verdict.REFUSE),
        ({"is_repeat": True}, "repeat", Verdict.REFUSE),
        ({"text": LONG, "earlier": (LONG,)}, "near_repeat", Verdict.HOLD),
        ({"is_copy": True}, "copy", Verdict.HOLD),
        ({"decided": 5, "rejected": 2}, "often_rejected", Verdict.HOLD),
        ({"name": "Moderator"}, "staff_name", Verdict.HOLD),
        ({"mode": "all-held"}, "everything_held", Verdict.HOLD),
        ({"mode": "new-held"}, "new_author", Verdict.HOLD),
        ({"text": SPAN_TEXT}, "links", Verdict.HOLD),
    ],
)
def test_each_check_finds_its_fault_and_only_that(fault, check, verdict):
    outcome = screen(submission(**fault))
    assert [found.check for found in outcome.findings] == [check]
    assert outcome.verdict == verdict


@pytest.mark.parametrize(
    "facts",
    [
        {"seconds": 3},
        {"sent": (ago(seconds=15),)},
        {"sent": (ago(minutes=1),) * 4},
        {"sent": (ago(minutes=11),) * 19},
        {"sent": (ago(hours=25),) * 30},
        {"from_network": 9},
        {"text": "Thank you!", "earlier": ("Thank you!",)},
        {"text": LONG, "earlier": (LONG[:20],)},
        {"text": LONG, "earlier": (LONG[:50] + "his reasons, and that is a pity.",)},
        {"decided": 4, "rejected": 4},
        {"decided": 10, "rejected": 2},
        {"text": "https://a.example https://b.example"},
        {"text": "Write to me@mail.example/x, and/or 1.5/2 or e.g. this."},
        {"mode": "new-held", "is_proven": True, "approved": 2, "text": "https://a.example"},
        {"mode": "closed"},
    ],
)
def test_what_is_within_the_limits_is_no_fault(facts):
    assert screen(submission(**facts)).findings == ()


@pytest.mark.parametrize(
    ("limit", "facts"),
    [
        ("seconds_between", {"sent": (NOW,)}),
        ("most_in_ten_minutes", {"sent": (ago(minutes=1),) * 9}),
        ("most_in_a_day", {"sent": (ago(hours=1),) * 99}),
        ("near_repeat", {"text": LONG, "earlier": (LONG,)}),
        ("anybody_links", {"text": SPAN_TEXT}),
        ("rejected_share", {"decided": 9, "rejected": 9}),
        ("minimum_seconds", {"seconds": 0}),
    ],
)
def test_a_limit_of_nought_is_none(limit, facts):
    assert screen(submission(**facts)).findings
    assert screen(submission(**facts, **{limit: 0})).findings == ()


def test_a_network_without_limits_is_never_too_busy():
    facts = {"from_network": 5000, "network_holds_from": 0, "network_refuses_from": 0}
    assert finding(rates.busy_network, **facts) is None


@pytest.mark.parametrize(
    "fault",
    [
        {"sent": (NOW,) * 30},
        {"from_network": 1000},
        {"is_repeat": True},
        {"is_copy": True},
        {"text": LONG, "earlier": (LONG,)},
    ],
)
def test_an_edit_and_the_same_sent_twice_count_for_no_limit(fault):
    assert screen(submission(**fault, is_counted=False)).findings == ()


@pytest.mark.parametrize(
    ("check", "limit", "facts"),
    [
        (sending.typed_too_fast, "minimum_seconds", {"seconds": 1}),
        (rates.too_soon, "seconds_between", {"sent": (NOW,)}),
        (rates.too_many_in_ten_minutes, "most_in_ten_minutes", {"sent": (ago(minutes=1),) * 5}),
        (rates.too_many_in_a_day, "most_in_a_day", {"sent": (ago(minutes=1),) * 20}),
        (rates.busy_network, "network_holds_from", {"from_network": 50}),
        (rates.busy_network, "network_refuses_from", {"from_network": 100}),
        (contents.near_repeat, "near_repeat", {"text": LONG, "earlier": (LONG,)}),
        (contents.links, "anybody_links", {"text": SPAN_TEXT}),
        (contents.links, "new_author_links", {"text": SPAN_TEXT, "mode": "all-held"}),
        (authors.often_rejected, "rejected_share", {"decided": 5, "rejected": 5}),
        (authors.everything_held, "mode", {"mode": "all-held"}),
        (authors.new_author, "trusted_after", {"mode": "new-held"}),
    ],
)
def test_a_finding_names_the_policy_whose_rule_it_applied(check, limit, facts):
    assert finding(check, **facts).policy == KEYS[limit]


@pytest.mark.parametrize(
    ("ban", "words"),
    [
        (
            Banned(is_network=False, until=NOW, reason="abuse"),
            "this email address are not taken until December 1, 2026, 12:00 CET. The reason: abuse",
        ),
        (
            Banned(is_network=True, until=None, reason="spam"),
            "from the network that you use are not taken any more. The reason: spam.",
        ),
    ],
)
def test_a_ban_is_said_openly_with_its_end(ban, words):
    assert words in finding(sending.banned, banned=ban).answer


@pytest.mark.parametrize(
    ("check", "sent", "words"),
    [
        (rates.too_soon, (ago(seconds=10),), "wait 5 more seconds"),
        (rates.too_soon, (ago(seconds=14.5),), "wait 1 more second,"),
        (
            rates.too_many_in_ten_minutes,
            tuple(ago(minutes=minutes) for minutes in (1, 2, 3, 4, 6, 7)),
            "from December 1, 2026, 12:04 CET on",
        ),
        (
            rates.too_many_in_a_day,
            tuple(ago(hours=hours) for hours in range(1, 21)),
            "from December 1, 2026, 16:00 CET on",
        ),
    ],
)
def test_a_limit_says_until_when(check, sent, words):
    assert words in finding(check, sent=sent).answer


def test_of_near_repeats_the_nearest_is_told():
    earlier = ("Something else altogether, of about that length, but of other words.", LONG + "!!")
    found = finding(contents.near_repeat, text=LONG.upper(), earlier=earlier)
    assert (found.number, found.verdict) == (100, Verdict.HOLD)


def word_rule(words, action="hold", **scope):
    return {"matcher": Matcher([Rule(pk=7, words=words, action=action, **scope)])}


@pytest.mark.parametrize(
    ("action", "check", "verdict"),
    [
        ("reject", "forbidden_words", Verdict.REFUSE),
        ("hold", "held_words", Verdict.HOLD),
        ("watch", "watched_words", Verdict.PASS),
    ],
)
def test_a_word_rule_does_what_it_says(action, check, verdict):
    found = finding(contents.word_rules, text="My C4sino.", **word_rule("casino", action))
    assert (found.check, found.verdict, found.word_rule) == (check, verdict, 7)
    assert (found.field, found.spans) == ("text", ((3, 9),))


def test_a_refused_word_is_named_as_it_was_written():
    facts = word_rule("casino", "reject")
    assert "“CASINO” here. Change your comment" in (
        finding(contents.word_rules, text="A CASINO", **facts).answer
    )
    assert "Change your name" in finding(contents.word_rules, name="Casino", **facts).answer


def test_every_place_of_a_rule_is_one_finding_and_each_field_its_own():
    facts = word_rule("casino")
    found = list(contents.word_rules(submission(text="casino casino", name="casino", **facts)))
    assert [(one.field, one.number) for one in found] == [("text", 2), ("name", 1)]


def test_a_rule_for_elsewhere_finds_nothing():
    assert finding(contents.word_rules, text="casino", **word_rule("casino", section=9)) is None
    assert finding(contents.word_rules, text="casino", **word_rule("casino", section=2)) is not None


@pytest.mark.parametrize(
    ("facts", "held"),
    [
        ({}, True),
        ({"is_proven": True, "approved": 1}, True),
        ({"approved": 2}, True),
        ({"is_proven": True, "approved": 2}, False),
        ({"mode": "none-held"}, False),
    ],
)
def test_a_link_of_a_new_author_is_held_where_newness_counts(facts, held):
    found = finding(contents.links, **({"mode": "new-held", "text": "www.a.example"} | facts))
    assert (found is not None) is held


def test_a_link_s_place_is_marked():
    found = finding(contents.links, text=SPAN_TEXT)
    assert [SPAN_TEXT[start:end] for start, end in found.spans] == [
        "https://a.example",
        "www.b.example,",
        "c.example/d.",
    ]
    assert found.detail == "3 links."


def test_a_single_link_of_a_new_author_is_told_so():
    found = finding(contents.links, text="www.a.example", mode="all-held")
    assert found.detail == "1 link by a new author."


def test_why_an_author_is_new_is_told():
    proven = finding(authors.new_author, mode="new-held", is_proven=True, approved=1)
    assert "1 of 2 comments approved" in proven.detail
    assert "not proven" in finding(authors.new_author, mode="new-held", approved=5).detail


STAFF = ("The Paper", "Edna Editor", "rita.r", "Arnold Vernon", "Bo")


@pytest.mark.parametrize(
    "name",
    [
        "Edna Editor",
        "edna  EDITOR (team)",
        "Editor, Edna",
        "EdnaEditor",
        "\u0415dna \u0415ditor",
        "Edna Ed1tor",
        "Ednaaaa Editor",
        "Rita R.",
        "rita_r",
        "Amold Vemon",
        "The Paper",
        "Your moderator",
        "Adm1n",
        "bo",
    ],
)
def test_a_name_that_passes_for_the_staff_s_is_held(name):
    found = finding(authors.staff_name, name=name, staff=STAFF)
    assert (found.field, found.spans) == ("name", ((0, len(name)),))


@pytest.mark.parametrize("name", ["Edna", "Bob", "Boris", "Rita", "Paper", "Modern Times", "東京"])
def test_a_name_of_one_s_own_is_not(name):
    assert finding(authors.staff_name, name=name, staff=STAFF) is None


def test_no_name_is_nobody_s():
    assert finding(authors.staff_name, name="!", staff=("?",)) is None
