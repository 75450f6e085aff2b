"""People whom readers know: from the meetings they took part in, or as authors."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from masthead.models import User
from masthead.viewers import viewer
from meetings.models import Delegation, Meeting, Participation, Person, Side

from .models import Article, Byline, Coverage
from .naming import named_people

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """A meeting as one person's: what they were there, for whom, and who else was."""

    meeting: Meeting
    participation: Participation
    delegation: Delegation | None
    others: list[Side]


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    user = viewer(request)
    people = named_people(user).select_related("portrait").prefetch_related("other_names")
    found = get_object_or_404(people, slug=slug)
    is_public = user is None or named_people().filter(pk=found.pk).exists()
    attendances = _attendances(found, user)
    context = {
        "person": found,
        "is_public": is_public,
        "tenures": found.tenures.select_related("office__organization"),
        "attendances": attendances[:MOST],
        "has_more": len(attendances) > MOST,
        "written": _written_by(found),
        "covered": _about_meetings_of(found),
    }
    response = render(request, "articles/person.html", context)
    if user:
        response["Cache-Control"] = "no-store, private"
    return response


def _attendances(person: Person, user: User | None) -> list[Attendance]:
    meetings = Meeting.objects.visible_to(user).filter(participations__person=person)
    return [_attendance(one, person) for one in meetings.newest_first().with_sides()[: MOST + 1]]


def _attendance(meeting: Meeting, person: Person) -> Attendance:
    sides = meeting.sides()
    own, participation = next(
        (side, row) for side in sides for row in side.participations if row.person_id == person.pk
    )
    others = [side for side in sides if side is not own]
    return Attendance(
        meeting=meeting,
        participation=participation,
        delegation=own.delegation,
        others=others,
    )


def _written_by(person: Person) -> QuerySet[Article]:
    editions = Byline.objects.filter(person=person).values("edition")
    return Article.objects.live().filter(Q(live__id__in=editions)).newest_first()[:MOST]


def _about_meetings_of(person: Person) -> QuerySet[Article]:
    public = Meeting.objects.public().filter(participations__person=person)
    editions = Coverage.objects.filter(meeting__in=public).values("edition")
    return Article.objects.live().filter(Q(live__id__in=editions)).newest_first()[:MOST]
