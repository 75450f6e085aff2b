"""What was done on the desk, in words."""

import datetime as dt

from django.utils.timesince import timesince

from masthead.models import User

from .models import Act, Comment, Decision

_PAST = {
    Act.Verb.APPROVE: "approved",
    Act.Verb.REJECT: "rejected",
    Act.Verb.SPAM: "marked as spam",
    Act.Verb.REMOVE: "removed",
    Act.Verb.FEATURE: "featured",
    Act.Verb.UNFEATURE: "no longer featured",
}
_STATUS = {Comment.Status.PENDING: "put back among those that wait"} | {
    Comment.Status.APPROVED: "approved",
    Comment.Status.REJECTED: "rejected",
    Comment.Status.SPAM: "marked as spam",
    Comment.Status.REMOVED: "removed",
}


def of_act(act: Act) -> str:
    """Return ``3 comments rejected``, or the verb of an act that was not on comments."""
    if act.verb not in _PAST:
        return act.get_verb_display()
    return f"{say_number(act.number)} {_PAST[Act.Verb(act.verb)]}"


def of_decision(decision: Decision, *, now: dt.datetime) -> str:
    """Return ``Rejected by Mo Moderator 3 minutes ago: abuse``."""
    by = (
        name(decision.moderator)
        if decision.moderator
        else f"the check “{check(decision.check_name)}”"
    )
    when = ago(decision.at, now=now)
    reason = f": {decision.get_reason_display().lower()}" if decision.reason else ""
    return f"{_what(decision)} by {by} {when}{reason}"


def ago(moment: dt.datetime, *, now: dt.datetime) -> str:
    """Return ``3 minutes ago``, or ``just now`` within a minute."""
    if now - moment < dt.timedelta(minutes=1):
        return "just now"
    return f"{timesince(moment, now, depth=1)} ago".replace("\xa0", " ")


def _what(decision: Decision) -> str:
    if not decision.from_status:
        return f"Received as {decision.get_to_status_display().lower()}"
    act = decision.act
    if act and act.verb == Act.Verb.UNDO:
        before = _STATUS[Comment.Status(decision.to_status)]
        return f"Undone, so {before},"
    past = act and _PAST.get(Act.Verb(act.verb))
    return (past or _STATUS[Comment.Status(decision.to_status)]).capitalize()


def name(user: User) -> str:
    return user.get_full_name() or user.get_username()


def check(check_name: str) -> str:
    """Return the name of a check as words."""
    return check_name.replace("_", " ")


def say_number(comments: int) -> str:
    return f"{comments:,} comment{'' if comments == 1 else 's'}"
