"""The record as calendars: the newest public meetings, those of a person, and each by itself."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import condition, require_safe

from masthead import versions
from masthead.papers import paper_of

from . import calendars
from .models import Delegation, Meeting, Person
from .models.meeting import MeetingQuerySet

# A calendar costs about 2 ms a meeting; whoever wants them all has the record as JSON and CSV.
MOST = 200


def _etag(request: HttpRequest, **kwargs: Any) -> str:
    return f'"calendar-{versions.number(versions.SITE)}"'


@versions.kept(versions.SITE)
@require_safe
@condition(etag_func=_etag)
def newest(request: HttpRequest) -> HttpResponse:
    """Give the newest public meetings, those to come among them; at most ``MOST``."""
    about = _about(gettext("Meetings"), request, reverse("meetings:index"))
    return _answer(request, Meeting.objects.public(), about)


@versions.kept(versions.SITE)
@require_safe
@condition(etag_func=_etag)
def of_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a meeting; 404 where its date is known only to the month or less."""
    meeting = get_object_or_404(Meeting.objects.public(), slug=slug)
    if not meeting.is_dated_to_the_day:
        raise Http404
    about = _about(meeting.name, request, meeting.get_absolute_url(), is_list=False)
    return _answer(request, Meeting.objects.public().filter(pk=meeting.pk), about)


@versions.kept(versions.SITE)
@require_safe
@condition(etag_func=_etag)
def of_person(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the newest public meetings at which somebody was or is to be; at most ``MOST``."""
    person = get_object_or_404(Person.objects.met_in_public(), slug=slug)
    name = gettext("Meetings of %(name)s") % {"name": person.name}
    about = _about(name, request, person.get_absolute_url())
    return _answer(request, Meeting.objects.public().filter(participations__person=person), about)


def _about(name: str, request: HttpRequest, page: str, *, is_list: bool = True) -> calendars.About:
    limit = gettext("The newest meetings, at most %(number)d.") % {"number": MOST}
    return calendars.About(
        name=f"{name} – {paper_of(request).name}",
        description=limit if is_list else "",
        page=settings.SITE_URL + page,
        address=settings.SITE_URL + request.path,
    )


def _answer(
    request: HttpRequest, meetings: MeetingQuerySet, about: calendars.About
) -> HttpResponse:
    found = (
        meetings.filter(precision__in=calendars.EXACT)
        .newest_first()
        .select_related("host", "place__parent__parent__parent")
        .prefetch_related(
            Prefetch("delegations", Delegation.objects.select_related("organization")),
            Prefetch("parent", Meeting.objects.public()),
        )
    )
    calendar = calendars.write(list(found[:MOST]), about, settings.SITE_URL)
    response = HttpResponse(calendar, content_type=calendars.CONTENT_TYPE)
    name = request.path.rpartition("/")[2]
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
