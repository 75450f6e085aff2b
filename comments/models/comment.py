import uuid
from collections.abc import Iterable
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
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


class Queue(models.TextChoices):
    """Where a comment stands on the desk: it is in one queue at any time."""

    PENDING = "pending"
    REPORTED = "reported"
    APPROVED = "approved"
    REJECTED = "rejected"
    SPAM = "spam"
    REMOVED = "removed"


class CommentQuerySet(models.QuerySet["Comment"]):
    def public(self) -> Self:
        """Return those that readers see: the one gate to comments."""
        return self.filter(status=Comment.Status.APPROVED)

    def pending(self) -> Self:
        """Return those whose newest text waits for a moderator, edits of public ones included."""
        return self.filter(queue=Queue.PENDING)

    def in_order(self) -> Self:
        """Return a thread's comments, each after what it replies to."""
        return self.order_by("path")


class Comment(models.Model):
    """What a reader (``commenter``) or one of the staff (``user``) said under an article.

    ``moderation``, through ``deciding``, is the only writer of ``status``, ``shown``,
    ``edit_waits``, ``is_featured``, ``reported_at`` and of what is beside them. ``path`` is the
    place in the thread: one to four steps of six lower-case hex digits, compared as text.
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
    created_at = models.DateTimeField()
    # When the author proved, for this very comment, that the address is theirs.
    proven_at = models.DateTimeField(null=True, blank=True)
    # The keyed hash of the truncated network it came from; emptied after 14 days.
    # See comments.networks.
    network = models.CharField(max_length=80, blank=True, editable=False)
    # An edit that readers do not see yet waits for a decision.
    edit_waits = models.BooleanField(default=False)
    # The check that decided on the newest text.
    held_for = models.CharField(max_length=40, blank=True)
    is_featured = models.BooleanField(default=False)
    # When a text that readers had seen was last replaced by its author.
    edited_at = models.DateTimeField(null=True, blank=True)
    # When its author took it back; it is never public again.
    deleted_at = models.DateTimeField(null=True, blank=True)
    # When readers' reports brought it back to the desk.
    reported_at = models.DateTimeField(null=True, blank=True)
    # The moderator of the last decision; empty where that was a check.
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    # The number of decisions so far: by it a moderator's page knows that it is out of date.
    turn = models.PositiveIntegerField(default=0)
    queue = models.GeneratedField(
        expression=Case(
            When(Q(status="pending") | Q(edit_waits=True), then=Value("pending")),
            When(status="approved", reported_at__isnull=False, then=Value("reported")),
            default=F("status"),
        ),
        output_field=models.CharField(max_length=10, choices=Queue),
        db_persist=True,
    )

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
                fields=["article", "path"],
                name="comment_public_roots",
                condition=Q(status="approved", parent__isnull=True),
            ),
            models.Index(
                fields=["article", "id"],
                name="comment_featured",
                condition=Q(status="approved", is_featured=True),
            ),
            models.Index(
                fields=["created_at", "id"],
                name="comment_public_newest",
                condition=Q(status="approved"),
            ),
            models.Index(
                fields=["article", "created_at", "id"],
                name="comment_public_of_article",
                condition=Q(status="approved"),
            ),
            models.Index(fields=["created_at", "id"], name="comment_all"),
            models.Index(fields=["queue", "created_at", "id"], name="comment_queue"),
            models.Index(
                fields=["queue", "held_for", "created_at", "id"],
                name="comment_queue_by_reason",
            ),
            models.Index(
                fields=["article", "queue", "created_at", "id"],
                name="comment_queue_of_article",
            ),
            models.Index(fields=["article", "created_at", "id"], name="comment_all_of_article"),
            models.Index(
                fields=["decided_by", "decided_at", "id"],
                name="comment_decided_by",
                condition=Q(decided_by__isnull=False),
            ),
            models.Index(
                fields=["commenter", "created_at"],
                name="comment_by_commenter",
            ),
            models.Index(
                fields=["network", "created_at"],
                name="comment_by_network",
                condition=~Q(network=""),
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
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True) | ~Q(status="approved"),
                name="comment_deleted_is_not_public",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.article}"

    def get_absolute_url(self) -> str:
        return reverse("comments:detail", args=[self.article.slug, self.pk])

    @property
    def is_public(self) -> bool:
        return self.status == self.Status.APPROVED

    def newest_revision(self) -> "CommentRevision":
        """Ask for the last text that its author gave, whether readers see it or not."""
        return self.revisions.order_by("-number")[0]


class CommentRevisionQuerySet(models.QuerySet["CommentRevision"]):
    def newest_of(self, comments: Iterable[Comment]) -> dict[int, "CommentRevision"]:
        """Return the newest revision of each comment, by the comment's key."""
        revisions = self.filter(comment__in=comments).order_by("number")
        return {revision.comment_id: revision for revision in revisions}


class CommentRevision(models.Model):
    """Append-only: a comment's text, the HTML made of it once, and what screening found."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(max_length=3000)
    html = models.TextField(editable=False)
    # A list of {"check", "verdict", "detail", "policy"}; see comments.screening.Finding.
    findings = models.JSONField(default=list, editable=False)
    created_at = models.DateTimeField()

    objects = CommentRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="comment_revision_once"),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number}"
