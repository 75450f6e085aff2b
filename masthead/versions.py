"""Page versions: the numbers by which a kept page is known to be current.

Every function that changes what readers see raises the versions concerned with ``bump``, last in
its transaction. Numbers are raised in the database, so that no stale object can lower one.

A view whose page may be kept says so with ``kept``, and which versions count.
"""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.transaction import TransactionManagementError
from django.http import HttpRequest, HttpResponse, QueryDict

from .models import PageVersion

SITE = "site"
COMMENTS = "comments"

# The name of a version, or what returns it for the arguments of a view; '' where there is none.
type Key = str | Callable[..., str]
type View = Callable[..., HttpResponse]

# What a page cache in front and the views tell each other in the request's environment: that the
# page may be kept, by which numbers it was made, and until when it is right if they stay.
WANTED = "newsroom.page_cache.wanted"
NUMBERS = "newsroom.page_cache.numbers"
UNTIL = "newsroom.page_cache.until"
# Every parameter changes the page.
ANY = ("*",)


def article_key(pk: int) -> str:
    return f"article:{pk}"


def bump(*keys: str) -> None:
    """Raise the versions ``keys``, in sorted order so that no two transactions deadlock.

    Must run inside the transaction of the change; raises ``TransactionManagementError`` outside.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "Raise page versions in the transaction of the change: use transaction.atomic."
        raise TransactionManagementError(message)
    for key in sorted(set(keys)):
        if not PageVersion.objects.filter(key=key).update(number=F("number") + 1):
            PageVersion.objects.bulk_create([PageVersion(key=key)], ignore_conflicts=True)
            PageVersion.objects.filter(key=key).update(number=F("number") + 1)


def number(key: str) -> int:
    """Return the version of ``key``; 0 where it was never raised."""
    return numbers(key)[key]


def numbers(*keys: str) -> dict[str, int]:
    """Return the versions of ``keys``, read at once; 0 for those that were never raised."""
    found = PageVersion.objects.filter(key__in=keys).values_list("key", "number")
    return dict.fromkeys(keys, 0) | dict(found)


def kept(*keys: Key, parameters: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Let the page of a view be kept until one of the versions ``keys`` is raised.

    The page is the same for all readers, and of the address it depends on the path and on
    ``parameters`` only: the view sees no others (with ``ANY``, it sees all). A key that the view's
    arguments tell is asked for after the plain ones were read, and so may rely on what these cover.
    An answer other than 200, or that says ``no-store``, is not kept.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if parameters != ANY:
                _narrow(request, parameters)
            if WANTED in request.META:
                # Whoever has the page already is told so by the cache, which needs all of it.
                request.META.pop("HTTP_IF_NONE_MATCH", None)
                vars(request).pop("headers", None)  # Made of these, once.
                request.META[NUMBERS] = _read(keys, kwargs)
            response = view(request, *args, **kwargs)
            if "Cache-Control" not in response:
                response["Cache-Control"] = "no-cache"  # Browsers ask whether it is still right.
            return response

        answer.kept_parameters = parameters  # type: ignore[attr-defined]
        return answer

    return decorate


def keep_until(request: HttpRequest, moment: dt.datetime | None) -> None:
    """Say that the page shows something that ends by the clock at ``moment`` (aware), if any."""
    if moment is not None:
        request.META[UNTIL] = min(moment, request.META.get(UNTIL, moment))


def _narrow(request: HttpRequest, parameters: tuple[str, ...]) -> None:
    seen = QueryDict(mutable=True)
    for name in parameters:
        if name in request.GET:
            seen.setlist(name, request.GET.getlist(name))
    seen._mutable = False  # noqa: SLF001 - as in Django's own QueryDict.copy and its kin.
    request.GET = seen  # type: ignore[assignment]
    request.META["QUERY_STRING"] = seen.urlencode()


def _read(keys: tuple[Key, ...], arguments: dict[str, Any]) -> dict[str, int]:
    found = numbers(*(key for key in keys if isinstance(key, str)))
    told = [key(**arguments) for key in keys if not isinstance(key, str)]
    return found | numbers(*filter(None, told)) if told else found
