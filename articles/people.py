"""People whom readers know: from the meetings they took part in, or as authors."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from masthead import versions
from masthead.models import User
from masthead.papers import paper_of
from masthead.viewers import viewer
from meetings import alphabet
from meetings.models import Person, PersonName, Tenure
from meetings.paging import BadCursor

from . import biography, bylines, paging
from .naming import named_people

A_PAGE = 60
ARTICLES_A_PAGE = 20
MOST_LETTERS = 60


@versions.kept(versions.SITE, parameters=("after", "letter"))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List whom readers know, for everybody; the desk has the rest."""
    tenures = Tenure.objects.select_related("office__organization")
    people = alphabet.in_order(named_people(), "sort_name")
    letters = alphabet.letters(people, MOST_LETTERS)
    letter = request.GET.get("letter")
    try:
        if letter is not None:
            people = alphabet.beginning_with(people, letter, letters)
        people = people.prefetch_related(Prefetch("tenures", tenures))
        page = alphabet.page(people, request.GET.get("after"), A_PAGE)
    except (alphabet.NoSuchLetter, BadCursor) as error:
        raise Http404 from error
    context = {"people": page.rows, "after": page.after, "letter": letter, "letters": letters}
    return render(request, "articles/people.html", context)


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    user = viewer(request)
    names = Prefetch("other_names", PersonName.objects.order_by("pk"))
    people = named_people(user).select_related("portrait").prefetch_related(names)
    found = get_object_or_404(people, slug=slug)
    after = request.GET.get("after")
    try:
        written = bylines.page(found.bylines.all(), after, ARTICLES_A_PAGE)
    except paging.BadCursor as error:
        raise Http404 from error
    context = {
        "person": found,
        "is_public": user is None or named_people().filter(pk=found.pk).exists(),
        "written": written.rows,
        "after": written.after,
    }
    if after is None:
        context |= _record(request, found, user)
    response = render(request, "articles/person.html", context)
    if user:
        response["Cache-Control"] = "no-store, private"
    return response


def _record(request: HttpRequest, person: Person, user: User | None) -> dict[str, Any]:
    """Return what the first page of a person shows besides the articles."""
    paper = paper_of(request)
    offices = biography.offices(person, user)
    return {
        "offices": offices,
        "jobs": biography.jobs(
            [tenure for tenure, _ in offices], {paper.name, paper.publisher} - {""}
        ),
        "acquaintances": biography.acquaintances(person, user),
        "attendances": biography.attendances(person, user),
        "covered": biography.about_meetings_of(person),
    }
