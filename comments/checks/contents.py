"""What a comment says: once more, with words of a rule, with links. Pure."""

import re
from collections import Counter
from functools import lru_cache

from django.utils.translation import gettext

from comments import matching
from comments.findings import Finding, Verdict
from comments.submission import Submission
from comments.words import Hit

from . import Findings

# Shorter texts ("Thank you!") are alike without being repeats.
SHORTEST_OF_REPEAT = 20
_LINK = re.compile(
    r"https?://\S+|\bwww\.\S+|(?<![\w.@-])(?:[a-z0-9-]++\.)++[a-z]{2,}+/\S+", re.IGNORECASE
)


def repeat(submission: Submission) -> Findings:
    if submission.is_counted and submission.is_repeat:
        yield Finding(
            check="repeat",
            verdict=Verdict.REFUSE,
            detail="The author said exactly this here within 24 hours.",
            answer=gettext(
                "You said exactly this here already. Change it if there is something to add."
            ),
        )


def near_repeat(submission: Submission) -> Findings:
    least = submission.limits.near_repeat
    if not (submission.is_counted and least):
        return
    text = matching.normalise(submission.post.text).text
    if len(text) < SHORTEST_OF_REPEAT:
        return
    earlier = (matching.normalise(other).text for other in submission.earlier)
    share = max((_percent_alike(text, other) for other in earlier), default=0)
    if share >= least:
        yield Finding(
            check="near_repeat",
            verdict=Verdict.HOLD,
            detail=f"{share} % the same as another comment of the last 24 hours, of this author "
            "or from this network.",
            number=share,
            policy=submission.limits.policies["near_repeat"],
        )


def copy(submission: Submission) -> Findings:
    if submission.is_counted and submission.is_copy:
        yield Finding(
            check="copy",
            verdict=Verdict.HOLD,
            detail="Word for word what another comment on the article says.",
        )


def word_rules(submission: Submission) -> Findings:
    for field in ("text", "name"):
        found: dict[int, list[Hit]] = {}
        for hit in submission.matcher.find(getattr(submission.post, field)):
            if hit.rule.applies_to(section=submission.section, article=submission.article):
                found.setdefault(hit.rule.pk, []).append(hit)
        for hits in found.values():
            yield _of_words(getattr(submission.post, field), field, hits)


_OF_ACTION = {
    "reject": ("forbidden_words", Verdict.REFUSE),
    "hold": ("held_words", Verdict.HOLD),
    "watch": ("watched_words", Verdict.PASS),
}


def _of_words(text: str, field: str, hits: list[Hit]) -> Finding:
    rule = hits[0].rule
    check, verdict = _OF_ACTION[rule.action]
    written = text[hits[0].start : hits[0].end]
    return Finding(
        check=check,
        verdict=verdict,
        detail=f"“{written}” in the {field}: the rule “{rule.words}”.",
        word_rule=rule.pk,
        field=field,
        spans=tuple((hit.start, hit.end) for hit in hits),
        number=len(hits),
        answer=_say_forbidden(written, field) if verdict == Verdict.REFUSE else "",
    )


def _say_forbidden(written: str, field: str) -> str:
    if field == "name":
        words = gettext(
            "We do not take “%(words)s” here. Change your name, then press the button again."
        )
    else:
        words = gettext(
            "We do not take “%(words)s” here. Change your comment, then press the button again."
        )
    return words % {"words": written}


def links(submission: Submission) -> Findings:
    limits = submission.limits
    spans = tuple(match.span() for match in _LINK.finditer(submission.post.text))
    # That an author is new is nothing where nothing is held.
    is_new = submission.is_by_new_author and limits.mode != "none-held"
    for limit in ("new_author_links", "anybody_links") if is_new else ("anybody_links",):
        least = getattr(limits, limit)
        if least and len(spans) >= least:
            number = f"{len(spans)} link{'' if len(spans) == 1 else 's'}"
            who = " by a new author" if limit == "new_author_links" else ""
            yield Finding(
                check="links",
                verdict=Verdict.HOLD,
                detail=f"{number}{who}.",
                spans=spans,
                number=len(spans),
                policy=limits.policies[limit],
            )
            return


def _percent_alike(one: str, other: str) -> int:
    """Return how alike two texts are (Dice's coefficient of their groups of three letters).

    In time that grows with their length, whatever they say.
    """
    shorter, longer = sorted((len(one), len(other)))
    if 2 * shorter < longer:
        return 0
    groups, others = _groups(one), _groups(other)
    return 200 * (groups & others).total() // (groups.total() + others.total())


@lru_cache(maxsize=64)
def _groups(text: str) -> Counter[str]:
    return Counter(text[start : start + 3] for start in range(len(text) - 2))
