from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from masthead.viewers import viewer

from . import paging
from .models import Agreement, Meeting

A_PAGE = 20


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what readers may see, for everybody; the desk has the rest."""
    meetings = Meeting.objects.public().newest_first().with_sides()
    if "after" in request.GET:
        try:
            meetings = meetings.after(*paging.read(request.GET["after"]))
        except paging.BadCursor as error:
            raise Http404 from error
    page = list(meetings[: A_PAGE + 1])
    after = _cursor(page[A_PAGE - 1]) if len(page) > A_PAGE else None
    return render(request, "meetings/index.html", {"meetings": page[:A_PAGE], "after": after})


def _cursor(meeting: Meeting) -> str:
    return paging.write(meeting.earliest, meeting.order_in_day, meeting.pk)


@require_safe
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    user = viewer(request)
    seen = Meeting.objects.visible_to(user)
    found = get_object_or_404(seen.with_record(user), slug=slug)
    context = {
        "meeting": found,
        "part_of": seen.filter(parts=found).first(),
        "agreements": Agreement.objects.at(found).with_life(user),
    }
    response = render(request, "meetings/meeting.html", context)
    if user:
        response["Cache-Control"] = "no-store, private"
    return response
