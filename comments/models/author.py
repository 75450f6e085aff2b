"""What the desk keeps about the authors of comments."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q

from masthead.models import User

from .comment import Commenter
from .decision import Act, Decision


class BanQuerySet(models.QuerySet["Ban"]):
    def in_force(self, now: dt.datetime) -> Self:
        """Return those that hold ``now`` (aware)."""
        return self.filter(Q(until=None) | Q(until__gt=now), lifted_at=None)


class Ban(models.Model):
    """Who may not comment: an email address or a network, for a time (a suspension) or for good.

    ``network`` is a keyed hash like ``Comment.network``; networks are banned for 30 days at most.
    """

    commenter = models.ForeignKey(
        Commenter, on_delete=models.PROTECT, null=True, blank=True, related_name="bans"
    )
    network = models.CharField(max_length=80, blank=True, db_index=True)
    until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=15, choices=Decision.Reason)
    note = models.CharField(max_length=300, blank=True, help_text="For the staff.")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, related_name="bans")

    objects = BanQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commenter__isnull=False, network="")
                | (Q(commenter__isnull=True) & ~Q(network="") & Q(until__isnull=False)),
                name="ban_of_an_author_or_for_a_time_of_a_network",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commenter or 'network'} until {self.until or 'lifted'}"


class AuthorNote(models.Model):
    """Append-only: what a moderator wants the others to know about an author."""

    commenter = models.ForeignKey(Commenter, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.text[:80]
