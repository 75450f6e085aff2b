"""Who says it: somebody new, somebody often rejected, somebody with the staff's name. Pure."""

from comments import matching
from comments.findings import Finding, Verdict
from comments.submission import Submission

from . import Findings

# Words with which somebody may pass for one of the staff.
ROLES = frozenset(
    {"admin", "administrator", "editor", "editorial", "moderator", "moderation", "mod", "staff"}
)


def often_rejected(submission: Submission) -> Findings:
    limits, decided = submission.limits, submission.decided
    if not limits.rejected_share or decided < max(1, limits.rejected_at_least):
        return
    share = 100 * submission.rejected // decided
    if share >= limits.rejected_share:
        yield Finding(
            check="often_rejected",
            verdict=Verdict.HOLD,
            detail=f"{submission.rejected} of the author's {decided} comments decided on in 7 "
            "days were not let through.",
            number=share,
            policy=limits.policies["rejected_share"],
        )


def staff_name(submission: Submission) -> Findings:
    """Hold a name that is, or looks like, that of the staff or of the paper."""
    name = submission.post.name
    readings = {_name_words(variant.text) for variant in matching.variants(name)}
    like = {
        other
        for other in submission.staff
        for own in readings
        if _passes_for(own, _name_words(matching.normalise(other).text))
    }
    like |= {word for own in readings for word in own if word in ROLES}
    if like:
        yield Finding(
            check="staff_name",
            verdict=Verdict.HOLD,
            detail=f"The name could be taken for the staff’s “{min(like)}”.",
            field="name",
            spans=((0, len(name)),),
        )


def _name_words(normalised: str) -> tuple[str, ...]:
    """Return the words of a name as an eye in a hurry reads them."""
    return tuple(normalised.replace("rn", "m").replace("vv", "w").split())


def _passes_for(own: tuple[str, ...], staff: tuple[str, ...]) -> bool:
    """Compare words: the same without spaces, or all of a name of several words among them."""
    if "".join(own) == "".join(staff):
        return bool(own)
    return len(staff) > 1 and set(staff) <= set(own)


def everything_held(submission: Submission) -> Findings:
    if submission.limits.mode == "all-held":
        yield Finding(
            check="everything_held",
            verdict=Verdict.HOLD,
            detail="The policy holds every comment.",
            policy=submission.limits.policies["mode"],
        )


def new_author(submission: Submission) -> Findings:
    limits = submission.limits
    if limits.mode == "new-held" and submission.is_by_new_author:
        if submission.post.is_proven:
            why = f"{submission.approved} of {limits.trusted_after} comments approved so far"
        else:
            why = "the email address is not proven"
        yield Finding(
            check="new_author",
            verdict=Verdict.HOLD,
            detail=f"A new author: {why}.",
            number=submission.approved,
            policy=limits.policies["trusted_after"],
        )
