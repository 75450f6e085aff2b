from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy

from .comment import Comment
from .decision import Decision


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        """Return those on which no moderator has decided."""
        # In these words SQLite looks among a comment's reports, not among all that are open.
        return self.exclude(decision__isnull=False)


class Report(models.Model):
    """A reader says that a comment should not stand.

    ``reporter`` tells one reader from another: the key of a proven address, or a network's hash.
    ``decision`` is the moderator's decision that answered it.
    """

    class Reason(models.TextChoices):
        SPAM = "spam", gettext_lazy("spam or advertising")
        ABUSE = "abuse", gettext_lazy("insult, threat or hatred")
        PERSONAL_DATA = "personal-data", gettext_lazy("somebody’s personal data")
        LEGAL = "legal", gettext_lazy("against the law")
        OFF_TOPIC = "off-topic", gettext_lazy("off topic")
        OTHER = "other", gettext_lazy("something else")

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="reports")
    reporter = models.CharField(max_length=80)
    reason = models.CharField(max_length=15, choices=Reason)
    details = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "reporter"],
                condition=models.Q(decision__isnull=True),
                name="report_open_once_a_reporter",
            ),
        ]
        indexes = [models.Index(fields=["reporter", "at"], name="report_by_reporter")]

    def __str__(self) -> str:
        return self.get_reason_display()
