import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masthead.models import User

from .dated import Certainty, Dated
from .meeting import Meeting, MeetingQuerySet
from .organization import Organization


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: User | None) -> Self:
        """Return what ``user`` may see, the one gate to agreements; ``None`` is a reader.

        Readers see those of which a step was taken at a public meeting.
        """
        if user and user.has_perm("meetings.view_agreement"):
            return self
        steps = AgreementStep.objects.filter(_is_at_one_of(Meeting.objects.public()))
        return self.filter(pk__in=steps.values("agreement"))

    def at(self, meeting: Meeting) -> Self:
        """Return those of which a step was taken at ``meeting``."""
        return self.filter(pk__in=AgreementStep.objects.filter(meeting=meeting).values("agreement"))

    def with_standing(self, user: User | None = None) -> Self:
        """Load of each its parties and the steps that ``user`` may see."""
        return self.prefetch_related(
            Prefetch("parties", AgreementParty.objects.select_related("organization")),
            Prefetch("steps", AgreementStep.objects.visible_to(user)),
        )

    def with_life(self, user: User | None = None) -> Self:
        """Load names, parties, areas and the steps that ``user`` may see, with their places."""
        steps = AgreementStep.objects.visible_to(user)
        steps = steps.select_related("meeting__place__parent__parent__parent")
        return self.prefetch_related(
            Prefetch("other_names", AgreementName.objects.order_by("pk")),
            "areas",
            Prefetch("parties", AgreementParty.objects.select_related("organization")),
            Prefetch("steps", steps),
        )


class AgreementStepQuerySet(models.QuerySet["AgreementStep"]):
    def visible_to(self, user: User | None) -> Self:
        """Return those taken apart from meetings or at one that ``user`` may see."""
        meetings = Meeting.objects.visible_to(user)
        return self.filter(Q(meeting__isnull=True) | _is_at_one_of(meetings))


def _is_at_one_of(meetings: MeetingQuerySet) -> Exists:
    """Match steps by looking their meeting up: SQLite would make a list of all ``meetings``."""
    return Exists(meetings.filter(pk=OuterRef("meeting")))


class Agreement(models.Model):
    """What parties work on or have agreed; its history is its steps."""

    class Kind(models.TextChoices):
        MEMORANDUM = "memorandum", _("memorandum of cooperation")
        TREATY = "treaty", _("Treaty")
        JOINT_STATEMENT = "joint-statement", _("joint statement")
        COMMUNIQUE = "communique", _("communiqué")
        DECLARATION = "declaration", _("Declaration")

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

    def get_absolute_url(self) -> str:
        return reverse("agreements:detail", args=[self.slug])

    def standing(self) -> list["AgreementStep"]:
        """Return the last of the loaded steps, and each disputed one that would be later.

        Steps without a date count only where there are no others.
        """
        steps = list(self.steps.all())
        steps = [step for step in steps if step.earliest] or steps
        settled = [at for at, step in enumerate(steps) if step.certainty != Certainty.DISPUTED]
        return steps[settled[-1] if settled else 0 :]


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
        PROPOSED = "proposed", _("Proposed")
        DECLARED = "declared", _("Declared")
        NEGOTIATING = "negotiating", _("Negotiating")
        INITIALLED = "initialled", _("Initialled")
        SIGNED = "signed", _("Signed")
        RATIFIED = "ratified", _("Ratified")
        IN_FORCE = "in-force", _("in force")
        SUSPENDED = "suspended", _("Suspended")
        ENDED = "ended", _("Ended")

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
