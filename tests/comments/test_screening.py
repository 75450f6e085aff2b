from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments import screening
from comments.origin import Origin
from comments.screening import Finding, Submission, Verdict

FAULTLESS = Submission(
    text="A comment.",
    honeypot="",
    seconds=None,
    origin=Origin.OWN,
    mode="none-held",
    mode_policy=None,
    minimum_seconds=3,
    minimum_seconds_policy=None,
)


def test_a_comment_without_a_finding_passes():
    outcome = screening.screen(FAULTLESS)
    assert (outcome.verdict, outcome.findings) == (Verdict.PASS, ())
    assert outcome.deciding_check == "screening"


@pytest.mark.parametrize(
    ("fault", "check", "verdict"),
    [
        ({"honeypot": "x"}, "honeypot", Verdict.REFUSE),
        ({"origin": Origin.UNKNOWN}, "unknown_origin", Verdict.HOLD),
        ({"seconds": 2}, "typed_too_fast", Verdict.HOLD),
        ({"mode": "all-held"}, "everything_held", Verdict.HOLD),
        ({"mode": "new-held"}, "new_author", Verdict.HOLD),
    ],
)
def test_each_check_finds_its_fault(fault, check, verdict):
    outcome = screening.screen(replace(FAULTLESS, **fault))
    assert (outcome.verdict, outcome.deciding_check) == (verdict, check)


def test_typing_for_long_enough_is_no_fault():
    assert screening.screen(replace(FAULTLESS, seconds=3)).verdict == Verdict.PASS


def test_all_checks_run_and_the_worst_finding_decides():
    outcome = screening.screen(replace(FAULTLESS, seconds=0, mode="all-held", honeypot="x"))
    assert [finding.check for finding in outcome.findings] == [
        "honeypot",
        "typed_too_fast",
        "everything_held",
    ]
    assert outcome.verdict == Verdict.REFUSE


def test_a_finding_names_the_policy_whose_rule_it_applied():
    (finding,) = screening.screen(replace(FAULTLESS, mode="all-held", mode_policy=7)).findings
    assert finding.as_json()["policy"] == 7


def test_a_check_that_fails_holds_the_comment_as_not_checked(caplog):
    def broken(submission):
        raise ZeroDivisionError

    outcome = screening.screen(FAULTLESS, checks=(broken,))
    assert outcome.verdict == Verdict.HOLD
    assert "not checked" in outcome.findings[0].detail
    assert "broken failed" in caplog.text


@given(st.sampled_from(Verdict), st.sampled_from(Verdict))
def test_a_further_finding_never_weakens_the_verdict(one, other):
    def finds(verdict):
        return lambda submission: Finding(check="c", verdict=verdict, detail="")

    alone = screening.screen(FAULTLESS, checks=(finds(one),))
    both = screening.screen(FAULTLESS, checks=(finds(one), finds(other)))
    assert both.verdict == max(one, other) >= alone.verdict


@given(st.builds(Submission, mode=st.sampled_from(["all-held", "new-held", "none-held"])))
def test_screening_never_raises_and_always_says_the_same(submission):
    assert screening.screen(submission) == screening.screen(submission)
