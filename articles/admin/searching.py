"""The desk's search for an article, at a cost that does not grow with the archive.

What readers see is found by the words of its headline, in the index that their search uses. The
rest, of which there is little, is in no index: it is looked through.
"""

import re

from django.db import connection
from django.db.models import Q, QuerySet

from articles.finding import KIND
from articles.models import Article, Edition
from masthead import matching, questions
from masthead.matching import Sought

FOUND = 200
LOOKED_THROUGH = 2000
HELP = (
    "Finds published articles by words of the headline or how the address begins, and the newest "
    f"{LOOKED_THROUGH:,} others by any part of them."
)
# Stands behind all that an address may have in it.
LAST = "\N{RIGHT CURLY BRACKET}"
_ADDRESS = re.compile(r"\s*(?:\S*/)?([^/\s]+)/?\s*")


def found(text: str, *, section: str = "") -> set[int]:
    """Return the keys of the newest articles that readers see, and of those with the address.

    The headline, as readers know it, has all the words; of the last, maybe only the beginning.
    ``section`` is the key of the only one that counts, as the address of a list gives it. One
    more than ``FOUND`` are looked for, so that a list can tell that there are more.
    """
    return {*_public(text, section), *_addressed(text)}


def _public(text: str, section: str) -> list[int]:
    question = questions.ask(text.replace("-", " "))
    if not question.wanted:
        return []
    marks = ([f"s={section}"],) if section.isdecimal() else ()
    sought = Sought(question=question, marks=marks)
    newest = matching.newest(KIND, sought, most=FOUND + 1, in_title=True)
    return [match.key for match in newest]


def _addressed(text: str) -> QuerySet[Article, int]:
    """Return the articles whose address, in whole or from its last slash on, begins so."""
    address = _ADDRESS.fullmatch(text)
    if not address:
        return Article.objects.none().values_list("pk", flat=True)
    slug = address[1]
    begun = Q(slug__startswith=slug)
    if connection.vendor == "sqlite":  # Whose LIKE would read all addresses.
        begun = Q(slug__gte=slug, slug__lt=slug + LAST)
    found = Article.objects.filter(begun).order_by("slug")[: FOUND + 1]
    return found.values_list("pk", flat=True)


def looked_through(editions: QuerySet[Edition], text: str) -> QuerySet[Edition]:
    """Return those of the newest of ``editions`` that readers do not see that have each word.

    In the headline or the address; any part of a word is enough.
    """
    unseen = editions.filter(is_newest=True).exclude(status=Edition.Status.PUBLISHED)
    newest = unseen.order_by("-pk").values("pk")[:LOOKED_THROUGH]
    has_all = Q()
    for word in text.split():
        has_all &= Q(headline__icontains=word) | Q(article__slug__icontains=word)
    return Edition.objects.filter(has_all, pk__in=newest)
