"""The admin of whatever readers see: each change raises the version of the whole site."""

from typing import TYPE_CHECKING, override

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from . import versions
from .related import Related

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin
else:

    class ModelAdmin[M: Model](admin.ModelAdmin):
        """Django's class, which takes no type argument while it runs, with one."""


class VersionedAdmin[M: Model](Related, ModelAdmin[M]):
    """Bump ``versions.SITE`` in the transaction of every change or deletion made here.

    Last in it, after all that subclasses write: whoever holds the version waits for nobody.
    """

    @override
    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        """Search without NUL, which PostgreSQL refuses and Django lets through."""
        return super().get_search_results(request, queryset, search_term.replace("\0", " "))

    @override
    def response_add(
        self, request: HttpRequest, obj: M, post_url_continue: str | None = None
    ) -> HttpResponse:
        versions.bump(versions.SITE)
        return super().response_add(request, obj, post_url_continue)

    @override
    def response_change(self, request: HttpRequest, obj: M) -> HttpResponse:
        versions.bump(versions.SITE)
        return super().response_change(request, obj)

    @transaction.atomic
    def _save_formset(self, request: HttpRequest, formset: forms.BaseModelFormSet[M]) -> None:
        """Bump once for all rows that were changed in the list itself.

        Django has no public place to do so.
        """
        super()._save_formset(request, formset)  # type: ignore[misc]
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
