from typing import Any, override

from django.contrib import admin
from django.http import HttpRequest

from meetings import finding
from meetings.models import Organization, OrganizationName

from .record import ModelForm, RecordAdmin, TabularInline


class OrganizationNameInline(TabularInline[OrganizationName, Organization]):
    model = OrganizationName
    verbose_name = "other name"
    fields = ("name", "note")
    extra = 0


@admin.register(Organization)
class OrganizationAdmin(RecordAdmin[Organization]):
    fields = (("name", "slug"), ("short_name", "kind"), ("parent", "country"), "description")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("parent", "country")
    inlines = (OrganizationNameInline,)
    list_display = ("name", "short_name", "kind", "parent", "country")
    list_filter = ("kind",)
    list_select_related = ("parent", "country")
    search_fields = ("name", "short_name", "other_names__name")

    @override
    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm[Organization],
        formsets: list[Any],
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        if {"name", "short_name"} & set(form.changed_data):
            finding.index_organization(form.instance)
