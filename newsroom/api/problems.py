"""What the API answers when something is wrong, as RFC 9457 has it: a JSON that says what to do."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

MEDIA_TYPE = "application/problem+json"
NOTHING_HERE = "There is nothing at this address. The addresses are in openapi.json."


class Gone(Exception):
    """What was asked for was public and is no more; the message says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one parameter."""

    parameter: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault]


# What any operation may answer; ninja takes such tables as ``response``.
ON_LIST: dict[Any, Any] = {404: Problem, 422: Problem}
ON_ONE: dict[Any, Any] = {404: Problem}


def answer(status: HTTPStatus, detail: str, errors: Sequence[Fault] = ()) -> HttpResponse:
    problem = Problem(
        type="about:blank",
        title=status.phrase,
        status=status,
        detail=detail,
        errors=list(errors),
    )
    return JsonResponse(asdict(problem), status=status, content_type=MEDIA_TYPE)


def nothing_here(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return answer(HTTPStatus.NOT_FOUND, NOTHING_HERE)


def handle(api: NinjaAPI) -> None:
    """Let the API answer what its operations raise."""
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(Gone, _gone)
    api.add_exception_handler(ValidationError, _invalid)


def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(HTTPStatus.NOT_FOUND, str(error) or NOTHING_HERE)


def _gone(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(HTTPStatus.GONE, str(error))


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    faults = [Fault(parameter=str(one["loc"][-1]), detail=one["msg"]) for one in error.errors]
    names = ", ".join(f"“{fault.parameter}”" for fault in faults)
    return answer(HTTPStatus.UNPROCESSABLE_ENTITY, f"Change {names}: see “errors”.", faults)
