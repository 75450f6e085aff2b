"""What a request says about where it comes from: from which page, and from which network."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from . import networks
from .origin import Origin, of


def origin(request: HttpRequest) -> Origin:
    site = urlsplit(settings.SITE_URL)
    return of(
        fetch_site=request.headers.get("Sec-Fetch-Site"),
        origin=request.headers.get("Origin"),
        own={f"{site.scheme}://{site.netloc}", f"{request.scheme}://{request.get_host()}"},
    )


def network(request: HttpRequest) -> str:
    """Return the truncated network of the request; '' where it is not known."""
    return networks.truncate(request.META.get("REMOTE_ADDR", ""))
