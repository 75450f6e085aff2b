"""Articles and comments as machines read them, in the words of schema.org and of news agencies.

The record's nouns have theirs in ``meetings.entries``. What is not said is ``None``.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from meetings.entries import Reference, says

_HTML = "HTML of `p h2 h3 ul ol li blockquote a strong em hr table` alone."


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A section or a topic."""

    slug: str
    name: str
    url: str
    description: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A person, an organisation, or a name as printed."""

    name: str
    person: Reference | None
    organization: Reference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    url: str
    width: int
    height: int
    description: str | None = field(metadata=says("What it shows, for who does not see it."))
    caption: str | None
    credit: str | None
    after_paragraph: int = field(metadata=says("0: above the text; 2: after its second paragraph."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """An article as lists have it, without its text (schema.org NewsArticle)."""

    id: uuid.UUID
    slug: str
    url: str
    headline: str
    description: str | None = field(metadata=says("The standfirst."))
    dateline: str | None
    in_language: str = field(metadata=says("BCP 47."))
    date_published: dt.datetime = field(metadata=says("When it was first published."))
    date_modified: dt.datetime = field(
        metadata=says("When readers were last told of a change; else when it was published.")
    )
    section: Label
    topics: list[Label]
    authors: list[Author]
    meetings: list[Reference] = field(metadata=says("The public meetings that it covers."))
    images: list[Picture]
    translation_of: Reference | None = field(metadata=says("The article it was translated from."))
    comment_count: int = field(metadata=says("How many of its comments are public."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(ArticleSummary):
    """An article as it is now (schema.org NewsArticle)."""

    change_note: str | None = field(metadata=says("What the last change was."))
    body_html: str = field(metadata=says(_HTML))
    body_text: str = field(metadata=says("The same as plain text, a line a paragraph."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment that the desk made public (schema.org Comment)."""

    id: uuid.UUID
    url: str
    article: Reference
    parent: uuid.UUID | None = field(metadata=says("The public comment that it answers."))
    author: str | None = field(metadata=says("The name as given; `null` where it was erased."))
    is_staff: bool = field(metadata=says("Whether somebody of the paper wrote it."))
    is_featured: bool
    date_published: dt.datetime
    date_modified: dt.datetime | None = field(metadata=says("When its author last changed it."))
    text_html: str = field(metadata=says("HTML of `p`, `br` and `a` alone."))
