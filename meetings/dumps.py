"""The whole public record in one file, written piece by piece: memory does not grow with it.

Each piece is read on its own, so that no transaction waits for a slow reader. What is public from
beginning to end is in the file once; what changes meanwhile may be in it as it was or as it is.
"""

import csv
import dataclasses
import json
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.urls import reverse

from masthead.models import Publication

from . import describing, entries, exporting, tables
from .models import Agreement, Meeting, Organization, Person, Place


class _Entry(Protocol):
    """A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


def as_json(paper: Publication, site: str) -> Iterator[str]:
    """Yield one JSON object: whose record it is, then each kind of entry in the order of keys."""
    yield _json(_about(paper, site), indent=1).removesuffix("\n}")
    for kind, found in _kinds(site).items():
        yield f',\n "{kind}": ['
        separator = "\n"
        for entry in found:
            yield separator + _json(dataclasses.asdict(entry))
            separator = ",\n"
        yield "\n ]"
    yield "\n}\n"


def _about(paper: Publication, site: str) -> dict[str, Any]:
    return {
        "name": f"{paper.name}: the record of meetings",
        "publisher": paper.publisher or paper.name,
        "copyright_notice": paper.copyright_notice or None,
        "credit_text": f"{paper.name}, {site}",
        "url": site + reverse("meetings:index"),
    }


def _kinds(site: str) -> dict[str, Iterable[_Entry]]:
    ours = exporting.in_record()
    return {
        "meetings": _meetings(site),
        "people": _people(site, ours),
        "organizations": (
            describing.organization(row, site)
            for some in exporting.batches(exporting.organizations(ours, named=ours))
            for row in some
        ),
        "places": (
            describing.place(row, site)
            for some in exporting.batches(exporting.places(Place.objects.visible_to(None)))
            for row in some
        ),
        "agreements": (
            describing.agreement(row, site)
            for some in exporting.batches(exporting.agreements(Agreement.objects.visible_to(None)))
            for row in some
        ),
    }


def _meetings(site: str) -> Iterator[entries.Meeting]:
    for some in exporting.batches(exporting.meetings(Meeting.objects.public())):
        for row in some:
            yield describing.meeting(row, site)


def _people(site: str, ours: QuerySet[Organization]) -> Iterator[entries.Person]:
    for some in exporting.batches(exporting.people(Person.objects.met_in_public())):
        known = exporting.employers(some, named=ours)
        for row in some:
            yield describing.person(row, site, named=known)


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=indent)


class _Line:
    """A file for ``csv.writer`` that gives each line back."""

    def write(self, line: str) -> str:
        return line


def as_csv(site: str) -> Iterator[str]:
    """Yield a line for each participation (``tables``), the names of the columns first."""
    writer = csv.writer(_Line())
    yield writer.writerow(tables.COLUMNS)
    for meeting in _meetings(site):
        yield "".join(writer.writerow(row) for row in tables.rows(meeting))
