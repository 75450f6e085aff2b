import uuid
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from articles.models import Article
from masthead.models import User


class Commenter(models.Model):
    """A reader who commented. The address is never public; erasure empties it.

    ``email_key`` is the keyed hash (HMAC-SHA-256, hex) of the trimmed, lower-cased address.
    """

    email = models.EmailField(blank=True)
    email_key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(email=""),
                name="commenter_erased_has_no_email",
            ),
        ]

    def __str__(self) -> str:
        return self.email or "(erased)"


class CommentQuerySet(models.QuerySet["Comment"]):
    def public(self) -> Self:
        """Return those that readers see: the one gate to comments."""
        return self.filter(status=Comment.Status.APPROVED)

    def pending(self) -> Self:
        return self.filter(status=Comment.Status.PENDING)

    def in_order(self) -> Self:
        """Return a thread's comments, each after what it replies to."""
        return self.order_by("path")


class Comment(models.Model):
    """What a reader (``commenter``) or one of the staff (``user``) said under an article.

    ``moderation.decide`` is the only writer of ``status`` and ``shown``. ``path`` is the place in
    the thread: one to four steps of six lower-case hex digits, compared as text.
    """

    class Status(models.TextChoices):
        PENDING = "pending"
        APPROVED = "approved"
        REJECTED = "rejected"
        SPAM = "spam"
        REMOVED = "removed"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    path = models.CharField(
        max_length=24,
        validators=[RegexValidator(r"^([0-9a-f]{6}){1,4}\Z")],
        editable=False,
    )
    commenter = models.ForeignKey(
        Commenter, on_delete=models.PROTECT, null=True, related_name="comments"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="comments")
    name = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING)
    # The revision that readers see: the last approved one.
    shown = models.OneToOneField(
        "CommentRevision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(db_index=True)
    proven_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        permissions = [("moderate_comment", "Can approve, reject and remove comments")]
        indexes = [
            models.Index(
                fields=["article", "path"],
                name="comment_public_thread",
                condition=Q(status="approved"),
            ),
            models.Index(
                fields=["status", "id"],
                name="comment_queue",
            ),
            models.Index(
                fields=["commenter", "created_at"],
                name="comment_by_commenter",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "path"], name="comment_path_once"),
            models.CheckConstraint(
                condition=Q(commenter__isnull=False, user__isnull=True)
                | Q(commenter__isnull=True, user__isnull=False),
                name="comment_by_reader_or_staff",
            ),
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(shown__isnull=False),
                name="comment_approved_shows_a_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.article}"

    def get_absolute_url(self) -> str:
        return reverse("comments:detail", args=[self.article.slug, self.pk])

    @property
    def is_public(self) -> bool:
        return self.status == self.Status.APPROVED


class CommentRevision(models.Model):
    """Append-only: a comment's text, the HTML made of it once, and what screening found."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(max_length=3000)
    html = models.TextField(editable=False)
    # A list of {"check", "verdict", "detail", "policy"}; see comments.screening.Finding.
    findings = models.JSONField(default=list, editable=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="comment_revision_once"),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number}"
