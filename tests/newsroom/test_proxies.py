from ipaddress import ip_network

import pytest

from newsroom import proxies

PROXY = "10.0.0.5"
TRUSTED = [ip_network("10.0.0.0/8")]


def seen(peer: str, **headers: str) -> dict[str, str]:
    """Return what an application behind the wrapper sees of a request from ``peer``."""
    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http"}
    environ |= {f"HTTP_X_FORWARDED_{name.upper()}": value for name, value in headers.items()}
    found: dict[str, str] = {}

    def application(environ, start_response):
        found.update(environ)
        return []

    proxies.heed(application, TRUSTED)(environ, lambda *args: None)
    return found


def test_a_stranger_cannot_claim_another_address():
    assert seen("192.0.2.1", **{"for": "198.51.100.7"})["REMOTE_ADDR"] == "192.0.2.1"


def test_a_stranger_cannot_claim_https():
    assert seen("192.0.2.1", proto="https")["wsgi.url_scheme"] == "http"


@pytest.mark.parametrize("peer", ["192.0.2.1", PROXY])
def test_nothing_behind_the_wrapper_sees_the_headers(peer):
    found = seen(peer, **{"for": "198.51.100.7", "proto": "https", "host": "evil.example"})
    assert not any(name.startswith("HTTP_X_FORWARDED") for name in found)


def test_a_trusted_proxy_names_its_client_and_the_scheme():
    found = seen(PROXY, **{"for": "198.51.100.7", "proto": "https"})
    assert (found["REMOTE_ADDR"], found["wsgi.url_scheme"]) == ("198.51.100.7", "https")


def test_the_client_is_the_last_address_that_is_no_proxy():
    found = seen(PROXY, **{"for": "203.0.113.9, 198.51.100.7, 10.1.1.1"})
    assert found["REMOTE_ADDR"] == "198.51.100.7"


@pytest.mark.parametrize("said", ["", "unknown", "198.51.100.7, nonsense"])
def test_what_is_no_address_leaves_that_of_the_proxy(said):
    assert seen(PROXY, **{"for": said})["REMOTE_ADDR"] == PROXY


def test_an_unknown_scheme_is_ignored():
    assert seen(PROXY, proto="javascript")["wsgi.url_scheme"] == "http"


def test_a_server_that_gives_no_address_trusts_nobody():
    assert seen("", **{"for": "198.51.100.7"})["REMOTE_ADDR"] == ""
