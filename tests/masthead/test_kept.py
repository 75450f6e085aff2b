import datetime as dt
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from masthead import versions

NOON = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


def ask(view: versions.View, address: str = "/", *, wanted: bool = True, **kwargs: Any) -> Any:
    """Return the answer of a view, and the request as it was afterwards."""
    request = RequestFactory().get(address)
    if wanted:
        request.META[versions.WANTED] = True
    return view(request, **kwargs), request


def view_of(*keys: versions.Key, **options: Any) -> versions.View:
    @versions.kept(*keys, **options)
    def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return HttpResponse(request.GET.urlencode())

    return view


def bump(*keys: str) -> None:
    with transaction.atomic():
        versions.bump(*keys)


def test_the_numbers_are_those_before_the_view(db):
    @versions.kept(versions.SITE, versions.COMMENTS)
    def view(request: HttpRequest) -> HttpResponse:
        bump(versions.SITE)
        return HttpResponse()

    bump(versions.COMMENTS)
    _, request = ask(view)
    assert request.META[versions.NUMBERS] == {"site": 0, "comments": 1}


def test_a_key_may_come_from_the_address(db):
    bump(versions.article_key(7))
    _, request = ask(view_of(versions.SITE, versions.article_key), pk=7)
    assert request.META[versions.NUMBERS] == {"site": 0, "article:7": 1}


def test_an_address_may_have_no_key_of_its_own(db):
    _, request = ask(view_of(versions.SITE, lambda pk: ""), pk=7)
    assert request.META[versions.NUMBERS] == {"site": 0}


def test_without_a_cache_in_front_nothing_is_asked(db):
    with CaptureQueriesContext(connection) as queries:
        _, request = ask(view_of(versions.SITE), wanted=False)
    assert (versions.NUMBERS in request.META, len(queries)) == (False, 0)


def test_the_cache_tells_who_has_the_page_already(db):
    request = RequestFactory().get("/", headers={"If-None-Match": '"a"'})
    request.META[versions.WANTED] = True
    assert "If-None-Match" in request.headers
    view_of(versions.SITE)(request)
    assert "If-None-Match" not in request.headers


@pytest.mark.parametrize(
    ("parameters", "seen"),
    [
        ((), ""),
        (("b",), "b=2&b=3"),
        (("b", "a"), "b=2&b=3&a=1"),
        (("d",), ""),
        (versions.ANY, "a=1&b=2&b=3&c=%C3%A9"),
    ],
)
def test_the_view_sees_only_what_the_page_is_kept_by(db, parameters, seen):
    response, request = ask(view_of(versions.SITE, parameters=parameters), "/?a=1&b=2&b=3&c=%C3%A9")
    assert response.text == request.META["QUERY_STRING"] == seen


def test_what_it_sees_cannot_be_changed(db):
    _, request = ask(view_of(versions.SITE, parameters=("a",)), "/?a=1")
    with pytest.raises(AttributeError):
        request.GET["a"] = "2"


def test_browsers_keep_it_and_ask_each_time(db):
    assert ask(view_of(versions.SITE))[0]["Cache-Control"] == "no-cache"


def test_what_the_view_says_to_caches_stands(db):
    @versions.kept(versions.SITE)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=60"})

    assert ask(view)[0]["Cache-Control"] == "max-age=60"


def test_what_is_not_there_is_not_there(db):
    @versions.kept(versions.SITE)
    def view(request: HttpRequest) -> HttpResponse:
        raise Http404

    with pytest.raises(Http404):
        ask(view)


def test_the_earliest_end_counts():
    request = RequestFactory().get("/")
    for moment in (NOON, None, NOON - dt.timedelta(hours=1), NOON + dt.timedelta(hours=1)):
        versions.keep_until(request, moment)
    assert request.META[versions.UNTIL] == NOON - dt.timedelta(hours=1)
