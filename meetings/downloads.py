"""The whole public record to take along, for whoever works with it elsewhere."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import condition, require_safe

from masthead import versions
from masthead.papers import paper_of

from . import dumps


def _etag(request: HttpRequest) -> str:
    return f'"record-{versions.number(versions.SITE)}"'


@require_safe
@condition(etag_func=_etag)
def as_json(request: HttpRequest) -> HttpResponseBase:
    record = dumps.as_json(paper_of(request), settings.SITE_URL)
    return _file(request, record, "meetings.json", "application/json")


@require_safe
@condition(etag_func=_etag)
def as_csv(request: HttpRequest) -> HttpResponseBase:
    table = dumps.as_csv(settings.SITE_URL)
    return _file(request, table, "meetings.csv", "text/csv; charset=utf-8; header=present")


def _file(
    request: HttpRequest, pieces: Iterator[str], name: str, content_type: str
) -> HttpResponseBase:
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=content_type)
    else:
        response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    response["Access-Control-Allow-Origin"] = "*"
    return response
