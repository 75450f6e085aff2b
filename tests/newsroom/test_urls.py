import re

import pytest
from django.db import OperationalError, connection

from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_health_is_the_databases(client):
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")


def test_a_database_that_does_not_answer_is_no_health(client, monkeypatch):
    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", fail)
    assert client.get("/healthz").status_code == 503


def test_robots_are_kept_from_the_desk(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain"
    assert "Disallow: /admin/\n" in response.text


def test_the_desk_is_where_comments_wait(moderator_client):
    response = moderator_client.get("/desk/", follow=True)
    assert response.redirect_chain[0][0] == "/desk/comments/"
    assert response.status_code == 200


def test_the_sign_in_page_leads_to_a_new_password(client):
    assert 'href="/accounts/reset/"' in client.get("/admin/login/").text


def test_a_member_of_the_staff_chooses_a_new_password_by_mail(
    client, mailoutbox, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    user = make_user(email="ed@paper.example", password="the old one, forgotten")  # noqa: S106
    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post("/accounts/reset/", {"email": "ed@paper.example"}, follow=True)
    assert asked.redirect_chain[-1][0] == "/accounts/reset/sent/"
    [link] = re.findall(r"http://testserver(/accounts/reset/\S+)", mailoutbox[0].body)
    form = client.get(link, follow=True).request["PATH_INFO"]
    new = {"new_password1": "a new one, noted down", "new_password2": "a new one, noted down"}
    assert client.post(form, new, follow=True).status_code == 200
    user.refresh_from_db()
    assert user.check_password("a new one, noted down")
