from typing import override

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from comments.models import Policy
from masthead.versioned_admin import VersionedAdmin


@admin.register(Policy)
class PolicyAdmin(VersionedAdmin[Policy]):
    """Policies are only ever added: the newest of a scope counts, and the old ones stay."""

    list_display = ["scope", "mode", "legal_hold", "closes_after_days", "created_at", "created_by"]
    list_select_related = ["section", "article", "created_by"]
    fields = [
        "section",
        "article",
        "mode",
        "legal_hold",
        "closes_after_days",
        "minimum_seconds",
        "note",
    ]
    raw_id_fields = ["article"]

    @admin.display(description="for")
    def scope(self, obj: Policy) -> str:
        return str(obj.article or obj.section or "the whole site")

    @override
    def save_model(
        self, request: HttpRequest, obj: Policy, form: ModelForm[Policy], change: bool
    ) -> None:
        obj.created_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    @override
    def has_change_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        return False
