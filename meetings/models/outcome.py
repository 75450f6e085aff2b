from typing import Self

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from masthead.models import User

from .agreement import Agreement
from .meeting import Meeting


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def with_agreements(self, user: User | None) -> Self:
        """Load of each the agreement that ``user`` may see; it is ``None`` where there is none."""
        return self.prefetch_related(Prefetch("agreement", Agreement.objects.visible_to(user)))


class Outcome(models.Model):
    """One thing that came of a meeting, or that nothing did."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("Statement")
        COMMITMENT = "commitment", _("Commitment")
        AGREEMENT = "agreement", _("Agreement")
        NEXT_MEETING = "next-meeting", _("next meeting")
        NONE = "none", _("no outcome announced")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=15, choices=Kind)
    text = models.CharField(
        max_length=500, blank=True, help_text="Empty only where no outcome was announced."
    )
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes",
        help_text="The one that was concluded, or that this is about.",
    )
    due = models.DateField(
        null=True, blank=True, help_text="By when it is to be done, where that was said."
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="none") | ~Q(text=""),
                name="outcome_has_a_text",
                violation_error_message="Say in the text what came of it.",
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.get_kind_display()
