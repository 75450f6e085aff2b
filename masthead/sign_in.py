"""What the lock-out after failed sign-ins goes by, besides the user name."""

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address that the request came from.

    Headers such as X-Forwarded-For can be written by anybody and do not count. Where a trusted
    proxy stands in front, ``REMOTE_ADDR`` has been set to its client's before Django sees it.
    """
    return str(request.META["REMOTE_ADDR"])
