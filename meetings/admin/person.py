from django.contrib import admin

from meetings.models import Office, Person, PersonName

from .record import RecordAdmin, TabularInline
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
