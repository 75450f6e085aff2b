import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Max, Q

from articles.models import Edition

from .comment import Comment

# At most one mail about replies goes to one address in this time.
A_REPLY_MAIL_EVERY = dt.timedelta(hours=1)
# Mail that is so late was lost with the worker that had it; after a week it is no news.
LATE, TOO_LATE = dt.timedelta(hours=3), dt.timedelta(days=7)


class Subscription(models.Model):
    """The author of a comment wants mail when somebody replies; it counts once it is proven."""

    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="subscription")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Replies to {self.comment_id}"


class ReplyNoticeQuerySet(models.QuerySet["ReplyNotice"]):
    def of(self, commenter_pk: int) -> Self:
        return self.filter(subscription__comment__commenter=commenter_pk)

    def to_send(self) -> Self:
        """Return those not told yet: readers see both comments, and mail is still wanted."""
        return self.filter(
            sent_at=None,
            reply__status=Comment.Status.APPROVED,
            reply__article__editions__status=Edition.Status.PUBLISHED,
            subscription__ended_at=None,
            subscription__comment__status=Comment.Status.APPROVED,
            subscription__comment__commenter__erased_at=None,
        )

    def left_behind(self, now: dt.datetime) -> list[int]:
        """Return to which commenters mail should have gone by ``now``, as far back as a week."""
        late = Q(created_at__lt=now - LATE, created_at__gt=now - TOO_LATE)
        readers = self.to_send().filter(late).order_by("subscription__comment__commenter")
        return list(readers.values_list("subscription__comment__commenter", flat=True).distinct())

    def next_mail_at(self, commenter_pk: int, now: dt.datetime) -> dt.datetime:
        """Return when, from ``now`` on, mail about replies may go to this reader."""
        last = self.of(commenter_pk).aggregate(last=Max("sent_at"))["last"]
        return max(now, last + A_REPLY_MAIL_EVERY) if last else now


class ReplyNotice(models.Model):
    """A reply that became public, of which its subscriber is told once."""

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="notices")
    reply = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ReplyNoticeQuerySet.as_manager()

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
