"""How many comments come from one author or one network. Pure."""

import datetime as dt

from django.utils.translation import gettext, ngettext

from comments import threads
from comments.findings import Finding, Verdict
from comments.submission import Submission

from . import Findings

TEN_MINUTES = dt.timedelta(minutes=10)
A_DAY = dt.timedelta(hours=24)


def too_soon(submission: Submission) -> Findings:
    seconds = submission.limits.seconds_between
    if not (submission.is_counted and submission.sent):
        return
    wait = submission.sent[0] + dt.timedelta(seconds=seconds) - submission.now
    if wait > dt.timedelta():
        left = -(-wait // dt.timedelta(seconds=1))
        yield Finding(
            check="too_soon",
            verdict=Verdict.REFUSE,
            detail=f"The author's last comment was sent less than {seconds} s before.",
            number=seconds - left,
            policy=submission.limits.policies["seconds_between"],
            answer=ngettext(
                "That was quick. Please wait %(left)d more second, then press the button again.",
                "That was quick. Please wait %(left)d more seconds, then press the button again.",
                left,
            )
            % {"left": left},
        )


def too_many_in_ten_minutes(submission: Submission) -> Findings:
    yield from _too_many(submission, "most_in_ten_minutes", TEN_MINUTES, "in 10 minutes")


def too_many_in_a_day(submission: Submission) -> Findings:
    yield from _too_many(submission, "most_in_a_day", A_DAY, "in 24 hours")


def _too_many(submission: Submission, limit: str, window: dt.timedelta, words: str) -> Findings:
    most = getattr(submission.limits, limit)
    within = [at for at in submission.sent if at > submission.now - window]
    if not (submission.is_counted and most) or len(within) < most:
        return
    # So many of the newest fill the window: there is room again when the last of them leaves it.
    free = (within[most - 1] + window).astimezone(submission.now.tzinfo)
    yield Finding(
        check=f"too_many_{words.replace(' ', '_')}",
        verdict=Verdict.REFUSE,
        detail=f"{len(within)} comments of the author {words}; {most} are taken.",
        number=len(within),
        policy=submission.limits.policies[limit],
        answer=_say_too_many(most, window, free),
    )


def _say_too_many(most: int, window: dt.timedelta, free: dt.datetime) -> str:
    if window == A_DAY:
        words = ngettext(
            "We take %(most)d comment of one author in 24 hours. "
            "You can post this one from %(time)s on.",
            "We take %(most)d comments of one author in 24 hours. "
            "You can post this one from %(time)s on.",
            most,
        )
    else:
        words = ngettext(
            "We take %(most)d comment of one author in 10 minutes. "
            "You can post this one from %(time)s on.",
            "We take %(most)d comments of one author in 10 minutes. "
            "You can post this one from %(time)s on.",
            most,
        )
    return words % {"most": most, "time": threads.say(free)}


def busy_network(submission: Submission) -> Findings:
    """Hold, and then refuse, what comes in numbers from one network."""
    number, limits = submission.from_network, submission.limits
    if not submission.is_counted:
        return
    if limits.network_refuses_from and number >= limits.network_refuses_from:
        yield Finding(
            check="flooding_network",
            verdict=Verdict.REFUSE,
            detail=f"{number} comments of one network in 10 minutes.",
            number=number,
            policy=limits.policies["network_refuses_from"],
            answer=gettext(
                "Very many comments come from the network that you use. "
                "Please press the button again in ten minutes."
            ),
        )
    elif limits.network_holds_from and number >= limits.network_holds_from:
        yield Finding(
            check="busy_network",
            verdict=Verdict.HOLD,
            detail=f"{number} other comments came from this network in 10 minutes.",
            number=number,
            policy=limits.policies["network_holds_from"],
        )
