import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any, override

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR, ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from articles import publishing, translations
from articles.forms import EditionForm
from articles.models import Edition
from articles.models.edition import EditionQuerySet
from masthead import prose
from masthead.bounded import BoundedPaginator
from masthead.models import User
from masthead.related import Related

from . import searching
from .parts import (
    BylineInline,
    CoverageInline,
    EditionTopicInline,
    ImageUseInline,
    StatusChangeInline,
)


class OneRowPerArticle(ChangeList):
    """Lists the newest edition of each article, whose page links the others."""

    def get_queryset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> EditionQuerySet:
        editions = super().get_queryset(request, *args, **kwargs)
        assert isinstance(editions, EditionQuerySet)
        return editions.filter(is_newest=True).with_publicity()

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Edition]) -> list[Any]:
        """Return the one order that an index has, whatever the address asks for."""
        return ["-pk"]


@admin.register(Edition)
class EditionAdmin(Related, admin.ModelAdmin[Edition]):
    """Articles. An open edition can be changed; one that readers have seen can be looked at.

    What was approved can be changed only by those who may publish: it is what gets published.
    """

    form = EditionForm
    list_display = ["headline", "status", "is_public", "section", "created_by", "begun"]
    list_filter = ["status", "section"]
    list_select_related = ["section", "created_by"]
    list_per_page = 50
    paginator = BoundedPaginator
    show_facets = admin.ShowFacets.NEVER  # They would count all there are.
    show_full_result_count = False
    sortable_by = ()
    # That there is a search; ``get_search_results`` says how it goes.
    search_fields = ["headline", "article__slug"]
    search_help_text = searching.HELP
    autocomplete_fields = ["section"]
    readonly_fields = ["state", "editions", "address", "body_as_shown"]
    inlines = [
        BylineInline,
        CoverageInline,
        EditionTopicInline,
        ImageUseInline,
        StatusChangeInline,
    ]

    # What is shown

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return OneRowPerArticle

    @override
    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Edition], search_term: str
    ) -> tuple[QuerySet[Edition], bool]:
        """Ask for keys first: they are all that the list then has to look at."""
        if search_term:
            section = request.GET.get("section__id__exact", "")
            articles = searching.found(search_term, section=section)
            public = queryset.filter(is_newest=True, article__in=articles)
            others = searching.looked_through(queryset, search_term)
            keys = {key for rows in (public, others) for key in rows.values_list("pk", flat=True)}
            queryset = queryset.filter(pk__in=keys)
        return queryset, False

    @override
    def get_paginator(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        paginator = super().get_paginator(request, *args, **kwargs)
        assert isinstance(paginator, BoundedPaginator)
        if request.GET.get(SEARCH_VAR):
            paginator.most = searching.FOUND
        return paginator

    def get_fieldsets(self, request: HttpRequest, obj: Edition | None = None) -> Any:
        is_open = obj is None or self.has_change_permission(request, obj)
        address, body = ("slug", "body") if is_open else ("address", "body_as_shown")
        words = ["headline", "dek", body, "dateline", "section", address]
        change = ("Change", {"fields": ["change", "change_note"]})
        language = ("Language", {"fields": ["language", "translation_of", "is_current"]})
        if obj is None:
            return [(None, {"fields": words}), language]
        hidden = ["seen_revision"] if is_open else []
        main = (None, {"fields": [("state", "editions"), *words, *hidden]})
        parts = [main, change] if obj.article.first_published_at else [main]
        return [*parts, language] if is_open else parts

    def get_prepopulated_fields(self, request: HttpRequest, obj: Edition | None = None) -> Any:
        return {"slug": ["headline"]} if obj is None else {}

    @admin.display(description="Public", boolean=True)
    def is_public(self, obj: Edition) -> bool:
        return obj.is_public

    def begun(self, obj: Edition) -> dt.date:
        return timezone.localdate(obj.created_at)

    @admin.display(description="Status")
    def state(self, obj: Edition) -> str:
        return f"{obj.get_status_display()}, edition {obj.number}"

    @admin.display(description="All editions")
    def editions(self, obj: Edition) -> SafeString:
        rows = obj.article.editions.order_by("number")
        links = [(_page_of(one), one.number, one.get_status_display().lower()) for one in rows]
        return format_html_join(", ", '<a href="{}">{} ({})</a>', links)

    @admin.display(description="Address")
    def address(self, obj: Edition) -> str:
        return obj.article.slug

    @admin.display(description="Body")
    def body_as_shown(self, obj: Edition) -> SafeString:
        return format_html('<div class="body-as-shown">{}</div>', mark_safe(obj.body))  # noqa: S308 - sanitised on save by ProseField.

    def view_on_site(self, obj: Edition) -> str:
        return obj.get_absolute_url()

    # Who may

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        may_change = super().has_change_permission(request, obj)
        if not (may_change and obj):
            return may_change
        return obj.is_open and (not obj.is_approved or self.has_publish_permission(request))

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_edition")

    # What is done

    @override
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        answer = partial(super().changeform_view, request, object_id, form_url, extra_context)
        if request.method != "POST":
            return answer()
        try:
            return self._save(request, object_id, answer)
        except publishing.SlugTaken:  # Since the form was checked: this time, it says so.
            return self._save(request, object_id, answer)

    @transaction.atomic
    def _save(
        self, request: HttpRequest, object_id: str | None, answer: Callable[[], HttpResponse]
    ) -> HttpResponse:
        """Save under the article's lock: what ``answer`` loads stays as it is until the commit."""
        edition = object_id and self.get_object(request, unquote(object_id))
        if not edition:
            return answer()
        publishing.lock(edition.article_id)
        edition.refresh_from_db()
        may_change = self.has_change_permission(request, edition)
        if self.has_change_permission(request) and not may_change:
            return self._too_late(request, edition)
        return answer()

    def _too_late(self, request: HttpRequest, edition: Edition) -> HttpResponse:
        """Give back what was typed in an edition that was published or approved meanwhile."""
        context = {
            **self.admin_site.each_context(request),
            "title": "Nothing was saved",
            "opts": self.opts,
            "edition": edition,
            "typed": [request.POST.get(name, "") for name in ("headline", "dek", "dateline")],
            "body": mark_safe(prose.clean(request.POST.get("body", ""))),  # noqa: S308 - cleaned.
        }
        return TemplateResponse(
            request, "admin/articles/edition/too_late.html", context, status=409
        )

    @override
    def save_model(
        self, request: HttpRequest, obj: Edition, form: ModelForm[Edition], change: bool
    ) -> None:
        slug = form.cleaned_data["slug"]
        if not change:
            language = form.cleaned_data["language"]
            publishing.begin(obj, slug=slug, by=_staff(request), language=language)
        elif slug != obj.article.slug:  # Before a version is raised: the address may be in doubt.
            publishing.move(obj.article, slug=slug)
        if {"language", "translation_of", "is_current"} & set(form.changed_data):
            translations.translate(
                obj.article,
                language=form.cleaned_data["language"],
                source=form.cleaned_data["translation_of"],
                is_current=form.cleaned_data["is_current"],
            )
        if not change:
            return
        columns = {field.name for field in Edition._meta.fields} & set(form.changed_data)
        obj.revision = F("revision") + 1
        obj.save(update_fields=[*columns, "revision"])

    def response_add(
        self, request: HttpRequest, obj: Edition, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._publish(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Edition) -> HttpResponse:
        return self._publish(request, obj) or super().response_change(request, obj)

    def _publish(self, request: HttpRequest, edition: Edition) -> HttpResponse | None:
        """Publish what was just saved, where that button was pressed; the save stays either way."""
        if "_publish" not in request.POST:
            return None
        if not self.has_publish_permission(request):
            raise PermissionDenied
        try:
            publishing.publish(edition, by=_staff(request))
        except publishing.NotReady as error:
            self.message_user(request, f"Saved, but not published. {error}", messages.ERROR)
        else:
            self.log_change(request, edition, f"Published edition {edition.number}.")
            self.message_user(request, "Published: readers see it now.", messages.SUCCESS)
        return redirect(_page_of(edition))

    def get_urls(self) -> list[URLPattern]:
        open_view = require_POST(self.admin_site.admin_view(self.open_view))
        own = path("<path:object_id>/open/", open_view, name="articles_edition_open")
        return [own, *super().get_urls()]

    @transaction.atomic
    def open_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Open a new edition of an article, unless one is open, and go there."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        shown = self.get_object(request, unquote(object_id))
        if not shown:
            raise Http404
        edition = publishing.open_edition(shown.article, by=_staff(request))
        return redirect(_page_of(edition))

    @override
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what was done in any of the article's editions, not in this one alone."""
        edition = self.get_object(request, unquote(object_id))
        editions = edition.article.editions.values_list("pk", flat=True) if edition else []
        entries = LogEntry.objects.filter(
            content_type=get_content_type_for_model(Edition),
            object_id__in=[str(pk) for pk in editions],
        )
        in_order = entries.select_related("user").order_by("action_time")
        page = self.get_paginator(request, in_order, 100).get_page(request.GET.get(PAGE_VAR))
        paging = {
            "action_list": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "pagination_required": page.paginator.num_pages > 1,
        }
        return super().history_view(request, object_id, paging | (extra_context or {}))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        edition: Edition | None = context["original"]
        may_write = edition is None or self.has_change_permission(request, edition)
        is_closed = edition is not None and not edition.is_open
        context |= {
            "can_publish": may_write and self.has_publish_permission(request),
            "can_open": is_closed and self.has_change_permission(request),
            "show_save_and_add_another": False,
        }
        return super().render_change_form(request, context, *args, **kwargs)


def _page_of(edition: Edition) -> str:
    return reverse("admin:articles_edition_change", args=[edition.pk])


def _staff(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # The admin lets nobody else in.
    return request.user
