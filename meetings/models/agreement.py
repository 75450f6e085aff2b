import uuid
from typing import Self

from django.db import models
from django.db.models import F, Prefetch, Q

from masthead.models import User

from .dated import Dated
from .meeting import Meeting
from .organization import Organization


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: User | None) -> Self:
        """Return what ``user`` may see, the one gate to agreements; ``None`` is a reader.

        Readers see those of which a step was taken at a public meeting.
        """
        if user and user.has_perm("meetings.view_agreement"):
            return self
        steps = AgreementStep.objects.filter(meeting__in=Meeting.objects.public())
        return self.filter(pk__in=steps.values("agreement"))

    def at(self, meeting: Meeting) -> Self:
        """Return those of which a step was taken at ``meeting``."""
        return self.filter(pk__in=AgreementStep.objects.filter(meeting=meeting).values("agreement"))

    def with_life(self, user: User | None = None) -> Self:
        """Load names, parties, areas and the steps that ``user`` may see."""
        return self.prefetch_related(
            "other_names",
            "areas",
            Prefetch("parties", AgreementParty.objects.select_related("organization")),
            Prefetch("steps", AgreementStep.objects.visible_to(user).select_related("meeting")),
        )


class AgreementStepQuerySet(models.QuerySet["AgreementStep"]):
    def visible_to(self, user: User | None) -> Self:
        """Return those taken apart from meetings or at one that ``user`` may see."""
        meetings = Meeting.objects.visible_to(user)
        return self.filter(Q(meeting__isnull=True) | Q(meeting__in=meetings))


class Agreement(models.Model):
    """What parties work on or have agreed; its history is its steps."""

    class Kind(models.TextChoices):
        MEMORANDUM = "memorandum", "memorandum of cooperation"
        TREATY = "treaty"
        JOINT_STATEMENT = "joint-statement", "joint statement"
        COMMUNIQUE = "communique", "communiqué"
        DECLARATION = "declaration"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    description = models.TextField(blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AgreementName(models.Model):
    """Another name by which an agreement is known: “regional compact”."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "name"], name="agreement_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class AgreementParty(models.Model):
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="agreement_parties"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "agreement parties"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organization"], name="agreement_party_once"
            ),
        ]

    def __str__(self) -> str:
        return self.organization.said


class AgreementArea(models.Model):
    """One of the areas that an agreement covers."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="areas")
    text = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class AgreementStep(Dated):
    """A step in an agreement's life, with the meeting at which it was taken and its source."""

    class Status(models.TextChoices):
        PROPOSED = "proposed"
        DECLARED = "declared"
        NEGOTIATING = "negotiating"
        INITIALLED = "initialled"
        SIGNED = "signed"
        RATIFIED = "ratified"
        IN_FORCE = "in-force", "in force"
        SUSPENDED = "suspended"
        ENDED = "ended"

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="steps")
    status = models.CharField(max_length=15, choices=Status)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement_steps",
    )
    text = models.CharField("what happened", max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    objects = AgreementStepQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = [F("earliest").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {self.date_in_words}"
