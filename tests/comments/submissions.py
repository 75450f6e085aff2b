"""Facts about a comment, for tests of the checks."""

import datetime as dt
from dataclasses import fields
from typing import Any

from comments.origin import Origin
from comments.submission import Limits, Post, Submission
from comments.words import Matcher

# A winter's noon in a zone that has a name.
NOW = dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=1), "CET"))
KEYS = {field.name: number for number, field in enumerate(fields(Limits), start=1)}
LIMITS = Limits(
    mode="none-held",
    minimum_seconds=3,
    seconds_between=15,
    most_in_ten_minutes=5,
    most_in_a_day=20,
    network_holds_from=10,
    network_refuses_from=100,
    new_author_links=1,
    anybody_links=3,
    trusted_after=2,
    rejected_share=30,
    rejected_at_least=5,
    near_repeat=90,
    policies=KEYS,
)


def submission(**facts: Any) -> Submission:
    """Return facts without fault, but for those given: of the post, the limits or any other."""
    post: dict[str, Any] = {
        "text": "A comment.",
        "name": "Ana",
        "email": "ana@mail.example",
        "parent": None,
    }
    post |= {"honeypot": "", "seconds": None, "origin": Origin.OWN}
    post |= {name: facts.pop(name) for name in Post.__slots__ if name in facts}
    limits: dict[str, Any] = {name: getattr(LIMITS, name) for name in Limits.__slots__}
    limits |= {name: facts.pop(name) for name in Limits.__slots__ if name in facts}
    rest: dict[str, Any] = {"now": NOW, "article": 1, "section": 2, "matcher": Matcher([])} | facts
    return Submission(post=Post(**post), limits=Limits(**limits), **rest)
