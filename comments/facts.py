"""Gathers what screening judges a comment by, in a number of queries that nothing makes grow.

Every question about what was said before looks at a bounded number of newest rows. Whose comment
an email is of must not show in the answer to who only claims it: so a comment that readers have
seen counts as an author's repeat only for the holder of a pass, or on the network it came from.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article
from masthead import versions
from masthead.models import Publication, User

from . import identity, networks, words
from .models import Ban, Comment, Commenter, WordRule
from .rules import Rules
from .submission import Banned, Post, Submission

# The key of the version that a change of the word rules raises.
WORD_RULES = "word-rules"

SAME_POST = dt.timedelta(minutes=10)
SAME_TEXT = A_DAY = dt.timedelta(hours=24)
A_WEEK = dt.timedelta(days=7)
# As many of an author's or a network's newest comments are looked at for a repeat, ...
MOST_EARLIER = 50
# ... of these, as many are compared letter by letter, ...
MOST_COMPARED = 20
# ... and so many of an author's newest for what became of them.
MOST_OF_AUTHOR = 200
# A ban of a network lasts 30 days at most and began with a comment of at most 14 days before.
FORTNIGHTS_OF_BANS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Earlier:
    """A comment of the last 24 hours, of the same author or network."""

    pk: int
    parent: int | None
    article: int
    created_at: dt.datetime
    text: str
    was_seen: bool  # Readers have seen it.
    is_public: bool
    is_own: bool  # With the same email.
    is_near: bool  # From the same network.

    def is_same(self, article: Article, post: Post) -> bool:
        place = (self.article, self.parent, self.text)
        if place != (article.pk, post.parent, post.text):
            return False
        if self.was_seen and not post.is_proven:
            return self.is_public and self.is_near
        return self.is_own


def gather(
    article: Article, post: Post, holding: Rules, staff: tuple[str, ...], *, now: dt.datetime
) -> Submission:
    """Return the facts about a ``post`` on the live ``article``, whose lock is held.

    What can be known before anything is locked is given: the ``staff_names``.
    """
    author = _author(post.email)
    earlier = _earlier(author, post, now)
    same = [other for other in earlier if other.is_same(article, post)]
    twin = next((other.pk for other in same if other.created_at >= now - SAME_POST), None)
    compared = [other for other in earlier if post.is_proven or not other.was_seen or other.is_near]
    return Submission(
        **_common(article, post, holding, author, now),
        staff=staff,
        is_open=twin is not None or holding.accepts(article, now=now),
        is_counted=twin is None,
        twin=twin,
        sent=_sent(author, holding, now) if post.is_proven else (),
        from_network=_from_network(post.network, holding, now),
        is_repeat=bool(same),
        earlier=tuple(other.text for other in compared[:MOST_COMPARED]),
        is_copy=_is_copy(article, post, now),
    )


def gather_of_edit(article: Article, post: Post, holding: Rules, *, now: dt.datetime) -> Submission:
    """Return the facts about a ``post`` that replaces what its author said before."""
    return Submission(
        **_common(article, post, holding, _author(post.email), now),
        staff=staff_names(),
        is_open=holding.accepts(article, now=now),
        is_counted=False,
    )


def _common(
    article: Article, post: Post, holding: Rules, author: Commenter | None, now: dt.datetime
) -> dict[str, Any]:
    approved, decided, rejected = _history(author, holding, now)
    return {
        "post": post,
        "limits": holding,
        "now": timezone.localtime(now),
        "article": article.pk,
        "section": article.live.section_id,
        "matcher": matcher(versions.number(WORD_RULES)),
        "banned": _ban(author, post.network, now),
        "approved": approved,
        "decided": decided,
        "rejected": rejected,
    }


@lru_cache(maxsize=1)
def matcher(version: int) -> words.Matcher:
    """Return the matcher of the word rules in force; each process makes one for each version."""
    rows = WordRule.objects.filter(is_active=True)
    return words.Matcher(
        words.Rule(
            pk=row.pk,
            words=row.words,
            action=row.action,
            is_whole=row.is_whole,
            section=row.section_id,
            article=row.article_id,
        )
        for row in rows
    )


def _author(email: str) -> Commenter | None:
    key = identity.email_key(email, settings.EMAIL_HASH_KEY)
    return Commenter.objects.filter(email_key=key).first()


def _hashes(network: str, since: dt.datetime, now: dt.datetime) -> list[str]:
    """Return the hashes that comments of ``network`` bear, of the fortnights from ``since``."""
    numbers = range(networks.fortnight(since), networks.fortnight(now) + 1)
    return [networks.hashed(network, settings.SECRET_KEY, number) for number in numbers]


def _earlier(author: Commenter | None, post: Post, now: dt.datetime) -> list[_Earlier]:
    """Return what author and network said in the last 24 hours, the newest first."""
    hashes = _hashes(post.network, now - SAME_TEXT, now)
    recent = Comment.objects.filter(created_at__gte=now - SAME_TEXT)
    rows: dict[int, Any] = {}
    if author:
        rows |= _rows(recent.filter(commenter=author))
    if post.network:
        rows |= _rows(recent.filter(network__in=hashes))
    earlier = [
        _Earlier(
            pk=pk,
            parent=row["parent"],
            article=row["article"],
            created_at=row["created_at"],
            text=row["revisions__text"],
            was_seen=row["shown"] is not None,
            is_public=row["status"] == Comment.Status.APPROVED,
            is_own=author is not None and row["commenter"] == author.pk,
            is_near=row["network"] in hashes,
        )
        for pk, row in rows.items()
    ]
    return sorted(earlier, key=lambda comment: comment.created_at, reverse=True)


def _rows(comments: QuerySet[Comment]) -> dict[int, Any]:
    newest = (
        comments.filter(revisions__number=1)
        .order_by("-created_at")
        .values(
            "pk",
            "parent",
            "article",
            "commenter",
            "network",
            "created_at",
            "shown",
            "status",
            "revisions__text",
        )
    )
    return {row["pk"]: row for row in newest[:MOST_EARLIER]}


def _sent(author: Commenter | None, holding: Rules, now: dt.datetime) -> tuple[dt.datetime, ...]:
    if author is None:
        return ()
    most = max(holding.most_in_a_day, holding.most_in_ten_minutes, 1)
    proven = Comment.objects.filter(
        commenter=author, proven_at__isnull=False, created_at__gt=now - A_DAY
    )
    return tuple(proven.order_by("-created_at").values_list("created_at", flat=True)[:most])


def _from_network(network: str, holding: Rules, now: dt.datetime) -> int:
    if not network:
        return 0
    hashes = _hashes(network, now - SAME_POST, now)
    recent = Comment.objects.filter(network__in=hashes, created_at__gt=now - SAME_POST)
    return recent[: max(holding.network_holds_from, holding.network_refuses_from)].count()


def _is_copy(article: Article, post: Post, now: dt.datetime) -> bool:
    public = article.comments.public().filter(created_at__gte=now - SAME_TEXT)
    newest = public.order_by("-created_at", "-pk").values_list("shown__text", flat=True)
    return post.text in newest[:MOST_EARLIER]


def _ban(author: Commenter | None, network: str, now: dt.datetime) -> Banned | None:
    """Return the ban that holds longest."""
    since = now - (FORTNIGHTS_OF_BANS - 1) * networks.FORTNIGHT
    bans = list(Ban.objects.in_force(now).filter(commenter=author)) if author else []
    if network:
        bans += Ban.objects.in_force(now).filter(network__in=_hashes(network, since, now))
    if not bans:
        return None
    longest = max(bans, key=lambda ban: (ban.until is None, ban.until or now))
    return Banned(
        is_network=bool(longest.network),
        until=timezone.localtime(longest.until) if longest.until else None,
        reason=longest.get_reason_display().lower(),
    )


def _history(author: Commenter | None, holding: Rules, now: dt.datetime) -> tuple[int, int, int]:
    """Return how many comments are approved, were decided on in 7 days, and not let through."""
    if author is None:
        return 0, 0, 0
    proven = Comment.objects.filter(commenter=author, proven_at__isnull=False)
    approved = proven.public()[: holding.trusted_after].count()
    newest = proven.order_by("-created_at").values("pk")[:MOST_OF_AUTHOR]
    decided = Comment.objects.filter(
        pk__in=newest, decided_by__isnull=False, decided_at__gte=now - A_WEEK
    ).exclude(status=Comment.Status.PENDING)
    statuses = list(decided.values_list("status", flat=True))
    rejected = sum(status != Comment.Status.APPROVED for status in statuses)
    return approved, len(statuses), rejected


def staff_names() -> tuple[str, ...]:
    """Return the names that only the staff may use: theirs, and the paper's."""
    people = User.objects.filter(is_active=True).values_list("first_name", "last_name", "username")
    names = [Publication.objects.current().name]
    for first, last, username in people:
        names += [f"{first} {last}", username]
    return tuple(name for name in names if name.strip())
