from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag

from masthead import languages
from masthead.papers import paper_of

from . import due

type GetResponse = Callable[[HttpRequest], HttpResponse]

# Nothing on these pages needs a device; an empty list keeps it from them and from any frame.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)
# Addresses whose pages are for one person; so is any page with one of these parameters.
PRIVATE_PATHS = (
    "/admin/",
    "/accounts/",
    "/desk/",
    "/comments/prove/",
    "/comments/mine/",
    "/comments/unsubscribe/",
)
PRIVATE_PARAMETERS = ("held", "edition")
# Answers that show nothing a schedule changes.
TIMELESS_PATHS = ("/static/", "/healthz", "/robots.txt")
# What is not in the paper's language: the staff's own pages, and what has no words.
SPEECHLESS_PATHS = ("/admin/", "/accounts/", "/desk/", "/api/", "/identity-", *TIMELESS_PATHS)


def headers(get_response: GetResponse) -> GetResponse:
    """Add the headers that Django's own middleware does not; keep private pages out of caches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        if _is_private(request):
            response["Cache-Control"] = "no-store, private"
            response["X-Robots-Tag"] = "noindex"
        return response

    return middleware


def answer_conditionally(get_response: GetResponse) -> GetResponse:
    """Tag public answers by their content; answer 304 to who has it already (RFC 9110, 13).

    Django's own middleware leaves out HEAD, and believes a ``Last-Modified`` that goes back where
    the newest of a list is taken away. Inside ``headers``, so that a 304 has those, too.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not _is_for_all(request, response):
            return response
        if "ETag" not in response:
            set_response_etag(response)
        if "if-none-match" not in request.headers:  # The page cache may have taken it out.
            return response
        found = get_conditional_response(request, etag=response.get("ETag"), response=response)
        return found or response

    return middleware


def _is_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether this is a whole page or file that a cache may keep."""
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == HTTPStatus.OK
        and not response.streaming
        and not _is_private(request)
        and "no-store" not in response.get("Cache-Control", "")
    )


def _is_private(request: HttpRequest) -> bool:
    """Tell whether the answer is for one person; it is where the session was asked who that is."""
    session = getattr(request, "session", None)
    return (
        request.path.startswith(PRIVATE_PATHS)
        or any(parameter in request.GET for parameter in PRIVATE_PARAMETERS)
        or (session is not None and session.accessed)
    )


def speak_the_papers_language(get_response: GetResponse) -> GetResponse:
    """Answer readers in the paper's language; an article's page speaks its own (articles.views).

    Nothing is negotiated: pages are the same for everybody.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(SPEECHLESS_PATHS):
            return get_response(request)
        with languages.speaking(paper_of(request).language):
            return get_response(request)

    return middleware


def carry_out_what_is_due(get_response: GetResponse) -> GetResponse:
    """Let no page be older than the schedule: what is due is carried out before the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(TIMELESS_PATHS):
            now = timezone.now()
            if due.is_due(now):
                due.carry_out(now)
        return get_response(request)

    return middleware
