import datetime as dt

import pytest
from django.http import HttpResponse
from django.utils import timezone

from articles import publishing
from newsroom import middleware
from tests.factories import make_edition, make_section

pytestmark = pytest.mark.django_db


def answer(request):
    return HttpResponse("")


def test_pages_get_no_device(client):
    policy = client.get("/").headers["Permissions-Policy"]
    assert "camera=()" in policy
    assert "geolocation=()" in policy


def test_public_pages_may_be_kept_and_found(client):
    headers = client.get("/").headers
    assert "no-store" not in headers.get("Cache-Control", "")
    assert "X-Robots-Tag" not in headers


@pytest.mark.parametrize(
    "address", ["{article}?held=x", "{article}?edition=1", "/admin/", "/accounts/reset/"]
)
def test_what_is_for_one_person_is_neither_kept_nor_found(client, article, address):
    headers = client.get(address.format(article=article.get_absolute_url())).headers
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["X-Robots-Tag"] == "noindex"


def test_the_first_request_after_the_time_sees_what_is_due(client, time_machine):
    moment = timezone.now() + dt.timedelta(hours=1)
    edition = make_edition(section=make_section(), headline="Out at last")
    publishing.schedule(edition, by=None, publish_at=moment)
    assert "Out at last" not in client.get("/").text
    time_machine.move_to(moment)
    assert "Out at last" in client.get("/").text


def test_where_nothing_is_due_one_query_says_so(rf, django_assert_num_queries):
    with django_assert_num_queries(1):
        middleware.carry_out_what_is_due(answer)(rf.get("/"))


@pytest.mark.parametrize("path", ["/static/css/newsroom.css", "/healthz", "/robots.txt"])
def test_what_no_schedule_changes_costs_no_query(rf, django_assert_num_queries, path):
    with django_assert_num_queries(0):
        middleware.carry_out_what_is_due(answer)(rf.get(path))
