"""What the admin of every part of the record is made of."""

from typing import TYPE_CHECKING, Any, override

from django import forms
from django.contrib import admin
from django.db import IntegrityError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from masthead.related import Related
from masthead.versioned_admin import VersionedAdmin

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


class RecordAdmin[M: Model](VersionedAdmin[M]):
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
