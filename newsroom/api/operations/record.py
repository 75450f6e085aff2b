from typing import Annotated

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from articles.naming import named_organizations, named_people
from meetings import describing, entries, exporting
from meetings.models import Agreement, Meeting, Place
from meetings.paging import BadCursor
from newsroom.api import paging, problems
from newsroom.api.parameters import SlugOfOne

router = Router(tags=["The record"])


class AskedOfMeetings(paging.Asked):
    year: Annotated[
        int | None, Field(ge=1, le=9999, description="Of the first day on which it may have been.")
    ] = None


@router.get(
    "/meetings",
    response=problems.ON_LIST | {200: paging.Page[entries.Meeting]},
    summary="List meetings",
)
def list_meetings(
    request: HttpRequest, response: HttpResponse, asked: Query[AskedOfMeetings]
) -> paging.Page[entries.Meeting]:
    """List what readers see, the newest first; those without a date come last."""
    found = exporting.meetings(Meeting.objects.public())
    if asked.year:
        found = found.filter(earliest__year=asked.year)
    try:
        page = found.page(asked.after, asked.limit)
    except BadCursor as error:
        raise Http404(paging.NO_SUCH_PAGE) from error
    return paging.Page[entries.Meeting](
        items=[describing.meeting(row, settings.SITE_URL) for row in page.rows],
        next=asked.link(request, response, page.after),
    )


@router.get(
    "/meetings/{slug:slug}",
    response=problems.ON_ONE | {200: entries.Meeting},
    summary="Read a meeting",
)
def read_meeting(request: HttpRequest, slug: Path[SlugOfOne]) -> entries.Meeting:
    """Read a meeting with its delegations, participants, agenda and outcomes."""
    row = _one(exporting.meetings(Meeting.objects.public()), slug)
    return describing.meeting(row, settings.SITE_URL)


@router.get(
    "/people",
    response=problems.ON_LIST | {200: paging.Page[entries.Person]},
    summary="List people",
)
def list_people(
    request: HttpRequest, response: HttpResponse, asked: Query[paging.Asked]
) -> paging.Page[entries.Person]:
    """List whom public meetings name, and who wrote articles."""
    rows, after = paging.by_key(exporting.people(named_people()), asked)
    known = exporting.employers(rows, named=named_organizations())
    return paging.Page[entries.Person](
        items=[describing.person(row, settings.SITE_URL, named=known) for row in rows],
        next=asked.link(request, response, after),
    )


@router.get(
    "/people/{slug:slug}",
    response=problems.ON_ONE | {200: entries.Person},
    summary="Read about a person",
)
def read_person(request: HttpRequest, slug: Path[SlugOfOne]) -> entries.Person:
    """Read about a person and the offices held."""
    row = _one(exporting.people(named_people()), slug)
    known = exporting.employers([row], named=named_organizations())
    return describing.person(row, settings.SITE_URL, named=known)


@router.get(
    "/organizations",
    response=problems.ON_LIST | {200: paging.Page[entries.Organization]},
    summary="List organisations",
)
def list_organizations(
    request: HttpRequest, response: HttpResponse, asked: Query[paging.Asked]
) -> paging.Page[entries.Organization]:
    """List governments, ministries … that public meetings, agreements or bylines name."""
    named = named_organizations()
    rows, after = paging.by_key(exporting.organizations(named, named=named), asked)
    return paging.Page[entries.Organization](
        items=[describing.organization(row, settings.SITE_URL) for row in rows],
        next=asked.link(request, response, after),
    )


@router.get(
    "/organizations/{slug:slug}",
    response=problems.ON_ONE | {200: entries.Organization},
    summary="Read about an organisation",
)
def read_organization(request: HttpRequest, slug: Path[SlugOfOne]) -> entries.Organization:
    """Read about an organisation and its names."""
    named = named_organizations()
    row = _one(exporting.organizations(named, named=named), slug)
    return describing.organization(row, settings.SITE_URL)


@router.get(
    "/places",
    response=problems.ON_LIST | {200: paging.Page[entries.Place]},
    summary="List places",
)
def list_places(
    request: HttpRequest, response: HttpResponse, asked: Query[paging.Asked]
) -> paging.Page[entries.Place]:
    """List where public meetings took place, and what lies around that."""
    rows, after = paging.by_key(exporting.places(Place.objects.visible_to(None)), asked)
    return paging.Page[entries.Place](
        items=[describing.place(row, settings.SITE_URL) for row in rows],
        next=asked.link(request, response, after),
    )


@router.get(
    "/places/{slug:slug}",
    response=problems.ON_ONE | {200: entries.Place},
    summary="Read about a place",
)
def read_place(request: HttpRequest, slug: Path[SlugOfOne]) -> entries.Place:
    """Read about a place, with the one around it."""
    row = _one(exporting.places(Place.objects.visible_to(None)), slug)
    return describing.place(row, settings.SITE_URL)


@router.get(
    "/agreements",
    response=problems.ON_LIST | {200: paging.Page[entries.Agreement]},
    summary="List agreements",
)
def list_agreements(
    request: HttpRequest, response: HttpResponse, asked: Query[paging.Asked]
) -> paging.Page[entries.Agreement]:
    """List those of which a step was taken at a public meeting, with their whole lives."""
    rows, after = paging.by_key(exporting.agreements(Agreement.objects.visible_to(None)), asked)
    return paging.Page[entries.Agreement](
        items=[describing.agreement(row, settings.SITE_URL) for row in rows],
        next=asked.link(request, response, after),
    )


@router.get(
    "/agreements/{slug:slug}",
    response=problems.ON_ONE | {200: entries.Agreement},
    summary="Read an agreement’s life",
)
def read_agreement(request: HttpRequest, slug: Path[SlugOfOne]) -> entries.Agreement:
    """Read an agreement with each step and its source."""
    row = _one(exporting.agreements(Agreement.objects.visible_to(None)), slug)
    return describing.agreement(row, settings.SITE_URL)


def _one[Row: Model](found: QuerySet[Row], slug: str) -> Row:
    row = found.filter(slug=slug).first()
    if row is None:
        message = f"There is no {found.model._meta.verbose_name} “{slug}”."
        raise Http404(message)
    return row
