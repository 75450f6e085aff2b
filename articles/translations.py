"""Articles in several languages: each is an article of its own, and notes what it was made from."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from masthead import versions

from .models import Article
from .models.article import ArticleQuerySet
from .publishing import lock

MOST = 50


class NotTranslated(Exception):
    """The article cannot be a translation of that one; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translations:
    """``others`` are the live articles that say the same in other languages.

    ``source`` is what the article was made from, None where that is not public; ``is_stale`` says
    that readers have seen a newer edition of it since; then ``made_from`` is when the one that was
    translated was published, None where it was not.
    """

    others: list[Article]
    source: Article | None
    made_from: dt.datetime | None
    is_stale: bool


def translations_of(article: Article) -> Translations:
    """Return what is published of an article's translations, by one query; by two if stale."""
    number = article.translated_number or 0
    family = _family(article.translation_of_id or article.pk).live()
    others = list(family.exclude(pk=article.pk).order_by("language", "pk")[:MOST])
    source = next((one for one in others if one.pk == article.translation_of_id), None)
    is_stale = source is not None and source.live.number > number
    return Translations(
        others=others,
        source=source,
        made_from=_time_of(source, number) if source and is_stale else None,
        is_stale=is_stale,
    )


def _time_of(article: Article, number: int) -> dt.datetime | None:
    """Return when an edition was published, None where it was not."""
    editions = article.editions.filter(number=number)
    return editions.values_list("published_at", flat=True).first()


def _family(original: int) -> ArticleQuerySet:
    """Return the article of a key and all its translations."""
    return Article.objects.filter(Q(pk=original) | Q(translation_of=original))


@transaction.atomic
def translate(
    article: Article, *, language: str, source: Article | None, is_current: bool = False
) -> Article:
    """Say which language an article is in, and which article it translates (None: no other).

    A new ``source``, or ``is_current``, notes the source's published edition as the one that was
    translated. Raises ``NotTranslated``.
    """
    article = lock(article.pk)
    refuse_odd(article, language, source)
    if source is None:
        number = None
    elif is_current or source.pk != article.translation_of_id:
        number = _number(source)
    else:
        number = article.translated_number
    article.language, article.translation_of = language, source
    article.translated_number = number
    article.save(update_fields=["language", "translation_of", "translated_number"])
    versions.bump(versions.SITE)
    return article


def refuse_odd(article: Article | None, language: str, source: Article | None) -> None:
    """Raise ``NotTranslated`` where ``article`` (None: a new one) cannot translate ``source``.

    Without a ``source``, where it cannot be in ``language`` beside its own translations.
    """
    message = _odd_source(article, source) if source else ""
    original = source or article
    if original and not message:
        others = _family(original.pk)
        if article:
            others = others.exclude(pk=article.pk)
        if others.filter(language=language).exists():
            message = "The article exists in this language already. Change one of the languages."
    if message:
        raise NotTranslated(message)


def _odd_source(article: Article | None, source: Article) -> str:
    if article and source.pk == article.pk:
        return "An article is no translation of itself. Choose another."
    if source.translation_of_id:
        return "That article is a translation itself. Choose the original."
    if article and article.translations.exists():
        return "This article has translations itself, so it is an original."
    return ""


def _number(source: Article) -> int:
    """Return the number of the edition that readers see, else of the newest."""
    published = source.editions.published().first()
    newest = published or source.editions.get(is_newest=True)
    return newest.number
