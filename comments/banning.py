"""Who may not comment: addresses and networks are banned, and bans are lifted, here alone.

A ban is one ``Act``, with the decisions on the pending comments that it takes along: undoing it
lifts the ban and gives those comments back what they were. See ``comments.undoing``.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from masthead.models import User

from . import moderation
from .models import Act, Ban, Comment, Commenter

LONGEST_OF_NETWORK = dt.timedelta(days=30)


class NotBanned(Exception):
    """The ban was not made; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Who is banned: an author, or everybody on a network (a hash as ``Comment.network``)."""

    commenter: Commenter | None = None
    network: str = ""

    def bans_in_force(self, now: dt.datetime) -> QuerySet[Ban]:
        bans = Ban.objects.in_force(now).select_related("created_by")
        return bans.filter(commenter=self.commenter, network=self.network)

    def pending(self) -> QuerySet[Comment]:
        """Return the target's comments that wait, the oldest first."""
        comments = Comment.objects.pending().order_by("created_at", "pk")
        if self.commenter:
            return comments.filter(commenter=self.commenter)
        return comments.filter(network=self.network).exclude(network="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """For what and until when (aware; None: for good), with a note for the staff.

    ``pending`` is the verb for those comments of the target that wait: Act.Verb.REJECT or SPAM,
    or '' to leave them.
    """

    reason: str  # Decision.Reason
    until: dt.datetime | None
    note: str = ""
    pending: str = ""


@transaction.atomic
def ban(target: Target, terms: Terms, *, moderator: User) -> moderation.Done:
    """Ban the target, and decide on what waits of it, at most ``moderation.MOST_AT_ONCE``.

    Raises ``NotBanned`` for a network that is no longer known or for more than 30 days, and where
    the target is banned as long already.
    """
    now = timezone.now()
    _check(target, terms, now)
    act = Act.objects.create(
        moderator=moderator, at=now, verb=Act.Verb.BAN, reason=terms.reason, number=0
    )
    Ban.objects.create(
        commenter=target.commenter,
        network=target.network,
        until=terms.until,
        reason=terms.reason,
        note=terms.note,
        created_at=now,
        created_by=moderator,
        act=act,
    )
    if not terms.pending:
        return moderation.Done(act=act, changed=())
    keys = target.pending().values_list("pk", flat=True)[: moderation.MOST_AT_ONCE]
    return moderation.act(
        keys, verb=terms.pending, moderator=moderator, reason=terms.reason, within=act
    )


def _check(target: Target, terms: Terms, now: dt.datetime) -> None:
    if target.commenter:  # Locked, so that of two presses the second sees the first one's ban.
        Commenter.objects.select_for_update().get(pk=target.commenter.pk)
    elif not target.network:
        message = "The comment’s network is no longer known: it is forgotten after 14 days."
        raise NotBanned(message)
    elif terms.until is None or terms.until > now + LONGEST_OF_NETWORK:
        message = "A network is banned for 30 days at most, for others will come to use it."
        raise NotBanned(message)
    for other in target.bans_in_force(now):
        if other.until is None or (terms.until and other.until >= terms.until):
            message = f"{other.created_by} banned this already, as long or longer."
            raise NotBanned(message)


@transaction.atomic
def lift(ban: Ban, *, moderator: User) -> Act | None:
    """End the ban now; None where somebody lifted it before. Lifting can be undone."""
    now = timezone.now()
    if not Ban.objects.filter(pk=ban.pk, lifted_at=None).update(lifted_at=now, lifted_by=moderator):
        return None
    return Act.objects.create(moderator=moderator, at=now, verb=Act.Verb.BAN, number=0)


@transaction.atomic
def take_back(act: Act, *, by: Act) -> None:
    """Lift the bans that ``act`` made, and make again those that it lifted, in the act ``by``."""
    # What an act lifted bears its moderator and its very time.
    lifted = list(Ban.objects.filter(lifted_at=act.at, lifted_by=act.moderator))
    act.bans.filter(lifted_at=None).update(lifted_at=by.at, lifted_by=by.moderator)
    for ban in lifted:
        ban.pk, ban.act = None, by
        ban.lifted_at = ban.lifted_by = None
        ban.save(force_insert=True)
