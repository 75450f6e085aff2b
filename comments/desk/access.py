"""Who comes to the desk, and where a form of the desk leads back to."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from masthead.models import User
from masthead.seeing import see

SIGNED_OUT = "You were signed out, and nothing was changed. Sign in, then decide again."


class DeskRequest(HttpRequest):
    """A request of a moderator, as ``moderators_only`` lets it through."""

    user: User
    htmx: HtmxDetails


def moderators_only[**P](
    view: Callable[P, HttpResponse],
) -> Callable[P, HttpResponse]:
    """Lead who is not signed in to the sign-in and back; refuse who may not moderate."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request = args[0]
        assert isinstance(request, HttpRequest)
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not (request.user.is_staff and request.user.has_perm("comments.moderate_comment")):
            raise PermissionDenied
        return view(*args, **kwargs)

    return guarded


def back(request: HttpRequest) -> HttpResponse:
    """Lead to the page that this POST came from; htmx, too, loads it whole."""
    address = next_of(request)
    return HttpResponseClientRedirect(address) if _is_htmx(request) else see(address)


def next_of(request: HttpRequest) -> str:
    """Return the path on this site to which the form leads back; the queue without a good one."""
    address = request.POST.get("next", "")
    is_own = url_has_allowed_host_and_scheme(
        address, allowed_hosts=None, require_https=request.is_secure()
    )
    return address if is_own and address.startswith("/") else reverse("desk:queue")


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    back_to = request.get_full_path()
    if request.method == "POST":
        messages.warning(request, SIGNED_OUT)
        back_to = next_of(request)
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back_to})}"
    return HttpResponseClientRedirect(address) if _is_htmx(request) else see(address)


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
