import datetime as dt
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from .article import Article
from .edition import Edition
from .taxonomy import Section


class SlotQuerySet(models.QuerySet["Slot"]):
    def showing(self, now: dt.datetime) -> Self:
        """Return those that have not ended by ``now`` (aware), in the order of the front page."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=now))

    def ended(self, now: dt.datetime) -> Self:
        return self.filter(until__lte=now)

    def with_headlines(self) -> Self:
        """Tell of each the headline that readers see, or None, and that of the newest edition."""
        editions = Edition.objects.filter(article=OuterRef("article"))
        return self.annotate(
            live_headline=Subquery(editions.published().values("headline")[:1]),
            newest_headline=Subquery(editions.filter(is_newest=True).values("headline")[:1]),
        )


class Slot(models.Model):
    """A place on the front page that an editor gave to an article; the newest fill the rest.

    A strip is of a section. Where its article is not published, a slot is as if it were not there.
    """

    class Place(models.TextChoices):
        LEAD = "lead", "the lead"
        SECOND = "second", "beside the lead"
        STRIP = "strip", "in the strip of a section"

    place = models.CharField(max_length=10, choices=Place)
    section = models.ForeignKey(
        Section,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="slots",
        help_text="Only for a strip.",
    )
    article = models.OneToOneField(
        Article,
        on_delete=models.CASCADE,
        related_name="slot",
        error_messages={"unique": "This article has a place on the front page already."},
    )
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Among those of one place: the lowest number comes first."
    )
    until = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When the article leaves this place; empty: when somebody takes it out.",
    )

    # Set by SlotQuerySet.with_headlines().
    live_headline: str | None
    newest_headline: str

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = "place on the front page"
        verbose_name_plural = "front page"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place="strip", section__isnull=False)
                | (~Q(place="strip") & Q(section__isnull=True)),
                name="slot_section_of_a_strip",
                violation_error_message="A section goes with a strip, and only with it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.get_place_display()}"
