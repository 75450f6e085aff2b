"""The API's own page for people, made of its description."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from masthead import languages, versions
from masthead.papers import paper_of
from meetings import tables

from .v1 import api

# Parameters that every list takes; the page explains them once.
TAKEN_BY_ALL = {"after", "limit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """``is_plain``: its path is an address as it stands."""

    path: str
    summary: str
    description: str
    parameters: list[Parameter]
    is_plain: bool


def by_subject(description: Mapping[str, Any]) -> dict[str, list[Operation]]:
    """Return the operations of an OpenAPI description by their first tags."""
    subjects: dict[str, list[Operation]] = {}
    for path, methods in description["paths"].items():
        told = methods["get"]
        subjects.setdefault(told["tags"][0], []).append(_operation(path, told))
    return subjects


def _operation(path: str, told: Mapping[str, Any]) -> Operation:
    return Operation(
        path=path,
        summary=told["summary"],
        description=told["description"],
        parameters=[
            Parameter(name=one["name"], description=one["description"])
            for one in told["parameters"]
            if one["in"] == "query" and one["name"] not in TAKEN_BY_ALL
        ],
        is_plain="{" not in path,
    )


@versions.kept(versions.SITE)
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show the page; its frame speaks the paper's language, the description is English."""
    context = {"subjects": by_subject(api.get_openapi_schema()), "columns": tables.COLUMNS}
    with languages.speaking(paper_of(request).language):
        return render(request, "newsroom/api.html", context)
