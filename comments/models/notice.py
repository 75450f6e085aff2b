from django.db import models


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
