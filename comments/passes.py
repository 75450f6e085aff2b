"""What shows that somebody reads the mail of an address: signed, and kept by them alone.

A *link* goes out by mail and lasts a day. A *pass* stays in the browser in which a link was
opened, 90 days, and travels as a form field, never in a cookie.
"""

from django.core import signing

from .models import Commenter

PASS_AGE = 90 * 24 * 60 * 60  # seconds
LINK_AGE = 24 * 60 * 60  # seconds
_PASS, _LINK = "comments.pass", "comments.link"


def issue(commenter: Commenter) -> str:
    return signing.dumps(commenter.email_key, salt=_PASS)


def holder(token: str) -> Commenter | None:
    """Return whose pass ``token`` is; None where it is not valid or its holder was erased."""
    return _read(token, _PASS, PASS_AGE)


def link(commenter: Commenter) -> str:
    return signing.dumps(commenter.email_key, salt=_LINK)


def reader_of(token: str) -> Commenter | None:
    """Return to whose address the link with ``token`` was sent; None where it is not valid."""
    return _read(token, _LINK, LINK_AGE)


def _read(token: str, salt: str, age: int) -> Commenter | None:
    try:
        key = signing.loads(token, salt=salt, max_age=age)
    except signing.BadSignature:
        return None
    return Commenter.objects.filter(email_key=key, erased_at=None).first()
