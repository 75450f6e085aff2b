"""The admin of whatever readers see: each change raises the version of the whole site."""

from typing import TYPE_CHECKING, override

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from . import versions
from .related import Related

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin
else:

    class ModelAdmin[M: Model](admin.ModelAdmin):
        """Django's class, which takes no type argument while it runs, with one."""


class VersionedAdmin[M: Model](Related, ModelAdmin[M]):
    """Bump ``versions.SITE`` in the transaction of every change or deletion made here."""

    @override
    def save_related(
        self, request: HttpRequest, form: forms.ModelForm[M], formsets: list[object], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        versions.bump(versions.SITE)

    @override
    def delete_model(self, request: HttpRequest, obj: M) -> None:
        super().delete_model(request, obj)
        versions.bump(versions.SITE)

    @override
    @transaction.atomic  # Unlike the others, the action that deletes several runs in none.
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[M]) -> None:
        super().delete_queryset(request, queryset)
        versions.bump(versions.SITE)
