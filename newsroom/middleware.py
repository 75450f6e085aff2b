from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

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


def _is_private(request: HttpRequest) -> bool:
    """Tell whether the answer is for one person; it is where the session was asked who that is."""
    session = getattr(request, "session", None)
    return (
        request.path.startswith(PRIVATE_PATHS)
        or any(parameter in request.GET for parameter in PRIVATE_PARAMETERS)
        or (session is not None and session.accessed)
    )


def carry_out_what_is_due(get_response: GetResponse) -> GetResponse:
    """Let no page be older than the schedule: what is due is carried out before the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(TIMELESS_PATHS):
            now = timezone.now()
            if due.is_due(now):
                due.carry_out(now)
        return get_response(request)

    return middleware
