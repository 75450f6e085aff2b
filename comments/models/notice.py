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

    def __str__(self) -> str:
        return self.get_every_display()


class Backlog(models.Model):
    """One row (``pk`` 1): whether readers are told that moderation takes long."""

    is_slow = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="backlog_is_one_row")]

    def __str__(self) -> str:
        return "slow" if self.is_slow else "quick"
