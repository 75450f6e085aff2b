"""What is refused before Django reads it: bodies that are too large, text that is no UTF-8."""

from collections.abc import Callable, Iterable
from email.message import Message
from http import HTTPStatus
from typing import Any

from .proxies import Application, Environ

# Without a session, all there is to send is a comment or another small form; with one, pictures.
LARGEST_OF_READERS = 128 * 1024
LARGEST = 25 * 1024 * 1024
TEXTS = {
    HTTPStatus.CONTENT_TOO_LARGE: "This is larger than the site takes. Go back and shorten it.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "The site reads UTF-8. Send it in that encoding.",
}


def heed(application: Application, session_cookie: str) -> Application:
    """Wrap a WSGI application so that what it cannot take is answered with 413 or 415."""

    def wrapped(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        status = _fault(environ, session_cookie)
        if status is None:
            return application(environ, start_response)
        body = f"{TEXTS[status]}\n".encode()
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ]
        start_response(f"{status.value} {status.phrase}", headers)
        return [body]

    return wrapped


def _fault(environ: Environ, session_cookie: str) -> HTTPStatus | None:
    has_session = f"{session_cookie}=" in environ.get("HTTP_COOKIE", "")
    size = environ.get("CONTENT_LENGTH") or "0"
    if not size.isdecimal() or int(size[:20]) > (LARGEST if has_session else LARGEST_OF_READERS):
        return HTTPStatus.CONTENT_TOO_LARGE
    if _charset(environ.get("CONTENT_TYPE", "")) not in {"", "utf-8", "utf8"}:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    return None


def _charset(content_type: str) -> str:
    header = Message()
    header["Content-Type"] = content_type.replace("\r", " ").replace("\n", " ")
    charset = header.get_param("charset", "")
    return charset.lower().strip() if isinstance(charset, str) else "encoded"
