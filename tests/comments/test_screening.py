import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments import screening
from comments.findings import Finding, Verdict
from comments.submission import Banned, Limits, Post, Submission
from comments.words import Matcher, Rule
from tests.comments.submissions import KEYS, LIMITS, submission

TEXTS = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
WORDS = st.lists(
    st.builds(
        Rule,
        pk=st.integers(1, 9),
        words=st.sampled_from(["casino", "a*", "to be", "*", "\u0441asino"]),
        action=st.sampled_from(["reject", "hold", "watch"]),
        is_whole=st.booleans(),
    ),
    max_size=4,
)
AWARE = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1), timezones=st.timezones())  # noqa: DTZ001 - Hypothesis adds the zones.
NUMBER = st.integers(0, 10_000)
SUBMISSIONS = st.builds(
    Submission,
    post=st.builds(Post, text=TEXTS, name=TEXTS),
    limits=st.builds(
        Limits,
        mode=st.sampled_from(["all-held", "new-held", "none-held", "closed"]),
        policies=st.just(LIMITS.policies),
        **{name: NUMBER for name in KEYS if name not in {"mode", "policies"}},
    ),
    matcher=WORDS.map(Matcher),
    now=AWARE,
    banned=st.none() | st.builds(Banned, until=st.none() | AWARE),
    sent=st.lists(AWARE, max_size=3).map(tuple),
    earlier=st.lists(TEXTS, max_size=3).map(tuple),
    staff=st.lists(TEXTS, max_size=3).map(tuple),
)


def finds(verdict, check="c"):
    return lambda submission: [Finding(check=check, verdict=verdict, detail="", answer=check)]


def test_a_comment_without_a_finding_passes():
    outcome = screening.screen(submission())
    assert (outcome.verdict, outcome.findings) == (Verdict.PASS, ())
    assert (outcome.deciding_check, outcome.answer) == ("screening", "")


def test_all_checks_run_and_the_worst_finding_decides():
    outcome = screening.screen(submission(seconds=0, honeypot="x", mode="all-held"))
    assert [finding.check for finding in outcome.findings] == [
        "honeypot",
        "typed_too_fast",
        "everything_held",
    ]
    assert (outcome.verdict, outcome.deciding_check) == (Verdict.REFUSE, "honeypot")
    assert "press the button again" in outcome.answer


def test_of_two_findings_as_bad_the_first_decides():
    checks = (finds(Verdict.HOLD, "one"), finds(Verdict.HOLD, "two"))
    assert screening.screen(submission(), checks).deciding_check == "one"


def test_what_is_only_marked_decides_nothing():
    outcome = screening.screen(submission(), (finds(Verdict.PASS),))
    assert (outcome.verdict, outcome.deciding_check) == (Verdict.PASS, "screening")
    assert len(outcome.findings) == 1


def test_a_check_that_fails_holds_the_comment_as_not_checked(caplog):
    def broken(submission):
        raise ZeroDivisionError

    outcome = screening.screen(submission(), (broken, finds(Verdict.PASS)))
    assert outcome.verdict == Verdict.HOLD
    assert "not checked" in outcome.findings[0].detail
    assert len(outcome.findings) == 2
    assert "broken failed" in caplog.text


def test_a_finding_is_stored_without_what_its_author_is_told():
    finding = Finding(
        check="c", verdict=Verdict.HOLD, detail="d", policy=7, spans=((1, 2),), answer="a"
    )
    assert finding.as_json() == {
        "check": "c",
        "verdict": "hold",
        "detail": "d",
        "policy": 7,
        "word_rule": None,
        "field": "text",
        "spans": ((1, 2),),
        "number": None,
    }


@given(st.sampled_from(Verdict), st.sampled_from(Verdict))
def test_a_further_finding_never_weakens_the_verdict(one, other):
    alone = screening.screen(submission(), checks=(finds(one),))
    both = screening.screen(submission(), checks=(finds(one), finds(other)))
    assert both.verdict == max(one, other) >= alone.verdict


@given(SUBMISSIONS)
def test_every_check_copes_with_any_facts_and_always_says_the_same(facts):
    findings = [finding for check in screening.CHECKS for finding in check(facts)]
    assert findings == [finding for check in screening.CHECKS for finding in check(facts)]
    assert screening.screen(facts).findings == tuple(findings)


@given(SUBMISSIONS)
def test_every_refusal_tells_its_author_why_and_every_span_is_in_its_field(facts):
    for finding in screening.screen(facts).findings:
        assert bool(finding.answer) == (finding.verdict == Verdict.REFUSE)
        field = getattr(facts.post, finding.field)
        assert all(0 <= start <= end <= len(field) for start, end in finding.spans)


STRONGER = [
    {"banned": Banned(is_network=False, until=None, reason="spam")},
    {"is_open": False},
    {"matcher": Matcher([Rule(pk=1, words="to be", action="reject")])},
    {"is_counted": True, "is_repeat": True},
    {"from_network": 1000},
]


@pytest.mark.parametrize("fault", STRONGER)
@given(facts=SUBMISSIONS)
def test_a_further_fault_never_weakens_the_verdict(fault, facts):
    facts = replace(facts, matcher=Matcher([]))
    assert screening.screen(replace(facts, **fault)).verdict >= screening.screen(facts).verdict
