"""What is noticed about a comment before a person reads it. Pure.

``CHECKS`` is the whole policy, in order. All of them run; the worst finding decides; a person
sees every one.
"""

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import IntEnum

from .origin import Origin

logger = logging.getLogger(__name__)


class Verdict(IntEnum):
    PASS = 0
    HOLD = 1
    SPAM = 2
    REFUSE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found, in words for the desk; ``policy`` is the row whose rule it applied."""

    check: str
    verdict: Verdict
    detail: str
    policy: int | None = None

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"verdict": self.verdict.name.lower()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The facts about a comment, gathered before."""

    text: str
    honeypot: str
    seconds: int | None  # From the first keystroke to sending; None where no script ran.
    origin: Origin
    mode: str  # Policy.Mode
    mode_policy: int | None
    minimum_seconds: int
    minimum_seconds_policy: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    verdict: Verdict
    findings: tuple[Finding, ...]

    @property
    def deciding_check(self) -> str:
        """Name the check with the worst finding, the first of them; 'screening' if none found."""
        worst = [finding for finding in self.findings if finding.verdict == self.verdict]
        return worst[0].check if worst else "screening"


Check = Callable[[Submission], Finding | None]


def honeypot(submission: Submission) -> Finding | None:
    """Refuse what filled the field that people do not see."""
    if not submission.honeypot:
        return None
    return Finding(check="honeypot", verdict=Verdict.REFUSE, detail="A hidden field was filled.")


def unknown_origin(submission: Submission) -> Finding | None:
    if submission.origin != Origin.UNKNOWN:
        return None
    return Finding(
        check="unknown_origin",
        verdict=Verdict.HOLD,
        detail="Sent without saying from which page, as old browsers and programs do.",
    )


def typed_too_fast(submission: Submission) -> Finding | None:
    """Hold what was typed in less than the policy's seconds; without script, nothing is known."""
    if submission.seconds is None or submission.seconds >= submission.minimum_seconds:
        return None
    return Finding(
        check="typed_too_fast",
        verdict=Verdict.HOLD,
        detail=f"Typed in {submission.seconds} s; at least {submission.minimum_seconds} expected.",
        policy=submission.minimum_seconds_policy,
    )


def everything_held(submission: Submission) -> Finding | None:
    if submission.mode != "all-held":
        return None
    return Finding(
        check="everything_held",
        verdict=Verdict.HOLD,
        detail="The policy holds every comment.",
        policy=submission.mode_policy,
    )


def new_author(submission: Submission) -> Finding | None:
    """Hold authors without a proven email address, which nobody can prove while posting."""
    if submission.mode != "new-held":
        return None
    return Finding(
        check="new_author",
        verdict=Verdict.HOLD,
        detail="The policy holds authors whose email address is not proven.",
        policy=submission.mode_policy,
    )


CHECKS: tuple[Check, ...] = (
    # Who is at work: a person or a program
    honeypot,
    unknown_origin,
    typed_too_fast,
    # What the paper's policy holds
    everything_held,
    new_author,
)


def screen(submission: Submission, checks: tuple[Check, ...] = CHECKS) -> Outcome:
    """Run all ``checks``; a check that fails holds the comment as not checked."""
    findings = tuple(
        finding for check in checks if (finding := _run(check, submission)) is not None
    )
    verdict = max((finding.verdict for finding in findings), default=Verdict.PASS)
    return Outcome(verdict=verdict, findings=findings)


def _run(check: Check, submission: Submission) -> Finding | None:
    try:
        return check(submission)
    except Exception:  # Whatever goes wrong in one check, the comment is held and kept.
        logger.exception("The check %s failed", check.__name__)
        return Finding(
            check=check.__name__, verdict=Verdict.HOLD, detail="Held, not checked: an error."
        )
