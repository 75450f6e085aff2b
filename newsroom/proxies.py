"""What a reverse proxy says about a request counts only from an address in TRUSTED_PROXIES."""

from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Networks = Sequence[IPv4Network | IPv6Network]

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")


def heed(application: Application, trusted: Networks) -> Application:
    """Wrap a WSGI application so that it sees the client's address and scheme.

    From a proxy in ``trusted``, X-Forwarded-For gives REMOTE_ADDR and X-Forwarded-Proto the
    scheme; from anybody else, and afterwards, these headers are gone.
    """

    def wrapped(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        said = {name: environ.pop(name, "") for name in FORWARDED}
        if _is_in(environ.get("REMOTE_ADDR", ""), trusted):
            environ["REMOTE_ADDR"] = _client(
                environ["REMOTE_ADDR"], said["HTTP_X_FORWARDED_FOR"], trusted
            )
            environ["wsgi.url_scheme"] = _scheme(environ, said["HTTP_X_FORWARDED_PROTO"])
        return application(environ, start_response)

    return wrapped


def scheme(environ: Environ, trusted: Networks) -> str:
    """Return by which scheme the client asked, of a request that did not come through ``heed``."""
    said = environ.get("HTTP_X_FORWARDED_PROTO", "")
    is_trusted = said and _is_in(environ.get("REMOTE_ADDR", ""), trusted)
    return _scheme(environ, said if is_trusted else "")


def _scheme(environ: Environ, said: str) -> str:
    said = said.strip().lower()
    scheme: str = said if said in {"http", "https"} else environ["wsgi.url_scheme"]
    return scheme


def _client(peer: str, forwarded_for: str, networks: Networks) -> str:
    """Return the last address that no trusted proxy has; further left anybody could write."""
    for address in reversed(forwarded_for.split(",")):
        if not _is_in(peer, networks):
            break
        if not _is_address(address.strip()):
            break
        peer = address.strip()
    return peer


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_in(address: str, networks: Networks) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in networks)
