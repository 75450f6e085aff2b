"""What to read after an article: others of its first topic, then of its section."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from .models import Article, Edition, EditionTopic, Topic

MOST = 3
# As many of the newest are asked for their language.
_LOOKED_AT = 20


def next_after(edition: Edition, topics: list[Topic], *, but: set[int]) -> list[Article]:
    """Return the newest live articles, those in the edition's language before others.

    ``topics`` are the edition's, in order; ``but`` are keys of articles to leave out.
    """
    language = edition.article.language
    languages: dict[int, str] = {}
    for newest in _newest(edition, topics):
        rows = newest[: _LOOKED_AT + len(but)]
        languages |= {key: spoken for key, spoken in rows if key not in but}
        if sum(spoken == language for spoken in languages.values()) >= MOST:
            break
    in_order = sorted(languages, key=lambda key: languages[key] != language)[:MOST]
    live = Article.objects.live().in_bulk(in_order)
    return [live[key] for key in in_order if key in live]


def _newest(edition: Edition, topics: list[Topic]) -> Iterator[QuerySet[Any, tuple[int, str]]]:
    """Yield keys and languages of published articles, newest first, each from a partial index."""
    if topics:
        of_topic = EditionTopic.objects.filter(topic=topics[0], displayed_at__isnull=False)
        yield of_topic.order_by("-displayed_at", "-id").values_list(
            "edition__article", "edition__article__language"
        )
    if edition.section_id:
        of_section = Edition.objects.published().filter(section=edition.section_id)
        yield of_section.order_by("-displayed_at", "-id").values_list(
            "article", "article__language"
        )
