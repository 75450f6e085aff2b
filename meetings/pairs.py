"""The pages of pairs: which parties met, and each of their meetings."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from masthead import versions

from . import paging, parties

A_PAGE = 20
PAIRS_A_PAGE = 50


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    try:
        page = parties.pairs(request.GET.get("after"), PAIRS_A_PAGE)
    except parties.BadCursor as error:
        raise Http404 from error
    description = gettext(
        "Each two countries recorded at one meeting: how often they met, and when last."
    )
    context = {"description": description, "pairs": page.rows, "after": page.after}
    return render(request, "meetings/pairs.html", context)


@versions.kept(versions.SITE, parameters=("after",))
@require_safe
def between(request: HttpRequest, a: str, b: str) -> HttpResponse:
    """Show what the public record has of two parties; it is the same page for everybody."""
    if a > b:
        return redirect("meetings:between", b, a, permanent=True)
    meetings = parties.meetings_between(a, b)
    named = parties.named([a, b])
    if a == b or len(named) < len({a, b}) or not meetings.exists():
        raise Http404
    try:
        page = parties.with_leads(meetings).page(request.GET.get("after"), A_PAGE)
    except paging.BadCursor as error:
        raise Http404 from error
    pair = parties.Pair(a=named[a], b=named[b])
    context = {
        "pair": pair,
        "description": gettext("When and where %(pair)s met, and who led.") % {"pair": pair.name},
        "rows": [(meeting, parties.leads(meeting, pair)) for meeting in page.rows],
        "after": page.after,
        "agreements": parties.agreements_between(a, b),
    }
    return render(request, "meetings/between.html", context)
