from django.db import models
from django.db.models import Q

from .comment import Comment


class Subscription(models.Model):
    """The author of a comment wants mail when somebody replies; it counts once it is proven."""

    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="subscription")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Replies to {self.comment_id}"


class ReplyNotice(models.Model):
    """A reply that became public, of which its subscriber is told once."""

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="notices")
    reply = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscription", "reply"], name="reply_notice_once"),
        ]
        indexes = [
            models.Index(
                fields=["created_at"], name="reply_notice_to_send", condition=Q(sent_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Reply {self.reply_id}"


class VisitorMail(models.Model):
    """A mail that somebody who proved nothing caused; a few a day go to one address."""

    email_key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["email_key", "at"], name="visitor_mail_to")]

    def __str__(self) -> str:
        return f"{self.at}"
