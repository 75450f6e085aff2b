import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .place import Place


class Organization(models.Model):
    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("Government")
        MINISTRY = "ministry", _("Ministry")
        AGENCY = "agency", _("Agency")
        INTERNATIONAL = "international", _("international organisation")
        GROUPING = "grouping", _("Grouping")
        COMPANY = "company", _("Company")
        ASSOCIATION = "association", _("Association")
        NEWS = "news", _("news organisation")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    short_name = models.CharField(
        max_length=100,
        blank=True,
        help_text="As said in running text: “Mexico”, “DHS”.",
    )
    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=15, choices=Kind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    country = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        limit_choices_to={"kind": "country"},
    )
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="organization_not_part_of_itself",
                violation_error_message="An organisation is no part of itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organizations:detail", args=[self.slug])

    def clean(self) -> None:
        """Refuse a parent that is the organisation itself or stands below it."""
        super().clean()
        if self.parent and self.parent_id == self.pk:
            raise ValidationError({"parent": "An organisation is no part of itself."})
        if self.pk in [above.pk for above in self.above()[1:]]:
            raise ValidationError({"parent": f"{self.parent} is part of {self} already."})

    def above(self) -> list["Organization"]:
        """Return what this organisation is part of, nearest first; ends where it goes round."""
        found: list[Organization] = []
        parent = self.parent
        while parent and parent not in found:
            found.append(parent)
            parent = parent.parent
        return found

    @property
    def said(self) -> str:
        return self.short_name or self.name


class OrganizationName(models.Model):
    """Another name of an organisation: an earlier one, an abbreviation, in its own language."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="other_names"
    )
    name = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="organization_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
