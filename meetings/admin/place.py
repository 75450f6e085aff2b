from typing import Any, override

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings import finding
from meetings.models import Place

from .record import ModelForm, RecordAdmin


@admin.register(Place)
class PlaceAdmin(RecordAdmin[Place]):
    fields = (
        ("name", "slug"),
        "kind",
        "parent",
        ("time_zone", "country_code"),
        "address",
    )
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("parent",)
    list_display = ("name", "kind", "parent", "time_zone")
    list_filter = ("kind",)
    search_fields = ("name", "parent__name", "country_code")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Place]:
        return super().get_queryset(request).select_related("parent__parent__parent")

    @override
    def save_related(
        self, request: HttpRequest, form: ModelForm[Place], formsets: list[Any], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if {"name", "parent"} & set(form.changed_data):
            finding.index_place(form.instance)
