from django.contrib import admin

from meetings.models import (
    Agreement,
    AgreementArea,
    AgreementName,
    AgreementParty,
    AgreementStep,
)

from .dated import DATE_FIELDS, DATE_HELP, DatedForm
from .record import RecordAdmin, StackedInline, TabularInline


class AgreementNameInline(TabularInline[AgreementName, Agreement]):
    model = AgreementName
    verbose_name = "other name"
    extra = 0


class AgreementPartyInline(TabularInline[AgreementParty, Agreement]):
    model = AgreementParty
    verbose_name = "party"
    verbose_name_plural = "parties"
    autocomplete_fields = ("organization",)
    extra = 0


class AgreementAreaInline(TabularInline[AgreementArea, Agreement]):
    model = AgreementArea
    verbose_name = "area"
    extra = 0


class AgreementStepForm(DatedForm[AgreementStep]):
    zone_from = "meeting"


class AgreementStepInline(StackedInline[AgreementStep, Agreement]):
    model = AgreementStep
    form = AgreementStepForm
    verbose_name = "step"
    fieldsets = (
        (None, {"fields": (("status", "text"), "meeting", ("source", "source_url"))}),
        ("When", {"fields": DATE_FIELDS, "description": DATE_HELP}),
    )
    autocomplete_fields = ("meeting",)
    extra = 0


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin[Agreement]):
    fields = (("name", "slug"), "kind", "description")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (
        AgreementNameInline,
        AgreementPartyInline,
        AgreementAreaInline,
        AgreementStepInline,
    )
    list_display = ("name", "kind")
    list_filter = ("kind",)
    search_fields = ("name", "other_names__name")

    class Media:
        css = {"all": ("admin/meetings.css",)}
