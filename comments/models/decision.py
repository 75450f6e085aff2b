from django.db import models
from django.db.models import Q

from masthead.models import User

from .comment import Comment, CommentRevision


class Act(models.Model):
    """Append-only: what a moderator did with one press, to one comment or to many.

    ``undoes`` is the act that this one took back.
    """

    class Verb(models.TextChoices):
        APPROVE = "approve"
        REJECT = "reject"
        SPAM = "spam", "mark as spam"
        REMOVE = "remove"
        FEATURE = "feature"
        UNFEATURE = "unfeature", "feature no longer"
        BAN = "ban"
        POLICY = "policy", "change the rules"
        UNDO = "undo"

    moderator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="comment_acts")
    at = models.DateTimeField()
    verb = models.CharField(max_length=10, choices=Verb)
    reason = models.CharField(max_length=15, blank=True)
    # How many comments it changed.
    number = models.PositiveIntegerField(default=0)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["moderator", "id"], name="act_of_moderator")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verb="undo", undoes__isnull=False)
                | (~Q(verb="undo") & Q(undoes__isnull=True)),
                name="act_undo_names_what_it_undoes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.number}"


class Decision(models.Model):
    """Append-only: one row for each change of a comment's status, text shown or featuring.

    The ``from_`` columns hold what was before, so that undoing restores exactly that.
    """

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
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, related_name="decisions")
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    from_shown = models.ForeignKey(
        CommentRevision, on_delete=models.PROTECT, null=True, related_name="+"
    )
    from_edit_waits = models.BooleanField(default=False)
    from_reported_at = models.DateTimeField(null=True)
    from_edited_at = models.DateTimeField(null=True)
    from_featured = models.BooleanField(default=False)
    to_featured = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["at"], name="decision_at")]
        constraints = [
            models.CheckConstraint(
                condition=Q(moderator__isnull=False, check_name="")
                | (Q(moderator__isnull=True) & ~Q(check_name="")),
                name="decision_by_moderator_or_check",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_status or 'new'} → {self.to_status}"
