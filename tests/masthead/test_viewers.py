import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client

from masthead.models import User
from masthead.viewers import viewer
from tests.factories import make_user


class UnaskedRequest(HttpRequest):
    """A request that fails the test when it is asked who is signed in."""

    @property
    def user(self):
        pytest.fail("asked for the user")

    @property
    def session(self):
        pytest.fail("asked for the session")


def request_of(rf, user, cookies: dict[str, str]):
    request = rf.get("/")
    request.COOKIES = cookies
    request.user = user
    return request


def test_without_a_session_cookie_the_user_is_never_asked_for():
    request = UnaskedRequest()
    request.COOKIES = {"theme": "dark"}
    assert viewer(request) is None


def test_a_signed_in_member_of_the_staff_is_the_viewer(rf, settings):
    user = User(is_staff=True)
    assert viewer(request_of(rf, user, {settings.SESSION_COOKIE_NAME: "x"})) is user


@pytest.mark.parametrize(
    "user", [AnonymousUser(), User(is_staff=False), User(is_staff=True, is_active=False)]
)
def test_anybody_else_is_a_reader(rf, settings, user):
    assert viewer(request_of(rf, user, {settings.SESSION_COOKIE_NAME: "x"})) is None


def test_the_user_of_a_real_session_is_found(db, rf):
    user = make_user()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    request = client.get("/admin/").wsgi_request
    assert viewer(request) == user
