"""What an article's page tells machines, in the words of schema.org. Pure."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from . import threads

# Nothing inside a script element may end it or open a comment (HTML, 4.12.1.3).
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article; ``address`` is absolute."""

    address: str
    headline: str
    language: str
    published_at: dt.datetime
    updated_at: dt.datetime | None


def describe(story: Story, *, comments: int, rows: Sequence[threads.Row]) -> SafeString:
    """Return JSON that may stand in a script element: the story with some of its ``comments``."""
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": story.address,
        "headline": story.headline,
        "inLanguage": story.language,
        "datePublished": _iso(story.published_at),
        "dateModified": _iso(story.updated_at or story.published_at),
        "commentCount": comments,
    }
    if rows:
        described["comment"] = [_comment(row, f"{story.address}comments/") for row in rows]
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - escaped just now.


def _comment(row: threads.Row, address: str) -> dict[str, Any]:
    own = f"{address}{row.pk}/"
    described: dict[str, Any] = {
        "@type": "Comment",
        "@id": own,
        "url": own,
        "author": {"@type": "Person", "name": row.name or threads.NAMELESS},
        "datePublished": _iso(row.created_at),
        "text": row.text,
    }
    if row.edited_at:
        described["dateModified"] = _iso(row.edited_at)
    if row.parent:
        described["parentItem"] = {"@type": "Comment", "@id": f"{address}{row.parent}/"}
    return described


def _iso(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")
