from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse


class SectionQuerySet(models.QuerySet["Section"]):
    def in_order(self) -> Self:
        return self.order_by("order", "name", "pk")


class TopicQuerySet(models.QuerySet["Topic"]):
    def published(self) -> Self:
        """Return those that a published edition is about, the one gate to topics for readers."""
        shown = Topic.objects.filter(pk=OuterRef("pk"), edition_topics__displayed_at__isnull=False)
        return self.filter(Exists(shown))

    def after(self, topic: "Topic") -> Self:
        """Return those that follow ``topic`` where they stand by name and key."""
        later = Q(name__gt=topic.name) | Q(name=topic.name, pk__gt=topic.pk)
        return self.filter(later)


class Section(models.Model):
    """A part of the paper; each edition stands in one."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True)
    description = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:section", args=[self.slug])


class Topic(models.Model):
    """What articles are about (schema.org DefinedTerm)."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True)
    description = models.CharField(max_length=300, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])
