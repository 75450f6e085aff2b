"""Publishes the demo's articles from ``stories.toml`` and ``texts/``, after the record is made."""

import tomllib
from pathlib import Path
from typing import Any

from articles import publishing, translations
from articles.models import (
    Article,
    Byline,
    Coverage,
    Edition,
    EditionTopic,
    Section,
    Slot,
    Topic,
)
from masthead.models import User
from meetings.models import Meeting, Organization

from .identity import uid

HERE = Path(__file__).parent


def text(slug: str) -> str:
    return (HERE / "texts" / f"{slug}.html").read_text()


def publish(*, by: User) -> None:
    """Publish the articles, the oldest first, each at the time that it bears."""
    rows = tomllib.loads((HERE / "stories.toml").read_text())
    Topic.objects.bulk_create(Topic(**topic) for topic in rows["topics"])
    for row in reversed(rows["stories"]):
        edition = publishing.start(
            slug=row["slug"],
            by=by,
            headline=row["headline"],
            dek=row.get("dek", ""),
            body=text(row["slug"]),
            section=Section.objects.get(slug=row["section"]),
        )
        article = edition.article
        article.uid = uid(type(article), row["slug"])
        article.save(update_fields=["uid"])
        _add_parts(edition, row)
        note = row.get("note", "")
        publishing.publish(edition, by=by, at=row["published_at"], note=note)
    for row in rows["stories"]:
        _note_language(row)
    for row in rows["front"]:
        _give_a_place(row)


def _note_language(row: dict[str, Any]) -> None:
    """Note of a translation its language and the article it was made from."""
    if "translation_of" in row:
        translations.translate(
            Article.objects.get(slug=row["slug"]),
            language=row["language"],
            source=Article.objects.get(slug=row["translation_of"]),
        )


def _give_a_place(row: dict[str, Any]) -> None:
    article = Article.objects.get(slug=row["article"])
    section = Section.objects.get(slug=row["section"]) if "section" in row else None
    Slot.objects.create(article=article, place=row["place"], section=section)


def _add_parts(edition: Edition, row: dict[str, Any]) -> None:
    if "byline" in row:
        Byline.objects.create(edition=edition, printed_name=row["byline"])
    if "byline_organization" in row:
        organization = Organization.objects.get(slug=row["byline_organization"])
        Byline.objects.create(edition=edition, organization=organization)
    for order, slug in enumerate(row["topics"]):
        topic = Topic.objects.get(slug=slug)
        EditionTopic.objects.create(edition=edition, topic=topic, order=order)
    covered = [(slug, Coverage.Role.LEAD) for slug in row.get("leads", [])]
    covered += [(slug, Coverage.Role.MENTION) for slug in row.get("mentions", [])]
    for order, (slug, role) in enumerate(covered):
        meeting = Meeting.objects.get(slug=slug)
        Coverage.objects.create(edition=edition, meeting=meeting, role=role, order=order)
