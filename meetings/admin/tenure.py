"""Tenures, as rows of an office's or a person's form, saved by ``meetings.tenures``."""

from typing import Any, override

from django.db.models import Model

from meetings import tenures
from meetings.models import Office, Person, Tenure

from .record import InlineFormSet, TabularInline


class TenureFormSet[P: Model](InlineFormSet[Tenure, P]):
    @override
    def clean(self) -> None:
        """Say at its row which tenure overlaps; the offices stay locked until it is saved."""
        super().clean()
        if any(self.errors):
            return
        rows = {id(form.instance): form for form in self._kept()}
        leaving = [form.instance for form in self.deleted_forms if form.instance.pk]
        exclusive = self.exclusive([form.instance for form in rows.values()])
        for overlap in tenures.overlaps(exclusive, without=leaving):
            rows[id(overlap.tenure)].add_error(None, str(overlap))

    def _kept(self) -> list[Any]:
        going = self.deleted_forms
        rows = [*self.initial_forms, *(form for form in self.extra_forms if form.has_changed())]
        return [form for form in rows if form not in going]

    def exclusive(self, kept: list[Tenure]) -> list[Tenure]:
        """Lock the offices of ``kept``; return those of offices that take one holder at a time."""
        tenures.lock(kept)
        return [one for one in kept if not one.office.allows_several_holders]

    @override
    def save(self, commit: bool = True) -> list[Tenure]:
        kept = super().save(commit=False)
        for gone in self.deleted_objects:
            gone.delete()
        tenures.hold(*kept)
        return kept


class OfficeTenureFormSet(TenureFormSet[Office]):
    @override
    def exclusive(self, kept: list[Tenure]) -> list[Tenure]:
        """Judge by what the same form says of the office, which may be new."""
        Office.objects.select_for_update(no_key=True).filter(pk=self.instance.pk).first()
        return [] if self.instance.allows_several_holders else kept


class PersonTenureFormSet(TenureFormSet[Person]):
    """Judges by what the database says of the offices."""


class OfficeTenureInline(TabularInline[Tenure, Office]):
    model = Tenure
    formset = OfficeTenureFormSet
    verbose_name = "holder"
    fields = ("person", "start_date", "end_date", "is_acting", "source")
    autocomplete_fields = ("person",)
    extra = 0


class PersonTenureInline(TabularInline[Tenure, Person]):
    model = Tenure
    formset = PersonTenureFormSet
    verbose_name = "office held"
    verbose_name_plural = "offices held"
    fields = ("office", "start_date", "end_date", "is_acting", "source")
    autocomplete_fields = ("office",)
    extra = 0
