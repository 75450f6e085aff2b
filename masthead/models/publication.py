import dataclasses
import datetime as dt
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from masthead import colours
from masthead.prose import ProseField

from .image import Image


def validate_colour(colour: str) -> None:
    if not colours.is_one(colour):
        message = "Write the colour as # and six hex digits, such as #9d1c1c."
        raise ValidationError(message)


# Named as schema.org names them; each is a page of the paper's own.
POLICIES = ("publishing_principles", "corrections_policy", "ethics_policy")


def _colour(name: str, help_text: str) -> "models.CharField[str, str]":
    return models.CharField(
        name,
        max_length=7,
        blank=True,
        default="",
        validators=[validate_colour],
        help_text=help_text,
    )


def _policy(name: str, help_text: str) -> "models.ForeignKey[FlatPage | None, FlatPage | None]":
    return models.ForeignKey(
        "FlatPage",
        verbose_name=name,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=help_text,
    )


class PublicationManager(models.Manager["Publication"]):
    def current(self) -> "Publication":
        """Return the one row; an unsaved one with its defaults where none was made yet."""
        texts = [f"{policy}__body" for policy in POLICIES]
        papers = self.select_related("logo", *POLICIES).defer(*texts)
        return papers.first() or Publication()

    def lock(self) -> None:
        """Let no schedule be carried out until the transaction ends; must run inside one."""
        list(self.select_for_update())

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
    accent = _colour("accent", "Of links and marks on light pages. Empty: the house's red.")
    accent_dark = _colour("accent, dark", "The same on dark pages.")
    paper = _colour("background", "Of light pages. Empty: the house's warm white.")
    paper_dark = _colour("background, dark", "Of dark pages.")
    contact_email = models.EmailField(
        "contact", blank=True, default="", help_text="Published, for readers' letters."
    )
    copyright_notice = models.CharField(
        max_length=200, blank=True, default="", help_text="At the foot of each page."
    )
    publishing_principles = _policy(
        "publishing principles", "The page on what the paper stands for and how it works."
    )
    corrections_policy = _policy("corrections policy", "The page on how errors are put right.")
    ethics_policy = _policy("ethics policy", "The page on gifts, sources and interests.")
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

    def clean(self) -> None:
        """Refuse colours that readers could not tell apart (WCAG 2.2, 1.4.3 and 1.4.11)."""
        super().clean()
        for is_dark in (False, True):
            own = self._colours(is_dark=is_dark)
            if all(not colour or colours.is_one(colour) for colour in own):
                self._refuse_faint(is_dark=is_dark)

    def palette(self, *, is_dark: bool = False) -> colours.Palette:
        """Return the colours of a theme: the house's where the paper has none of its own."""
        accent, paper = self._colours(is_dark=is_dark)
        palette = colours.DARK if is_dark else colours.LIGHT
        if paper:
            tint = colours.tint(paper, palette.ink)
            palette = dataclasses.replace(palette, paper=paper, tint=tint)
        return dataclasses.replace(palette, accent=accent) if accent else palette

    def _colours(self, *, is_dark: bool) -> tuple[str, str]:
        return (self.accent_dark, self.paper_dark) if is_dark else (self.accent, self.paper)

    def _refuse_faint(self, *, is_dark: bool) -> None:
        accent, _ = self._colours(is_dark=is_dark)
        for name, _, contrast, need in self.palette(is_dark=is_dark).too_faint():
            said = {"ink": "the text", "muted": "small print", "edge": "the edge of a field"}
            message = (
                f"On this background, {said.get(name, f'the {name} colour')} has a contrast of "
                f"{contrast:.1f}; readers need {need:g}. Choose a colour further from it."
            )
            field = "accent" if name == "accent" and accent else "paper"
            raise ValidationError({f"{field}_dark" if is_dark else field: message})


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
