import uuid
from functools import reduce
from operator import or_
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masthead.models import User

from .dated import validate_time_zone


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_to(self, user: User | None) -> Self:
        """Return what ``user`` may see, the one gate to places; ``None`` is a reader.

        Readers see where a public meeting took place, and what lies around that.
        """
        if user and user.has_perm("meetings.view_place"):
            return self
        met_in = Place.objects.filter(meetings__is_public=True)
        levels = ("pk", "parent", "parent__parent", "parent__parent__parent")
        inside = [Exists(met_in.filter(**{level: OuterRef("pk")})) for level in levels]
        return self.filter(reduce(or_, inside))


class Place(models.Model):
    """A venue in a city in a region in a country; each may skip a level."""

    class Kind(models.TextChoices):
        VENUE = "venue", _("Venue")
        CITY = "city", _("City")
        REGION = "region", _("Region")
        COUNTRY = "country", _("Country")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    time_zone = models.CharField(
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text="IANA name, such as America/Tegucigalpa. Empty: that of the place around it.",
    )
    country_code = models.CharField(
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", "Two capital letters, such as HN.")],
        help_text="ISO 3166-1 alpha-2, of a country.",
    )
    address = models.CharField(max_length=300, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="place_not_in_itself",
                violation_error_message="A place does not lie in itself.",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="country") | models.Q(parent__isnull=True),
                name="place_country_has_no_parent",
                violation_error_message="A country lies in no other place.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("places:detail", args=[self.slug])

    def clean(self) -> None:
        """Refuse what is not larger around this place, and what is not smaller in it.

        So no place can lie in itself, by however many steps.
        """
        super().clean()
        if self.kind not in self.Kind.values:
            return
        if self.parent and self.parent_id == self.pk:
            raise ValidationError({"parent": "A place does not lie in itself."})
        if self.parent and self.parent.kind not in self._kinds(larger=True):
            message = f"{self.parent} is a {self.parent.kind}, in which no {self.kind} lies."
            raise ValidationError({"parent": message})
        if self.kind != self.Kind.COUNTRY and self.pk and self.organizations.exists():
            message = "This place is the country of organisations. Give them another one first."
            raise ValidationError({"kind": message})
        inside = self.pk and self.children.exclude(kind__in=self._kinds(larger=False)).first()
        if inside:
            message = f"{inside}, a {inside.kind}, lies in this place: it must stay larger."
            raise ValidationError({"kind": message})

    def _kinds(self, *, larger: bool) -> list[str]:
        kinds = self.Kind.values
        rank = kinds.index(self.kind)
        return kinds[rank + 1 :] if larger else kinds[:rank]

    def around(self) -> list["Place"]:
        """Return the places around this one, smallest first; at most three."""
        places: list[Place] = []
        place = self.parent
        while place and len(places) < len(self.Kind) - 1:
            places.append(place)
            place = place.parent
        return places

    @property
    def full_name(self) -> str:
        """``Ministry of Security, Tegucigalpa, Honduras``."""
        return ", ".join(place.name for place in [self, *self.around()])

    def effective_time_zone(self) -> str:
        """Return the IANA zone of this place or of the nearest one around it; '' if none says."""
        return next((place.time_zone for place in [self, *self.around()] if place.time_zone), "")
