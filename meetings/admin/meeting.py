from typing import Any, override

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meetings import attending, finding, recording
from meetings.models import AgendaItem, Meeting, Outcome

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


class OutcomeInline(TabularInline[Outcome, Meeting]):
    model = Outcome
    fields = ("kind", "text", "agreement", "due", "order")
    autocomplete_fields = ("agreement",)
    extra = 0


class OverdueFilter(admin.SimpleListFilter):
    title = "what became of it"
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "its date is past, and nobody has said")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> QuerySet[Meeting]:
        if not self.value():
            return queryset
        return queryset.filter(pk__in=Meeting.objects.overdue(timezone.localdate()).values("pk"))


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin[Meeting]):
    """A meeting with its delegations, participants, agenda and outcomes, saved at once."""

    form = MeetingForm
    fieldsets = (
        (None, {"fields": (("name", "slug"), ("format", "status", "is_public"))}),
        ("When", {"fields": (*DATE_FIELDS, "order_in_day"), "description": DATE_HELP}),
        ("Where", {"fields": ("place", "host", "parent")}),
        ("What", {"fields": ("summary", "source", "internal_note")}),
    )
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("place", "host", "parent")
    inlines = (DelegationInline, ParticipationInline, AgendaItemInline, OutcomeInline)
    list_display = ("name", "date_in_words", "place_name", "format", "is_public")
    list_filter = ("is_public", "status", OverdueFilter, "format")
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
        return Meeting.objects.select_for_update(no_key=True).filter(pk=found.pk).first()

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
    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        shown = context["original"]
        if shown and Meeting.objects.overdue(timezone.localdate()).filter(pk=shown.pk).exists():
            message = "The date of this meeting is past. Was it held, postponed or cancelled?"
            messages.warning(request, message)
        return super().render_change_form(request, context, *args, **kwargs)

    @override
    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm[Meeting],
        formsets: list[Any],
        change: bool,
    ) -> None:
        meeting = form.instance
        is_shown = set(form.changed_data) - {"internal_note"}
        if change and (is_shown or any(rows.has_changed() for rows in formsets)):
            recording.note_change(meeting, at=timezone.now())
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            if isinstance(formset, DelegationFormSet):
                formset.delete_left()
        recording.seat_host(meeting, former=form.initial.get("host"))
        attending.fill_titles(meeting)
        finding.index_meetings(Meeting.objects.filter(pk=meeting.pk))

    @override
    def delete_model(self, request: HttpRequest, obj: Meeting) -> None:
        finding.forget_meetings([obj.pk])
        super().delete_model(request, obj)

    @override
    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> None:
        finding.forget_meetings(queryset.values_list("pk", flat=True))
        super().delete_queryset(request, queryset)
