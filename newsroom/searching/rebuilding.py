"""Makes the index anew from what readers see: after an upgrade, or where something was renamed.

Articles follow each publication and the record each save. What an article's entry takes from
elsewhere, the names of its authors and topics, stays as it was until this is run.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import batched

from django.db import transaction
from django.db.models import QuerySet

from articles import finding as articles
from articles.models import Edition
from masthead import indexing
from masthead.indexing import Finding
from masthead.models import SearchEntry
from meetings import finding as record
from meetings.models import Meeting, Person

BATCH = 500
Kind = SearchEntry.Kind

type Findings = Callable[[Sequence[int]], list[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """What is found of one kind: ``keys`` of those that are, and how they are."""

    kind: Kind
    keys: QuerySet[Edition, int] | QuerySet[Meeting, int] | QuerySet[Person, int]
    findings: Findings


def nouns() -> tuple[Noun, ...]:
    published, public = Edition.objects.published(), Meeting.objects.public()
    return (
        Noun(
            kind=Kind.ARTICLE,
            keys=published.order_by().values_list("article_id", flat=True),
            findings=lambda keys: articles.findings(published.filter(article__in=keys)),
        ),
        Noun(
            kind=Kind.MEETING,
            keys=public.order_by().values_list("pk", flat=True),
            findings=lambda keys: record.of_meetings(public.filter(pk__in=keys)),
        ),
        Noun(
            kind=Kind.PERSON,
            keys=Person.objects.order_by().values_list("pk", flat=True),
            findings=lambda keys: record.of_people(Person.objects.filter(pk__in=keys)),
        ),
    )


def rebuild() -> int:
    """Bring all entries up to date, each batch for itself; return how many were not."""
    changed = 0
    for noun in nouns():
        known = SearchEntry.objects.filter(kind=noun.kind)
        changed += known.exclude(key__in=noun.keys).delete()[0]
        for keys in batched(list(noun.keys), BATCH, strict=False):
            changed += _bring_up_to_date(noun, keys)
    return changed


@transaction.atomic
def _bring_up_to_date(noun: Noun, keys: Sequence[int]) -> int:
    """Lock the entries before what they are made of is read: so nothing newer is overwritten."""
    known = SearchEntry.objects.filter(kind=noun.kind, key__in=keys)
    list(known.order_by("pk").select_for_update().values_list("pk"))
    return indexing.put_changed(noun.findings(keys))


def total() -> int:
    """Return how many nouns there are to be found."""
    return sum(noun.keys.count() for noun in nouns())


def is_missing() -> bool:
    """Whether nothing can be found where something should: a site from before there was search."""
    return not SearchEntry.objects.exists() and any(noun.keys.exists() for noun in nouns())
