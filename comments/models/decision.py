from django.db import models
from django.db.models import Q

from masthead.models import User

from .comment import Comment, CommentRevision


class Decision(models.Model):
    """Append-only: one row for each change of a comment's status."""

    class Reason(models.TextChoices):
        SPAM = "spam"
        ABUSE = "abuse"
        OFF_TOPIC = "off-topic", "off topic"
        PERSONAL_DATA = "personal-data", "personal data"
        LEGAL = "legal"
        DUPLICATE = "duplicate"
        OTHER = "other"

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="decisions")
    revision = models.ForeignKey(
        CommentRevision, on_delete=models.PROTECT, related_name="decisions"
    )
    at = models.DateTimeField()
    # Who decided: one of the staff, or the check named in ``check_name``.
    moderator = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="comment_decisions"
    )
    check_name = models.CharField(max_length=40, blank=True)
    from_status = models.CharField(max_length=10, choices=Comment.Status, blank=True)
    to_status = models.CharField(max_length=10, choices=Comment.Status)
    reason = models.CharField(max_length=15, choices=Reason, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(moderator__isnull=False, check_name="")
                | (Q(moderator__isnull=True) & ~Q(check_name="")),
                name="decision_by_moderator_or_check",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_status or 'new'} → {self.to_status}"
