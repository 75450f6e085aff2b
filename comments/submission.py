"""A comment as screening sees it: what was sent, and what was known then. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from .origin import Origin
from .words import Matcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a reader sent; ``parent`` is the key of the comment that it answers.

    ``network`` is the truncated network (see ``comments.networks``), '' where unknown;
    ``is_proven`` says that the browser holds a pass for this very address.
    """

    text: str
    name: str
    email: str
    parent: int | None
    honeypot: str
    seconds: int | None  # From the first keystroke to sending; None where no script ran.
    origin: Origin
    network: str = ""
    is_proven: bool = False
    wants_replies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The rules that checks apply, and for each the key of the policy that says so.

    The fields of ``Policy``; a limit of 0 is none. The key is None for a default.
    """

    mode: str
    minimum_seconds: int
    seconds_between: int
    most_in_ten_minutes: int
    most_in_a_day: int
    network_holds_from: int
    network_refuses_from: int
    new_author_links: int
    anybody_links: int
    trusted_after: int
    rejected_share: int
    rejected_at_least: int
    near_repeat: int
    policies: Mapping[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Banned:
    """``until`` is in the zone to be told; None: for good."""

    is_network: bool
    until: dt.datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The facts about a comment, gathered before; ``facts`` says from where and how many.

    ``now`` is in the zone in which times are told. What is not ``is_counted`` (an edit, and the
    same thing sent twice) is no further comment, to which limits and repeats would apply.
    """

    post: Post
    limits: Limits
    now: dt.datetime
    article: int
    section: int | None
    matcher: Matcher
    is_open: bool = True
    is_counted: bool = True
    # The comment that was sent minutes ago and that this is once more.
    twin: int | None = None
    banned: Banned | None = None
    # When the address's proven comments of the last 24 hours were sent, the newest first.
    sent: tuple[dt.datetime, ...] = ()
    # How many comments came from the network in the last ten minutes.
    from_network: int = 0
    # The author said exactly this in this place within 24 hours.
    is_repeat: bool = False
    # What the author, or somebody on the same network, said in the last 24 hours.
    earlier: tuple[str, ...] = ()
    # Exactly this is public on the article, by whomever.
    is_copy: bool = False
    # Of the author's proven comments: how many are approved; and of those of 7 days, how many
    # moderators decided on and how many of these they did not let stand.
    approved: int = 0
    decided: int = 0
    rejected: int = 0
    # The staff's names and user names, and the paper's name.
    staff: tuple[str, ...] = ()

    @property
    def is_by_new_author(self) -> bool:
        """Tell whether the author is not trusted: only a proven comment earns or uses trust."""
        return not (self.post.is_proven and self.approved >= self.limits.trusted_after)
