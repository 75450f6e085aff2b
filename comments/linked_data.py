"""What an article's page tells machines of its comments, in the words of schema.org. Pure."""

import datetime as dt
from collections.abc import Sequence

from masthead.linked_data import Node, node

from . import threads

# A machine that wants more of them reads the page, the feed or the API.
MOST = 20


def describe(address: str, *, number: int, rows: Sequence[threads.Row]) -> Node:
    """Return what an article at ``address`` (absolute) is told to have: its first comments."""
    comments = [_comment(row, f"{address}comments/") for row in rows[:MOST]]
    return {"commentCount": number} | ({"comment": comments} if comments else {})


def _comment(row: threads.Row, address: str) -> Node:
    own = f"{address}{row.pk}/"
    return node(
        "Comment",
        own,
        url=own,
        author={"@type": "Person", "name": row.name or threads.nameless()},
        datePublished=_iso(row.created_at),
        dateModified=row.edited_at and _iso(row.edited_at),
        text=row.text,
        parentItem=node("Comment", f"{address}{row.parent}/") if row.parent else None,
    )


def _iso(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")
