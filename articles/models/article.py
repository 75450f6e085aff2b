import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import FilteredRelation, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from meetings.models import Meeting

if TYPE_CHECKING:
    from .edition import Edition

RESERVED_SLUGS = {"feed", "comments", "calendar", "between"}


def validate_not_reserved(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        message = "“%(slug)s” is an address of the site's own. Choose another."
        raise ValidationError(message, params={"slug": slug})


class ArticleQuerySet(models.QuerySet["Article"]):
    def live(self) -> Self:
        """Return the published ones, each with its edition as ``live``, by one join."""
        published = FilteredRelation("editions", condition=Q(editions__status="published"))
        return (
            self.annotate(live=published)
            .filter(live__isnull=False)
            .select_related("live", "live__section")
        )

    def about(self, meeting: Meeting) -> Self:
        """Return live ones whose edition covers ``meeting``."""
        return self.filter(Q(live__coverages__meeting=meeting))

    def newest_first(self) -> Self:
        """Return live ones by the time they show, newest first, in one total order."""
        return self.order_by("-live__displayed_at", "-live__id")


class Article(models.Model):
    """An address. Its words at one time are an ``Edition``; readers see the published one."""

    class Withdrawal(models.TextChoices):
        IN_ERROR = "in-error", gettext_lazy("published in error")
        LEGAL = "legal", gettext_lazy("legal reasons")
        RETRACTED = "retracted", gettext_lazy("Retracted")
        OUTDATED = "outdated", gettext_lazy("Outdated")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=120, unique=True, validators=[validate_not_reserved])
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    translation_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
    )
    # The number of the edition of translation_of that was translated; stale when that has newer.
    translated_number = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    first_published_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_for = models.CharField(
        max_length=10, choices=Withdrawal, blank=True, editable=False, default=""
    )
    withdrawal_note = models.TextField(blank=True, editable=False, default="")

    # Set by ArticleQuerySet.live().
    live: "Edition"

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_for="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_for="")),
                name="article_withdrawn_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(translation_of__isnull=True) | Q(translated_number__isnull=False),
                name="article_translation_notes_its_source",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.slug])


class SlugRedirect(models.Model):
    """A slug that an article had; its address leads to the present one."""

    slug = models.SlugField(max_length=120, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="old_slugs")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug
