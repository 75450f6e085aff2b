import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from masthead.prose import ProseField

from .image import Image


class PublicationManager(models.Manager["Publication"]):
    def current(self) -> "Publication":
        """Return the one row; an unsaved one with its defaults where none was made yet."""
        return self.select_related("logo").first() or Publication()

    def expect(self, moment: dt.datetime) -> None:
        """Note that something is due at ``moment`` (aware), unless something is due before."""
        self.select_for_update().get_or_create(pk=1)
        later = models.Q(next_due_at__isnull=True) | models.Q(next_due_at__gt=moment)
        self.filter(later).update(next_due_at=moment)


class Publication(models.Model):
    """The paper: one row, whose ``pk`` is 1.

    ``next_due_at`` (UTC) is the next moment at which a schedule changes what readers see.
    """

    name = models.CharField(max_length=100, default="Newsroom")
    tagline = models.CharField(max_length=200, blank=True)
    publisher = models.CharField(
        max_length=200, blank=True, help_text="The legal name of who is responsible."
    )
    language = models.CharField(
        max_length=10,
        choices=settings.LANGUAGES,
        default="en",
        help_text="The language of lists and of the paper's own words.",
    )
    logo = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    next_due_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PublicationManager()

    class Meta:
        verbose_name_plural = "publication"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="publication_is_one_row"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.pk = 1
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class FlatPageQuerySet(models.QuerySet["FlatPage"]):
    def in_footer(self) -> Self:
        return self.filter(is_in_footer=True).order_by("order", "title")


class FlatPage(models.Model):
    """A page of the paper's own, such as the comment rules or the privacy notice."""

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=200)
    body = ProseField()
    is_in_footer = models.BooleanField("in the footer", default=True)
    order = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    objects = FlatPageQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title"]
        verbose_name = "page"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("masthead:page", args=[self.slug])
