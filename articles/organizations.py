"""Organisations whom readers know: as a side of meetings, as a party, or as an author."""

from typing import Any

from django.db.models import Case, F, IntegerField, Prefetch, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from masthead import versions
from masthead.models import User
from masthead.viewers import viewer
from meetings import alphabet
from meetings.models import (
    Agreement,
    Delegation,
    Meeting,
    Organization,
    OrganizationName,
    Participation,
    Place,
    Tenure,
)
from meetings.paging import BadCursor, Some, some

from . import bylines, paging
from .naming import named_organizations, named_people

A_PAGE = 60
ARTICLES_A_PAGE = 20
MOST = 20
MOST_TENURES = 100


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List by kind those that readers know, for everybody; the desk has the rest."""
    kinds = [When(kind=kind, then=rank) for rank, kind in enumerate(Organization.Kind)]
    known = named_organizations().annotate(rank=Case(*kinds, output_field=IntegerField()))
    keys = ("rank", *alphabet.KEYS)
    organizations = alphabet.in_order(known).order_by(*keys).select_related("parent")
    try:
        page = alphabet.page(organizations, request.GET.get("after"), A_PAGE, keys)
    except BadCursor as error:
        raise Http404 from error
    context = {"organizations": page.rows, "after": page.after}
    return render(request, "articles/organizations.html", context)


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    user = viewer(request)
    names = Prefetch("other_names", OrganizationName.objects.order_by("pk"))
    known = named_organizations(user).select_related("parent", "country").prefetch_related(names)
    found = get_object_or_404(known, slug=slug)
    after = request.GET.get("after")
    try:
        written = bylines.page(found.bylines.all(), after, ARTICLES_A_PAGE)
    except paging.BadCursor as error:
        raise Http404 from error
    context = {
        "organization": found,
        "is_public": user is None or named_organizations().filter(pk=found.pk).exists(),
        "written": written.rows,
        "after": written.after,
    }
    if after is None:
        context |= _record(found, user)
    response = render(request, "articles/organization.html", context)
    if user:
        response["Cache-Control"] = "no-store, private"
    return response


def _record(found: Organization, user: User | None) -> dict[str, Any]:
    """Return what the first page of an organisation shows besides the articles."""
    known, places = named_organizations(user), Place.objects.visible_to(user)
    meetings = Meeting.objects.visible_to(user)
    hosted = meetings.filter(host=found).select_related("place__parent__parent__parent")
    agreements = Agreement.objects.visible_to(user).filter(parties__organization=found)
    return {
        "is_parent_known": known.filter(children=found).exists(),
        "is_country_known": places.filter(organizations=found).exists(),
        "parts": some(known.filter(parent=found)[: MOST + 1], MOST),
        "tenures": _tenures(found, user),
        "delegations": _delegations(found, user),
        "hosted": some(hosted.newest_first()[: MOST + 1], MOST),
        "agreements": some(agreements.with_standing(user)[: MOST + 1], MOST),
    }


def _tenures(found: Organization, user: User | None) -> Some[Tenure]:
    """Return who held its offices, office by office, of the people whom ``user`` knows."""
    held: QuerySet[Tenure] = Tenure.objects.filter(
        office__organization=found, person__in=named_people(user)
    )
    by_office = held.select_related("office", "person").order_by(
        "office__title", "office", F("start_date").desc(nulls_last=True), "pk"
    )
    return some(by_office[: MOST_TENURES + 1], MOST_TENURES)


def _delegations(found: Organization, user: User | None) -> Some[Delegation]:
    """Return what it sent to meetings that ``user`` may see, newest first, with who came."""
    sent: QuerySet[Delegation] = found.delegations.filter(
        meeting__in=Meeting.objects.visible_to(user)
    )
    newest_first = sent.order_by(
        F("meeting__earliest").desc(nulls_last=True), "-meeting__order_in_day", "-meeting"
    )
    people = Prefetch("participations", Participation.objects.select_related("person"))
    loaded = newest_first.select_related("meeting__place__parent__parent__parent")
    return some(loaded.prefetch_related(people)[: MOST + 1], MOST)
