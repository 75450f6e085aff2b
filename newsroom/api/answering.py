"""How the API answers, whatever the operation: to whom, by which methods, and when with 304."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.csrf import csrf_exempt

from . import problems

METHODS = "GET, HEAD, OPTIONS"

type View = Callable[..., Any]


def answering(view: View) -> View:
    """Answer GET and HEAD by ``view``, OPTIONS and whatever else oneself.

    Pages of any origin may read the answer, for there is nothing private in it.
    """

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            response = _read(view, request, *args, **kwargs)
        elif request.method == "OPTIONS":
            response = _options()
        else:
            detail = f"The API only reads: {METHODS}."
            response = problems.answer(HTTPStatus.METHOD_NOT_ALLOWED, detail)
            response["Allow"] = METHODS
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answered


def _options() -> HttpResponse:
    return HttpResponse(
        status=HTTPStatus.NO_CONTENT,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def _read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Answer with the content's own tag, or that the reader has it already.

    The operations know GET alone; HEAD is the same without the content, which the server drops.
    """
    method, request.method = request.method, "GET"
    response: HttpResponse = view(request, *args, **kwargs)
    request.method = method
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    if response.status_code == HTTPStatus.OK:
        set_response_etag(response)
        tag = response["ETag"]
        return get_conditional_response(request, etag=tag, response=response) or response
    return response
