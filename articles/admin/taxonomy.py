from typing import override

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Section, Topic
from masthead.models import Publication
from masthead.versioned_admin import VersionedAdmin


@admin.register(Section)
class SectionAdmin(VersionedAdmin[Section]):
    """With a section go its slots: see ``SlotAdmin`` for the lock."""

    list_display = ["name", "slug", "order"]
    list_editable = ["order"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    @override
    def delete_model(self, request: HttpRequest, obj: Section) -> None:
        Publication.objects.lock()
        super().delete_model(request, obj)

    @override
    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Section]) -> None:
        Publication.objects.lock()
        super().delete_queryset(request, queryset)


@admin.register(Topic)
class TopicAdmin(VersionedAdmin[Topic]):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
