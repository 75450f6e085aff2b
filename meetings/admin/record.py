"""What the admin of every part of the record is made of."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, override

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import IntegrityError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from masthead.versioned_admin import VersionedAdmin

_KEY = re.compile(r"\d{1,18}\Z", re.ASCII)


class Autocomplete(AutocompleteSelect):
    """Shows no choice for a key that is none; Django's own would raise ``ValueError``."""

    @override
    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> Any:
        return super().optgroups(name, [key for key in value if _KEY.match(key)] or [""], attrs)


class Related:
    """Chooses what a row refers to by ``Autocomplete`` where ``autocomplete_fields`` say so."""

    def formfield_for_foreignkey(self: Any, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Autocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


if TYPE_CHECKING:
    ModelForm = forms.ModelForm
    InlineFormSet = forms.BaseInlineFormSet
    TabularInline = admin.TabularInline
    StackedInline = admin.StackedInline
else:
    # Django's classes, which take no type argument while they run, with one.

    class ModelForm[M: Model](forms.ModelForm):
        pass

    class InlineFormSet[M: Model, P: Model](forms.BaseInlineFormSet):
        pass

    class TabularInline[M: Model, P: Model](Related, admin.TabularInline):
        pass

    class StackedInline[M: Model, P: Model](Related, admin.StackedInline):
        pass


class RecordAdmin[M: Model](Related, VersionedAdmin[M]):
    @override
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Judge a save anew that the database refused for one made at the same moment.

        The form then finds what the other one wrote, and says so at the field.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return super().changeform_view(request, object_id, form_url, extra_context)
