from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .organization import Organization
from .person import Person


class Delegation(models.Model):
    """An organisation at a meeting, and as what."""

    class Role(models.TextChoices):
        HOST = "host", _("Host")
        GUEST = "guest", _("Guest")
        OBSERVER = "observer", _("Observer")
        MEDIATOR = "mediator", _("Mediator")

    meeting = models.ForeignKey("Meeting", on_delete=models.CASCADE, related_name="delegations")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="delegations"
    )
    role = models.CharField(max_length=10, choices=Role, default=Role.GUEST)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organization"],
                name="delegation_once_a_meeting",
                violation_error_message="This organisation is there already.",
            ),
        ]

    def __str__(self) -> str:
        return self.organization.said


class Participation(models.Model):
    """A person, or an unnamed group, at a meeting.

    ``title`` is the text of the office held *that day*; it does not change when the office does.
    """

    class Role(models.TextChoices):
        HEAD = "head", _("head of delegation")
        CHAIR = "chair", _("Chair")
        MEMBER = "member", _("Member")
        SIGNATORY = "signatory", _("Signatory")
        INTERPRETER = "interpreter", _("Interpreter")
        OBSERVER = "observer", _("Observer")

    meeting = models.ForeignKey("Meeting", on_delete=models.CASCADE, related_name="participations")
    delegation = models.ForeignKey(
        Delegation,
        # Not PROTECT: a meeting that is deleted takes both along.
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="participations",
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
    )
    description = models.CharField(
        "unnamed group",
        max_length=200,
        blank=True,
        help_text="In place of a person: “other key Mexican government officials”.",
    )
    count = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many, where it is known."
    )
    role = models.CharField("as", max_length=15, choices=Role, default=Role.MEMBER)
    title = models.CharField(
        "title that day",
        max_length=210,  # Of an office, with “Acting” before it.
        blank=True,
        help_text="Empty: from the office held.",
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "participant"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, description="")
                | (Q(person__isnull=True) & ~Q(description="")),
                name="participation_person_or_group",
                violation_error_message="Choose a person or describe an unnamed group, not both.",
            ),
            models.CheckConstraint(
                condition=Q(count__isnull=True) | Q(person__isnull=True, count__gte=1),
                name="participation_count_of_a_group",
                violation_error_message="A count, of at least 1, goes with an unnamed group.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="participation_once_a_meeting",
                violation_error_message="This person is there already.",
            ),
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.description

    def clean(self) -> None:
        super().clean()
        if self.delegation and self.delegation.meeting_id != self.meeting_id:
            raise ValidationError({"delegation": "This delegation is at another meeting."})
