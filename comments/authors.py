"""What is known of the authors of comments, read for the desk at a bounded cost.

Whatever an author or a network has sent, only about the newest ``NEWEST`` comments of each are
read: an author of 100,000 comments costs as much as one of a hundred.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from .models import AuthorNote, Ban, Comment, Commenter, Report

NEWEST = 100
MOST_NAMES = 5
MOST_NEIGHBOURS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """An author in short; counted are about the newest ``NEWEST`` comments.

    ``names`` are those printed with this address, ``names_near`` those of others who wrote from
    the same networks; of each at most ``MOST_NAMES``.
    """

    approved: int
    rejected: int
    spam: int
    pending: int
    removed: int
    first_seen: dt.datetime
    last_seen: dt.datetime
    names: tuple[str, ...]
    names_near: tuple[str, ...]
    is_proven: bool  # Of at least one of them, the address is proven.
    is_banned: bool  # The address, or a network of the comments asked about.
    notes: int
    has_more: bool  # There may be older comments, which are not counted.


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Somebody else who wrote from the networks of an author: how many comments, bounded."""

    commenter: Commenter
    comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reach:
    """Between which moments the comments of an author or a network are read."""

    first: dt.datetime
    since: dt.datetime | None  # None: all of them.


def histories(comments: Sequence[Comment]) -> dict[int, History]:
    """Return the history of each reader who wrote one of ``comments``, by the commenter's key.

    Six queries, whatever the number of comments; meant for one page of them.
    """
    mine = [comment for comment in comments if comment.commenter_id]
    examples = {comment.commenter_id: comment.pk for comment in mine}
    reaches = _reaches("commenter", examples, Comment.objects.all())
    rows = _grouped("commenter", reaches, Comment.objects.all())
    near, banned = _near(mine), _banned(mine)
    notes = AuthorNote.objects.filter(commenter__in=reaches).values_list("commenter").order_by()
    numbers = dict(notes.annotate(number=Count("pk")))
    return {
        pk: _history(
            rows[pk],
            reach=reach,
            near=near[pk],
            is_banned=pk in banned,
            notes=numbers.get(pk, 0),
        )
        for pk, reach in reaches.items()
    }


def history(commenter: Commenter) -> History | None:
    """Return the history of one reader; None where there are no comments (any more)."""
    newest = commenter.comments.order_by("-created_at").first()
    return histories([newest])[commenter.pk] if newest else None


def neighbours(commenter: Commenter) -> list[Neighbour]:
    """Return others who wrote from the networks of the author's newest comments."""
    newest = commenter.comments.order_by("-created_at").only("commenter", "network")[:NEWEST]
    numbers: Counter[int] = Counter()
    for row in _near([comment for comment in newest if comment.network])[commenter.pk]:
        numbers[row["commenter"]] += row["number"]
    most = numbers.most_common(MOST_NEIGHBOURS)
    others = Commenter.objects.in_bulk([pk for pk, _ in most])
    return [Neighbour(commenter=others[pk], comments=number) for pk, number in most]


def reports_against(commenter: Commenter) -> QuerySet[Report]:
    """Return readers' reports of the author's newest comments, newest first."""
    newest = commenter.comments.order_by("-created_at").values("pk")[:NEWEST]
    return Report.objects.filter(comment__in=Subquery(newest)).order_by("-pk")


def _reaches(
    field: str, examples: Mapping[Any, int], among: QuerySet[Comment]
) -> dict[Any, _Reach]:
    """Return, by value of ``field``, how far back its comments are read.

    ``examples`` holds, for each value, the key of one of its comments.
    """
    times = among.filter(**{field: OuterRef(field)}).values("created_at")
    rows = Comment.objects.filter(pk__in=examples.values()).values_list(
        field,
        Subquery(times.order_by("created_at")[:1]),
        Subquery(times.order_by("-created_at")[NEWEST - 1 : NEWEST]),
    )
    return {value: _Reach(first=first, since=since) for value, first, since in rows}


def _grouped(
    field: str, reaches: Mapping[Any, _Reach], among: QuerySet[Comment]
) -> dict[Any, list[dict[str, Any]]]:
    """Return, by value of ``field``, its newest comments, those that are alike as one row."""
    wanted = Q(pk__in=[])
    for value, reach in reaches.items():
        wanted |= Q(**{field: value}) & (Q(created_at__gte=reach.since) if reach.since else Q())
    rows = among.filter(wanted).order_by().values(field, "commenter", "name", "status")
    grouped: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.annotate(
        number=Count("pk"), newest=Max("created_at"), proven=Count("proven_at")
    ).order_by("-newest", "name"):
        grouped[row[field]].append(row)
    return grouped


def _near(comments: Sequence[Comment]) -> dict[int | None, list[dict[str, Any]]]:
    """Return, by author of ``comments``, what others sent from the same networks."""
    among = Comment.objects.exclude(network="")  # In these words, as the index has it.
    examples = {comment.network: comment.pk for comment in comments if comment.network}
    rows = _grouped("network", _reaches("network", examples, among), among)
    near: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for author, network in {(comment.commenter_id, comment.network) for comment in comments}:
        others = (row for row in rows.get(network, []) if row["commenter"] not in {author, None})
        near[author].extend(others)
    return near


def _banned(comments: Sequence[Comment]) -> set[int | None]:
    """Return the authors of ``comments`` that are banned, or whose networks are."""
    bans = Ban.objects.in_force(timezone.now()).filter(
        Q(commenter__in={comment.commenter_id for comment in comments})
        | Q(network__in={comment.network for comment in comments} - {""})
    )
    banned = set(bans.values_list("commenter", "network"))
    return {
        comment.commenter_id
        for comment in comments
        if banned & {(comment.commenter_id, ""), (None, comment.network)}
    }


def _history(
    rows: Sequence[dict[str, Any]],
    *,
    reach: _Reach,
    near: Iterable[dict[str, Any]],
    is_banned: bool,
    notes: int,
) -> History:
    numbers: Counter[str] = Counter()
    for row in rows:
        numbers[row["status"]] += row["number"]
    names = _names(rows)
    return History(
        approved=numbers["approved"],
        rejected=numbers["rejected"],
        spam=numbers["spam"],
        pending=numbers["pending"],
        removed=numbers["removed"],
        first_seen=reach.first,
        last_seen=rows[0]["newest"],
        names=names[:MOST_NAMES],
        names_near=tuple(name for name in _names(near) if name not in names)[:MOST_NAMES],
        is_proven=any(row["proven"] for row in rows),
        is_banned=is_banned,
        notes=notes,
        has_more=reach.since is not None,
    )


def _names(rows: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """Return the names printed, each once; those of erased comments are empty."""
    return tuple(dict.fromkeys(row["name"] for row in rows if row["name"]))
