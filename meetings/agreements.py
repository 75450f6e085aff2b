"""The pages of agreements: how each stands, and what led there."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from masthead import versions
from masthead.viewers import viewer

from . import alphabet, paging
from .models import Agreement, Meeting
from .models.meeting import MeetingQuerySet

A_PAGE = 40
MOST_MEETINGS = 20


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what readers may see, for everybody; the desk has the rest."""
    agreements = alphabet.in_order(Agreement.objects.visible_to(None).with_standing())
    try:
        page = alphabet.page(agreements, request.GET.get("after"), A_PAGE)
    except paging.BadCursor as error:
        raise Http404 from error
    context = {"agreements": page.rows, "after": page.after}
    return render(request, "meetings/agreements.html", context)


@versions.kept(versions.SITE)
@require_safe
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    user = viewer(request)
    known = Agreement.objects.visible_to(user)
    found = get_object_or_404(known.with_life(user), slug=slug)
    meetings = _meetings_on(found)
    seen = meetings.visible_to(user).with_sides().newest_first()
    context = {
        "agreement": found,
        "is_public": user is None
        or Agreement.objects.visible_to(None).filter(pk=found.pk).exists(),
        "meetings": paging.some(seen[: MOST_MEETINGS + 1], MOST_MEETINGS),
        "public_meetings": meetings.public(),
    }
    response = render(request, "meetings/agreement_page.html", context)
    if user:
        response["Cache-Control"] = "no-store, private"
    return response


def _meetings_on(agreement: Agreement) -> MeetingQuerySet:
    """Return the meetings at which a step was taken, or which had it as an outcome."""
    at_a_step = agreement.steps.filter(meeting__isnull=False).values("meeting")
    as_outcome = agreement.outcomes.values("meeting")
    return Meeting.objects.filter(Q(pk__in=at_a_step) | Q(pk__in=as_outcome))
