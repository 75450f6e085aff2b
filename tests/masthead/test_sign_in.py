import pytest
from django.test import Client

from masthead.sign_in import client_address
from tests.factories import make_user

PHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def _axes(settings, db):
    settings.AXES_ENABLED = True
    make_user(username="olga", password=PHRASE)


def sign_in(password: str, username: str = "olga", address: str = "192.0.2.1", **headers: str):
    data = {"username": username, "password": password, "next": "/admin/"}
    return Client(REMOTE_ADDR=address).post("/admin/login/", data, headers=headers)


def fail(times: int, **options) -> None:
    for _ in range(times):
        sign_in("wrong", **options)


def test_the_right_password_signs_in():
    assert sign_in(PHRASE).status_code == 302


def test_four_failures_still_leave_a_chance():
    fail(4)
    assert sign_in(PHRASE).status_code == 302


def test_the_fifth_failure_locks_out_even_the_right_password():
    fail(5)
    assert sign_in(PHRASE).status_code == 429


def test_success_forgets_earlier_failures():
    fail(4)
    sign_in(PHRASE)
    fail(4)
    assert sign_in(PHRASE).status_code == 302


def test_the_lockout_page_says_what_to_do():
    fail(5)
    page = sign_in(PHRASE).text
    assert "<h1>Too many failed attempts to sign in</h1>" in page
    assert "Wait for an hour" in page
    assert 'href="/accounts/reset/"' in page
    assert "Newsroom — desk" in page


def test_the_hour_of_that_page_is_that_of_the_settings(settings):
    assert settings.AXES_COOLOFF_TIME == 1


def test_others_and_other_addresses_are_not_locked_out():
    make_user(username="rita", password=PHRASE)
    fail(5)
    assert sign_in(PHRASE, username="rita").status_code == 302
    assert sign_in(PHRASE, address="192.0.2.2").status_code == 302


def test_a_made_up_forwarded_address_does_not_open_the_lock():
    for number in range(5):
        sign_in("wrong", **{"x-forwarded-for": f"198.51.100.{number}"})
    assert sign_in(PHRASE, **{"x-forwarded-for": "198.51.100.77"}).status_code == 429


def test_the_address_is_the_connections_own(rf):
    request = rf.get("/", headers={"x-forwarded-for": "198.51.100.1"}, REMOTE_ADDR="192.0.2.9")
    assert client_address(request) == "192.0.2.9"
