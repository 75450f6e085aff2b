from django.db import models
from django.db.models import Q

from masthead.models import Image
from meetings.models import Meeting, Organization, Person

from .edition import Edition
from .taxonomy import Topic


class Part(models.Model):
    """A row that belongs to one edition and is copied when a new one is opened."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="%(class)ss")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]


class Byline(Part):
    """Who wrote it: a person, an organisation, or a name as printed."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="bylines"
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bylines",
    )
    printed_name = models.CharField(max_length=200, blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organization__isnull=True, printed_name="")
                | Q(person__isnull=True, organization__isnull=False, printed_name="")
                | (Q(person__isnull=True, organization__isnull=True) & ~Q(printed_name="")),
                name="byline_is_one_of_three",
                violation_error_message=(
                    "A byline is a person, an organisation or a printed name: give one of them."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.organization or self.printed_name)


class EditionTopic(Part):
    """``displayed_at`` is set while its edition is the published one; topics' lists sort by it."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="edition_topics")
    displayed_at = models.DateTimeField(null=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = "topic"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "topic"],
                name="edition_topic_once",
                violation_error_message="This topic is there already.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["topic", "-displayed_at", "-id"],
                name="edition_topic_live",
                condition=Q(displayed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.topic.name


class ImageUse(Part):
    """A picture in an edition: above the text, or after one of its paragraphs."""

    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="uses")
    caption = models.CharField(max_length=300, blank=True)
    after_paragraph = models.PositiveSmallIntegerField(
        default=0, help_text="0: above the text; 2: after its second paragraph."
    )

    class Meta(Part.Meta):
        verbose_name = "picture"

    def __str__(self) -> str:
        return self.caption or str(self.image)


class Coverage(Part):
    """A meeting that an edition reports (lead) or mentions."""

    class Role(models.TextChoices):
        LEAD = "lead"
        MENTION = "mention"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="coverage")
    role = models.CharField(max_length=10, choices=Role, default=Role.LEAD)

    class Meta(Part.Meta):
        verbose_name = "meeting covered"
        verbose_name_plural = "meetings covered"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "meeting"],
                name="coverage_once",
                violation_error_message="This meeting is there already.",
            ),
        ]

    def __str__(self) -> str:
        return self.meeting.name
