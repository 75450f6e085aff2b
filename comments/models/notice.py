import datetime as dt
from typing import Self

from django.db import models

from masthead.models import User


class ModeratorNotice(models.Model):
    """One row (``pk`` 1): when moderators were last told what waits, and when they will be."""

    sent_at = models.DateTimeField(null=True)
    queued_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="moderator_notice_is_one_row"),
        ]

    def __str__(self) -> str:
        return f"sent {self.sent_at}"


class NoticePreferenceQuerySet(models.QuerySet["NoticePreference"]):
    def of(self, users: models.QuerySet[User]) -> Self:
        """Return the users' preferences, in the order of their addresses; make what is missing."""
        missing = users.filter(comment_notices=None)
        self.bulk_create([NoticePreference(user=user) for user in missing], ignore_conflicts=True)
        return self.filter(user__in=users).select_related("user").order_by("user__email")


class NoticePreference(models.Model):
    """How often a moderator wants mail about comments that wait; without a row: hourly."""

    class Every(models.TextChoices):
        EACH = "each", "for each comment"
        HOURLY = "hourly", "at most once an hour"
        DAILY = "daily", "at most once a day"
        NEVER = "never"

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="comment_notices"
    )
    every = models.CharField(max_length=10, choices=Every, default=Every.HOURLY)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NoticePreferenceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.get_every_display()

    def due_at(self, newest: dt.datetime) -> dt.datetime | None:
        """Return when to tell that comments wait, the ``newest`` since then; None: not to."""
        interval = _INTERVALS.get(self.every)
        if interval is None or (self.sent_at and self.sent_at >= newest):
            return None
        return self.sent_at + interval if self.sent_at else newest


_INTERVALS: dict[str, dt.timedelta] = {
    NoticePreference.Every.HOURLY: dt.timedelta(hours=1),
    NoticePreference.Every.DAILY: dt.timedelta(days=1),
}


class Backlog(models.Model):
    """One row (``pk`` 1): whether readers are told that moderation takes long."""

    is_slow = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="backlog_is_one_row")]

    def __str__(self) -> str:
        return "slow" if self.is_slow else "quick"
