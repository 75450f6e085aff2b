from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from masthead import versions
from masthead.viewers import viewer

from . import filtering, paging, parties
from .forms import FilterForm
from .models import Agreement, Meeting, Outcome

A_PAGE = 20


@versions.kept(versions.SITE, parameters=("after", "country", "person", "format", "year"))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what readers may see, for everybody; the desk has the rest."""
    form = FilterForm(request.GET, choices=filtering.choices())
    meetings = form.narrow(Meeting.objects.public()).with_sides()
    try:
        page = meetings.page(request.GET.get("after"), A_PAGE)
    except paging.BadCursor as error:
        raise Http404 from error
    description = gettext(
        "The record of the meetings reported here: when, where, and who took part for whom."
    )
    context = {
        "form": form,
        "description": description,
        "meetings": page.rows,
        "after": page.after,
    }
    return render(request, "meetings/index.html", context)


@versions.kept(versions.SITE)
@require_safe
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    user = viewer(request)
    seen = Meeting.objects.visible_to(user)
    found = get_object_or_404(seen.with_record(user), slug=slug)
    pairs = parties.pairs_at(found)
    earlier, later = parties.around(found, pairs[0]) if len(pairs) == 1 else (None, None)
    context = {
        "meeting": found,
        "part_of": seen.filter(parts=found).first(),
        "outcomes": Outcome.objects.filter(meeting=found).with_agreements(user),
        "agreements": Agreement.objects.at(found).with_life(user),
        "pairs": pairs,
        "earlier": earlier,
        "later": later,
    }
    response = render(request, "meetings/meeting.html", context)
    if user:
        response["Cache-Control"] = "no-store, private"
    return response
