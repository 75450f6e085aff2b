"""What an article's page tells machines, in the words of schema.org. Pure: what was loaded."""

import datetime as dt
from collections.abc import Sequence

from django.utils.text import Truncator

from masthead import prose
from masthead.linked_data import Node, node, one_or_all, picture, publisher
from masthead.models import Publication
from meetings.linked_data import event_in_short, organization_in_short, person_in_short

from .models import Article, Byline, Coverage, Edition, ImageUse
from .reading import Reading

# As many as the page's own description has.
WORDS_OF_DESCRIPTION = 30


def story(page: Reading, paper: Publication, site: str, *, comments: Node) -> Node:
    """Return the page of a live article; ``comments`` is what else is told of it."""
    edition = page.edition
    assert edition.displayed_at is not None  # Kept by edition_published_is_complete.
    address = site + page.article.get_absolute_url()
    images = [picture(use.image, site, caption=use.caption) for use in uses_of_images(page)]
    return node(
        "NewsArticle",
        f"{address}#article",
        url=address,
        mainEntityOfPage=address,
        datePublished=moment(edition.displayed_at),
        dateModified=moment(edition.updated_at or edition.displayed_at),
        author=one_or_all([_author(byline, site) for byline in page.bylines]),
        publisher=publisher(paper, site),
        image=one_or_all(images),
        about=_events(page.leads, site),
        mentions=_events(page.mentions, site),
        correction=[_correction(change) for change in page.changes],
        **_words(page),
        **_translations(page, site),
        **comments,
    )


def _words(page: Reading) -> Node:
    edition = page.edition
    return {
        "headline": edition.headline,
        "description": Truncator(page.description).words(WORDS_OF_DESCRIPTION),
        "dateline": edition.dateline,
        "articleSection": str(edition.section),
        "keywords": [topic.name for topic in page.topics],
        "wordCount": len(prose.plain(edition.body).split()),
        "inLanguage": page.article.language,
        "isAccessibleForFree": True,
    }


def uses_of_images(page: Reading) -> list[ImageUse]:
    """Return the pictures of an article, as they follow in the text."""
    return [use for passage in page.body for use in passage.images]


def moment(at: dt.datetime) -> str:
    return at.isoformat(timespec="seconds")


def _author(byline: Byline, site: str) -> Node:
    if byline.person:
        return person_in_short(byline.person, site)
    if byline.organization:
        return organization_in_short(byline.organization, site)
    return node("Person", name=byline.printed_name)


def _events(coverage: Sequence[Coverage], site: str) -> object:
    return one_or_all([event_in_short(one.meeting, site) for one in coverage])


def _correction(change: Edition) -> Node:
    assert change.published_at is not None
    return node(
        "CorrectionComment", text=change.change_note, datePublished=moment(change.published_at)
    )


def _translations(page: Reading, site: str) -> Node:
    """Return what an article was made from, or else what was made from it."""
    found = page.translations
    if page.article.translation_of_id:
        return {"translationOfWork": _in_short(found.source, site) if found.source else None}
    return {"workTranslation": [_in_short(other, site) for other in found.others]}


def _in_short(article: Article, site: str) -> Node:
    """Return a live article as another page names it."""
    address = site + article.get_absolute_url()
    return node(
        "NewsArticle",
        f"{address}#article",
        url=address,
        headline=article.live.headline,
        inLanguage=article.language,
    )
