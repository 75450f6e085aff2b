from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from masthead import questions, versions, xml_text
from masthead.papers import paper_of

from . import finding, narrowing
from .finding import Asked


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    data = request.GET
    asked = Asked(
        question=questions.ask(data.get("q", "")),
        narrowing=narrowing.read(data),
        tab=data["kind"] if data.get("kind") in finding.TABS else None,
        sort=finding.DATE if data.get("sort") == finding.DATE else finding.RELEVANCE,
        after=data.get("after"),
    )
    context: dict[str, object] = {"asked": asked}
    if asked.question.wanted:
        try:
            context["results"] = results = finding.find(asked)
        except finding.BadCursor as error:
            raise Http404 from error
        context["numbers"] = {tab: results.numbers[kind] for tab, kind in finding.TABS.items()}
    return render(request, "search/search.html", context)


@versions.kept(versions.SITE)
@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search to browsers, which then offer it in their address bar."""
    paper = paper_of(request)
    context = {
        "search_path": reverse("search"),
        "name": xml_text.clean(paper.name),
        "tagline": xml_text.clean(paper.tagline),
    }
    kind = "application/opensearchdescription+xml"
    return render(request, "search/opensearch.xml", context, content_type=kind)
