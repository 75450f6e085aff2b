"""Delegations and participants, as rows of a meeting's form that are saved together with it."""

from typing import Any, override

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest

from masthead.related import Autocomplete
from meetings import attending
from meetings.models import Delegation, Meeting, Organization, Participation

from .record import InlineFormSet, ModelForm, StackedInline, TabularInline

# Rows of one form; DATA_UPLOAD_MAX_NUMBER_FIELDS leaves room for them.
MOST_PARTICIPANTS = 300


class DelegationFormSet(InlineFormSet[Delegation, Meeting]):
    @override
    def delete_existing(self, obj: Delegation, commit: bool = True) -> None:
        """Wait with it: those who were in it are moved or removed first."""

    def leaving(self) -> dict[int, int]:
        """Return the organisation of each stored delegation that the form removes, by key."""
        stored = [form for form in self.deleted_forms if form.instance.pk]
        return {form.instance.pk: form.initial["organization"] for form in stored}

    def delete_left(self) -> None:
        for delegation in self.deleted_objects:
            delegation.delete()


class DelegationInline(TabularInline[Delegation, Meeting]):
    model = Delegation
    formset = DelegationFormSet
    fields = ("organization", "role", "order")
    autocomplete_fields = ("organization",)

    @override
    def get_extra(self, request: HttpRequest, obj: Meeting | None = None, **kwargs: Any) -> int:
        return 0 if obj else 2

    @override
    def get_formset(self, request: HttpRequest, obj: Meeting | None = None, **kwargs: Any) -> Any:
        """Let ``ParticipationFormSet`` judge whether a delegation may go, where it can be changed.

        Django's own check asks the database, which does not know the rows of the same form.
        """
        formset = super().get_formset(request, obj, **kwargs)
        if not ParticipationInline(Meeting, self.admin_site).has_change_permission(request):
            return formset
        free = {"hand_clean_DELETE": lambda form: None}
        return type("DelegationFormSet", (formset,), {"form": type("Row", (formset.form,), free)})


class ParticipationForm(ModelForm[Participation]):
    """A participant is *for* an organisation; its delegation is found or added on save."""

    organization = forms.ModelChoiceField(
        Organization.objects.all(),
        label="For",
        required=False,
        widget=Autocomplete(Delegation._meta.get_field("organization"), admin.site),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        delegation = self.instance.delegation
        self.initial["organization"] = delegation and delegation.organization_id

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        person, description = cleaned.get("person"), cleaned.get("description")
        if not person and not description and not self.errors:
            self.add_error("person", "Choose a person, or describe an unnamed group.")
        if person and description:
            self.add_error("description", "Empty this, or the person: a row is one of the two.")
        if person and cleaned.get("count") is not None:
            self.add_error("count", "A count goes with an unnamed group.")
        elif cleaned.get("count") == 0:
            self.add_error("count", "At least 1, or leave it empty.")
        return cleaned

    @property
    def stays(self) -> bool:
        """Whether the row keeps its delegation, even where that changes its organisation."""
        # A row that may only be looked at was not sent, and so has not changed.
        is_moved = self.has_changed() and "organization" in self.changed_data
        return bool(self.instance.pk) and not is_moved

    def is_in(self, delegations: dict[int, int]) -> bool:
        """Whether the row will be in one of these (organisations by the delegation's key)."""
        if self.stays:
            return self.instance.delegation_id in delegations
        organization: Organization | None = self.cleaned_data.get("organization")
        return organization is not None and organization.pk in delegations.values()

    @override
    def save(self, commit: bool = True) -> Participation:
        organization: Organization | None = self.cleaned_data["organization"]
        if not self.stays:
            meeting = self.instance.meeting
            delegation = attending.seat(meeting, organization) if organization else None
            self.instance.delegation = delegation
        return super().save(commit)


class ParticipationFormSet(InlineFormSet[Participation, Meeting]):
    # The rows above these, of the same form; set by MeetingAdmin.
    delegations: DelegationFormSet | None = None

    @override
    def clean(self) -> None:
        """Refuse a row that is for a delegation which the same form removes."""
        super().clean()
        leaving = self.delegations.leaving() if self.delegations else {}
        known = [form.instance.pk for form in self.forms if form.instance.pk]
        if Participation.objects.filter(delegation__in=leaving).exclude(pk__in=known).exists():
            message = "Meanwhile somebody was added to a delegation that is removed above."
            raise ValidationError(message)
        rows: list[Any] = self.forms
        for form in rows:
            if not form.is_valid() or form.cleaned_data.get(DELETION_FIELD_NAME):
                continue
            if form.is_in(leaving):
                message = "This delegation is removed above: choose another, or remove this row."
                form.add_error("organization", message)


class ParticipationInline(StackedInline[Participation, Meeting]):
    model = Participation
    form = ParticipationForm
    formset = ParticipationFormSet
    fields = (
        ("organization", "person"),
        ("description", "count"),
        ("title", "role", "order"),
    )
    autocomplete_fields = ("person",)
    max_num = MOST_PARTICIPANTS

    @override
    def get_extra(self, request: HttpRequest, obj: Meeting | None = None, **kwargs: Any) -> int:
        return 0 if obj else 3

    @override
    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("delegation", "person")
