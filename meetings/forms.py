from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from . import filtering
from .filtering import Choices
from .models import Meeting
from .models.meeting import MeetingQuerySet

LONGEST_NAME = 100
_SELECT = {"class": "form-select"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing by which the list is narrowed, in words, and the query without it."""

    label: str
    words: str
    query_without: str

    @property
    def name(self) -> str:
        return f"{self.label}: {self.words}"


class FilterForm(forms.Form):
    """Narrows the list of meetings to what the address asks for, all of it at once."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    person = forms.CharField(
        label=_("Person"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"class": "form-control"}),
    )
    format = forms.ChoiceField(label=_("Kind of meeting"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, data: Any, *, choices: Choices) -> None:
        super().__init__(data, label_suffix="")
        self._called: dict[str, dict[str, str]] = {}
        labels = dict(Meeting.Format.choices)
        formats = [(one, capfirst(str(labels[one]))) for one in labels if one in choices.formats]
        self._choose("country", _("Any country"), choices.countries)
        if choices.people is not None:
            self.fields["person"] = forms.ChoiceField(label=_("Person"), required=False)
            self._choose("person", _("Anybody"), choices.people)
        self._choose("format", _("Any kind"), formats)
        self._choose("year", _("Any year"), [(year, year) for year in choices.years])

    def _choose(self, name: str, nothing: Any, values: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.widget = forms.Select(_SELECT)
        field.choices = [("", nothing), *values]
        self._called[name] = dict(values)
        field.error_messages["invalid_choice"] = _("The record has no meeting for “%(value)s”.")

    def narrow(self, meetings: MeetingQuerySet) -> MeetingQuerySet:
        """Keep what fits all that was asked for; nothing where some of it makes no sense."""
        if not self.is_valid():
            return meetings.none()
        wanted = self.cleaned_data
        if wanted["country"]:
            meetings = filtering.of_country(meetings, wanted["country"])
        if wanted["person"]:
            meetings = filtering.of_person(meetings, wanted["person"])
        if wanted["format"]:
            meetings = meetings.filter(format=wanted["format"])
        return filtering.of_year(meetings, int(wanted["year"])) if wanted["year"] else meetings

    def asked(self) -> list[Asked]:
        """Return what the list is narrowed by, also where it makes no sense."""
        return [
            Asked(
                label=str(self.fields[name].label),
                words=self._in_words(name, value),
                query_without=urlencode(self._given(without=name)),
            )
            for name, value in self._given().items()
        ]

    @property
    def query(self) -> str:
        """Return the query of an address that narrows the list as this form does."""
        return urlencode(self._given())

    def _given(self, without: str = "") -> dict[str, str]:
        given = {name: str(self[name].value() or "").strip() for name in self.fields}
        return {name: value for name, value in given.items() if value and name != without}

    def _in_words(self, name: str, value: str) -> str:
        return self._called.get(name, {}).get(value, f"“{value}”")
