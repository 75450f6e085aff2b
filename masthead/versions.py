"""Page versions: the numbers by which a kept page is known to be current.

Every function that changes what readers see raises the versions concerned with ``bump``, last in
its transaction. Numbers are raised in the database, so that no stale object can lower one.
"""

from django.db import transaction
from django.db.models import F
from django.db.transaction import TransactionManagementError

from .models import PageVersion

SITE = "site"
COMMENTS = "comments"


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
    return PageVersion.objects.filter(key=key).values_list("number", flat=True).first() or 0
