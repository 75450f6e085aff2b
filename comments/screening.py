"""What is noticed about a comment before a person reads it. Pure.

``CHECKS`` is the whole policy, in order. All of them run; the worst finding decides; a person
sees every one.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .checks import authors, contents, rates, sending
from .findings import Finding, Verdict
from .submission import Submission

__all__ = ["CHECKS", "Check", "Finding", "Outcome", "Submission", "Verdict", "screen"]

logger = logging.getLogger(__name__)

Check = Callable[[Submission], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    # Whether it can be taken at all
    sending.closed,
    sending.banned,
    # Who is at work: a person or a program
    sending.honeypot,
    sending.unknown_origin,
    sending.typed_too_fast,
    # How much comes
    rates.too_soon,
    rates.too_many_in_ten_minutes,
    rates.too_many_in_a_day,
    rates.busy_network,
    # What it says
    contents.repeat,
    contents.near_repeat,
    contents.copy,
    contents.word_rules,
    contents.links,
    # Who says it
    authors.often_rejected,
    authors.staff_name,
    # What the paper's policy holds
    authors.everything_held,
    authors.new_author,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    verdict: Verdict
    findings: tuple[Finding, ...]

    @property
    def deciding_check(self) -> str:
        """Name the check with the worst finding, the first of them; 'screening' if all is well."""
        deciding = self._deciding
        return deciding.check if deciding else "screening"

    @property
    def answer(self) -> str:
        """Return what the author of a refused comment is told; '' of one that is taken."""
        return self._deciding.answer if self._deciding else ""

    @property
    def _deciding(self) -> Finding | None:
        if self.verdict == Verdict.PASS:
            return None
        worst = (finding for finding in self.findings if finding.verdict == self.verdict)
        return next(worst, None)


def screen(submission: Submission, checks: tuple[Check, ...] = CHECKS) -> Outcome:
    """Run all ``checks``; a check that fails holds the comment as not checked."""
    findings = tuple(finding for check in checks for finding in _run(check, submission))
    verdict = max((finding.verdict for finding in findings), default=Verdict.PASS)
    return Outcome(verdict=verdict, findings=findings)


def _run(check: Check, submission: Submission) -> tuple[Finding, ...]:
    try:
        return tuple(check(submission))
    except Exception:  # Whatever goes wrong in one check, the comment is held and kept.
        logger.exception("The check %s failed", check.__name__)
        failed = Finding(
            check=check.__name__, verdict=Verdict.HOLD, detail="Held, not checked: an error."
        )
        return (failed,)
