from typing import Any, override

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings import finding
from meetings.models import Office, Person, PersonName

from .record import ModelForm, RecordAdmin, TabularInline
from .tenure import OfficeTenureInline, PersonTenureInline


class PersonNameInline(TabularInline[PersonName, Person]):
    model = PersonName
    verbose_name = "other name"
    fields = ("name", "note")
    extra = 0


@admin.register(Person)
class PersonAdmin(RecordAdmin[Person]):
    fields = (
        ("name", "slug"),
        ("given_name", "family_name"),
        "sort_name",
        "description",
        "portrait",
    )
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("portrait",)
    inlines = (PersonNameInline, PersonTenureInline)
    list_display = ("name", "sort_name", "slug")
    search_fields = ("name", "sort_name", "other_names__name")

    class Media:
        css = {"all": ("admin/meetings.css",)}

    @override
    def save_related(
        self, request: HttpRequest, form: ModelForm[Person], formsets: list[Any], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        finding.index_person(form.instance)

    @override
    def delete_model(self, request: HttpRequest, obj: Person) -> None:
        finding.forget_people([obj.pk])
        super().delete_model(request, obj)

    @override
    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        finding.forget_people(queryset.values_list("pk", flat=True))
        super().delete_queryset(request, queryset)


@admin.register(Office)
class OfficeAdmin(RecordAdmin[Office]):
    fields = ("title", "organization", "allows_several_holders")
    autocomplete_fields = ("organization",)
    inlines = (OfficeTenureInline,)
    list_display = ("title", "organization", "allows_several_holders")
    list_select_related = ("organization",)
    search_fields = ("title", "organization__name", "organization__short_name")

    class Media:
        css = {"all": ("admin/meetings.css",)}

    @override
    def save_related(
        self, request: HttpRequest, form: ModelForm[Office], formsets: list[Any], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        finding.index_office(form.instance)
        left = [tenure.person_id for rows in formsets for tenure in rows.deleted_objects]
        finding.index_people(Person.objects.filter(pk__in=left))
