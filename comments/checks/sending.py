"""Whether a comment can be taken at all, and whether a person sent it. Pure."""

from django.utils.translation import gettext, gettext_lazy

from comments import threads
from comments.findings import Finding, Verdict
from comments.origin import Origin
from comments.submission import Banned, Submission

from . import Findings

PROGRAM = gettext_lazy("This looked like it was sent by a program. Please press the button again.")


def closed(submission: Submission) -> Findings:
    if not submission.is_open:
        yield Finding(
            check="closed",
            verdict=Verdict.REFUSE,
            detail="Comments on the article are closed.",
            answer=gettext(
                "Comments on this article are closed. Your text is below, so that you can copy it."
            ),
        )


def banned(submission: Submission) -> Findings:
    """Say openly who is banned, and until when."""
    ban = submission.banned
    if ban is None:
        return
    what = "from the network that you use" if ban.is_network else "with this email address"
    end = f"until {threads.say(ban.until)}" if ban.until else "any more"
    yield Finding(
        check="banned",
        verdict=Verdict.REFUSE,
        detail=f"Comments {what} are not taken {end}.",
        answer=_answer(ban),
    )


def _answer(ban: Banned) -> str:
    if ban.is_network and ban.until:
        words = gettext(
            "Comments from the network that you use are not taken until %(end)s. "
            "The reason: %(reason)s."
        )
    elif ban.is_network:
        words = gettext(
            "Comments from the network that you use are not taken any more. The reason: %(reason)s."
        )
    elif ban.until:
        words = gettext(
            "Comments with this email address are not taken until %(end)s. The reason: %(reason)s."
        )
    else:
        words = gettext(
            "Comments with this email address are not taken any more. The reason: %(reason)s."
        )
    end = threads.say(ban.until) if ban.until else ""
    return words % {"end": end, "reason": ban.reason}


def honeypot(submission: Submission) -> Findings:
    """Refuse what filled the field that people do not see."""
    if submission.post.honeypot:
        yield Finding(
            check="honeypot",
            verdict=Verdict.REFUSE,
            detail="A hidden field was filled.",
            answer=str(PROGRAM),
        )


def unknown_origin(submission: Submission) -> Findings:
    if submission.post.origin == Origin.UNKNOWN:
        yield Finding(
            check="unknown_origin",
            verdict=Verdict.HOLD,
            detail="Sent without saying from which page, as old browsers and programs do.",
        )


def typed_too_fast(submission: Submission) -> Findings:
    """Hold what was typed in less than the policy's seconds; without script, nothing is known."""
    seconds, least = submission.post.seconds, submission.limits.minimum_seconds
    if seconds is not None and seconds < least:
        yield Finding(
            check="typed_too_fast",
            verdict=Verdict.HOLD,
            detail=f"Typed in {seconds} s; at least {least} expected.",
            number=seconds,
            policy=submission.limits.policies["minimum_seconds"],
        )
