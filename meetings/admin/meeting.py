from typing import Any, override

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest

from meetings import attending
from meetings.models import AgendaItem, Meeting

from .dated import DATE_FIELDS, DATE_HELP, DatedForm
from .record import ModelForm, RecordAdmin, TabularInline
from .sides import DelegationFormSet, DelegationInline, ParticipationInline


class MeetingForm(DatedForm[Meeting]):
    zone_from = "place"


class AgendaItemInline(TabularInline[AgendaItem, Meeting]):
    model = AgendaItem
    verbose_name_plural = "agenda"
    fields = ("text", "order")
    extra = 0


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin[Meeting]):
    """A meeting with its delegations, participants and agenda, saved at once."""

    form = MeetingForm
    fieldsets = (
        (None, {"fields": (("name", "slug"), ("format", "status", "is_public"))}),
        ("When", {"fields": (*DATE_FIELDS, "order_in_day"), "description": DATE_HELP}),
        ("Where", {"fields": ("place", "host", "parent")}),
        ("What", {"fields": ("summary", "source", "internal_note")}),
    )
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("place", "host", "parent")
    inlines = (DelegationInline, ParticipationInline, AgendaItemInline)
    list_display = ("name", "date_in_words", "place_name", "format", "is_public")
    list_filter = ("is_public", "status", "format")
    list_select_related = ("place",)
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = "earliest"
    search_fields = (
        "name",
        "slug",
        "participations__person__name",
        "delegations__organization__name",
    )

    class Media:
        css = {"all": ("admin/meetings.css",)}

    @admin.display(description="date", ordering="earliest")
    def date_in_words(self, obj: Meeting) -> str:
        return obj.date_in_words

    @admin.display(description="place", ordering="place__name")
    def place_name(self, obj: Meeting) -> str:
        return obj.place.name if obj.place else ""

    @override
    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Meeting | None:
        """Load the meeting; for a save, lock it, so that its rows change one save at a time."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        return Meeting.objects.select_for_update().filter(pk=found.pk).first()

    def _create_formsets(
        self,
        request: HttpRequest,
        obj: Meeting | None,
        change: bool,  # noqa: FBT001
    ) -> tuple[list[Any], list[Any]]:
        """Show the participants' rows those of the delegations, with which they must agree.

        Django has no public place to do so.
        """
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]
        of = {type(inline): formset for formset, inline in zip(formsets, inlines, strict=True)}
        if ParticipationInline in of:
            of[ParticipationInline].delegations = of.get(DelegationInline)
        return formsets, inlines

    @override
    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm[Meeting],
        formsets: list[Any],
        change: bool,
    ) -> None:
        meeting = form.instance
        if change and any(part.has_changed() for part in (form, *formsets)):
            Meeting.objects.filter(pk=meeting.pk).update(sequence=F("sequence") + 1)
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            if isinstance(formset, DelegationFormSet):
                formset.delete_left()
        attending.fill_titles(meeting)
