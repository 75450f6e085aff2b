from typing import Any, override

from django import forms
from django.contrib import admin
from django.core.validators import MaxValueValidator
from django.http import HttpRequest

from comments.models import Policy
from comments.models.policy import DEFAULTS
from masthead.versioned_admin import VersionedAdmin

INHERITS = "Empty: as the section or the site says; where neither does, {default}."
# A hundred years; the column holds no more.
MOST_DAYS = 32_767


class PolicyForm(forms.ModelForm[Policy]):
    """Says of each rule what holds where it is left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, default in DEFAULTS.items():
            if name in self.fields:
                self.fields[name].help_text += f" {INHERITS.format(default=_said(default))}"
        if "closes_after_days" in self.fields:
            self.fields["closes_after_days"].validators.append(MaxValueValidator(MOST_DAYS))


def _said(default: object) -> str:
    if isinstance(default, bool):
        return "no"
    return default.label if isinstance(default, Policy.Mode) else str(default)


@admin.register(Policy)
class PolicyAdmin(VersionedAdmin[Policy]):
    """Policies are only ever added: the newest of a scope counts, and the old ones stay."""

    form = PolicyForm
    list_display = ["scope", "mode", "legal_hold", "closes_after_days", "created_at", "created_by"]
    list_select_related = ["section", "article", "created_by"]
    list_filter = ["mode", "section"]
    autocomplete_fields = ["article"]
    fieldsets = [
        (
            "Where it holds",
            {
                "fields": ["section", "article"],
                "description": "Neither: on the whole site. The newest policy of a section, an "
                "article or the site counts alone: what it leaves empty is inherited from what is "
                "wider, not from the policy before it.",
            },
        ),
        ("Who may comment", {"fields": ["mode", "legal_hold", "closes_after_days"]}),
        ("Who is new, who is trusted", {"fields": ["trusted_after", "new_author_links"]}),
        (
            "What is held",
            {
                "fields": [
                    "minimum_seconds",
                    "anybody_links",
                    "near_repeat",
                    "rejected_share",
                    "rejected_at_least",
                    "network_holds_from",
                ]
            },
        ),
        (
            "How much is taken",
            {
                "fields": [
                    "seconds_between",
                    "most_in_ten_minutes",
                    "most_in_a_day",
                    "network_refuses_from",
                ],
                "description": "Of one author: with a proven email address.",
            },
        ),
        ("Afterwards", {"fields": ["edit_minutes", "reports_needed", "slow_after_hours"]}),
        (None, {"fields": ["note"]}),
    ]

    @admin.display(description="for")
    def scope(self, obj: Policy) -> str:
        return str(obj.article or obj.section or "the whole site")

    @override
    def save_model(
        self, request: HttpRequest, obj: Policy, form: forms.ModelForm[Policy], change: bool
    ) -> None:
        obj.created_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    @override
    def has_change_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        return False
