"""The pages of places: which lie in which, and what took place there."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from masthead import versions
from masthead.viewers import viewer

from . import alphabet, paging, surroundings
from .models import Meeting, Place

COUNTRIES_A_PAGE = 40
MEETINGS_A_PAGE = 20
MOST_INSIDE = 300


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what readers may see, for everybody: each country with what lies in it."""
    known = Place.objects.visible_to(None)
    outermost = alphabet.in_order(known.filter(parent__isnull=True))
    try:
        page = alphabet.page(outermost, request.GET.get("after"), COUNTRIES_A_PAGE)
    except paging.BadCursor as error:
        raise Http404 from error
    inside = surroundings.inside(known, page.rows, MOST_INSIDE)
    context = {
        "branches": surroundings.tree(page.rows, inside.rows),
        "has_more_inside": inside.has_more,
        "after": page.after,
    }
    return render(request, "meetings/places.html", context)


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    user = viewer(request)
    known = Place.objects.visible_to(user)
    found = get_object_or_404(known.select_related("parent__parent__parent"), slug=slug)
    meetings = Meeting.objects.visible_to(user).filter(place__in=_here(found))
    try:
        page = meetings.with_sides().page(request.GET.get("after"), MEETINGS_A_PAGE)
    except paging.BadCursor as error:
        raise Http404 from error
    inside = surroundings.inside(known, [found], MOST_INSIDE)
    context = {
        "place": found,
        "is_public": user is None or Place.objects.visible_to(None).filter(pk=found.pk).exists(),
        "viewer": user,
        "branches": surroundings.tree([found], inside.rows)[0].branches,
        "has_more_inside": inside.has_more,
        "meetings": page.rows,
        "after": page.after,
        "public_meetings": Meeting.objects.public().filter(place__in=_here(found)),
    }
    response = render(request, "meetings/place.html", context)
    if user:
        response["Cache-Control"] = "no-store, private"
    return response


def _here(place: Place) -> QuerySet[Place]:
    """Return the place and all that lies in it."""
    return Place.objects.filter(Q(pk=place.pk) | surroundings.is_inside([place]))
