from typing import Any, override

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from comments import facts, previewing, words
from comments.models import WordRule
from masthead import versions
from masthead.related import Related
from masthead.versioned_admin import ModelAdmin


class WordRuleForm(forms.ModelForm[WordRule]):
    """Refuses words in which nothing could be looked for."""

    def clean_words(self) -> str:
        text: str = self.cleaned_data["words"]
        try:
            words.pattern(text)
        except words.Unusable as error:
            raise forms.ValidationError(str(error)) from error
        return text


@admin.register(WordRule)
class WordRuleAdmin(Related, ModelAdmin[WordRule]):
    """Rules are put out of force, not deleted: findings go on naming them."""

    form = WordRuleForm
    change_form_template = "admin/comments/wordrule/change_form.html"
    list_display = ["words", "action", "is_whole", "scope", "is_active", "created_at", "created_by"]
    list_filter = ["action", "is_active", "section"]
    list_select_related = ["section", "article", "created_by"]
    search_fields = ["words", "note"]
    autocomplete_fields = ["article"]
    fields = ["words", "action", "is_whole", "section", "article", "is_active", "note"]
    actions = ["put_in_force", "put_out_of_force"]

    @admin.display(description="for")
    def scope(self, obj: WordRule) -> str:
        return str(obj.article or obj.section or "the whole site")

    @admin.action(description="Put in force", permissions=["change"])
    def put_in_force(self, request: HttpRequest, queryset: QuerySet[WordRule]) -> None:
        _switch(request, queryset, is_active=True)

    @admin.action(description="Put out of force", permissions=["change"])
    def put_out_of_force(self, request: HttpRequest, queryset: QuerySet[WordRule]) -> None:
        _switch(request, queryset, is_active=False)

    @override
    def save_model(
        self, request: HttpRequest, obj: WordRule, form: forms.ModelForm[WordRule], change: bool
    ) -> None:
        if not change:
            obj.created_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    @override
    def save_related(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().save_related(request, *args, **kwargs)
        versions.bump(facts.WORD_RULES)

    # Preview

    @override
    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.preview)
        return [
            path("preview/", view, name="comments_wordrule_preview"),
            path("<int:pk>/preview/", view, name="comments_wordrule_preview_of"),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Show which of the newest comments the rule as typed would have found; save nothing."""
        key = None if pk is None else str(pk)
        obj = None if key is None else self.get_object(request, key)
        may = (
            self.has_add_permission(request) if pk is None else self.has_change_permission(request)
        )
        if not may or (key and obj is None):
            raise PermissionDenied
        form = self.get_form(request, obj, change=pk is not None)(request.POST, instance=obj)
        if request.method != "POST" or not form.is_valid():
            return self.changeform_view(request, key)
        context = {
            **self.admin_site.each_context(request),
            "title": "What the rule would find",
            "opts": self.opts,
            "rule": form.instance,
            "found": previewing.found_by(form.instance),
            "newest": previewing.NEWEST,
            "sent": [(name, value) for name, value in request.POST.items() if name in self.fields],
            "address": _address(pk),
        }
        return TemplateResponse(request, "admin/comments/wordrule/preview.html", context)

    @override
    def has_delete_permission(self, request: HttpRequest, obj: WordRule | None = None) -> bool:
        return False


@transaction.atomic
def _switch(request: HttpRequest, rules: QuerySet[WordRule], *, is_active: bool) -> None:
    number = rules.update(is_active=is_active)
    versions.bump(facts.WORD_RULES)
    state = "in force" if is_active else "out of force"
    messages.success(request, f"{number} rule{'' if number == 1 else 's'} put {state}.")


def _address(pk: int | None) -> str:
    if pk is None:
        return reverse("admin:comments_wordrule_add")
    return reverse("admin:comments_wordrule_change", args=[pk])
