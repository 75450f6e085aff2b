"""What shows that somebody reads the mail of an address: signed, and kept by them alone.

A *link* goes out by mail and lasts a day. A *pass* stays in the browser in which a link was
opened, 90 days, and travels as a form field, never in a cookie. A *proof* is the link of one
comment; it lasts three days, so that a weekend fits in. An *end* ends mail about replies, and
never ends itself.
"""

from django.core import signing

from .models import Comment, Commenter

PASS_AGE = 90 * 24 * 60 * 60  # seconds
LINK_AGE = 24 * 60 * 60  # seconds
PROOF_AGE = 3 * 24 * 60 * 60  # seconds
_PASS, _LINK, _PROOF, _END = "comments.pass", "comments.link", "comments.proof", "comments.end"


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


def proof(comment: Comment) -> str:
    return signing.dumps(comment.pk, salt=_PROOF)


def proven_by(token: str) -> Comment | None:
    """Return the comment, with its author, that ``token`` proves; None where it is not valid.

    Nor is it for what its author took back, or whose author was erased.
    """
    try:
        pk = signing.loads(token, salt=_PROOF, max_age=PROOF_AGE)
    except signing.BadSignature:
        return None
    comments = Comment.objects.filter(pk=pk, deleted_at=None, commenter__erased_at=None)
    return comments.select_related("commenter").first()


def end(commenter: Commenter) -> str:
    return signing.dumps(commenter.pk, salt=_END)


def ended_by(token: str) -> Commenter | None:
    """Return whose mail about replies ``token`` ends; None where it is not valid."""
    try:
        pk = signing.loads(token, salt=_END)
    except signing.BadSignature:
        return None
    return Commenter.objects.filter(pk=pk).first()


def _read(token: str, salt: str, age: int) -> Commenter | None:
    try:
        key = signing.loads(token, salt=salt, max_age=age)
    except signing.BadSignature:
        return None
    return Commenter.objects.filter(email_key=key, erased_at=None).first()
