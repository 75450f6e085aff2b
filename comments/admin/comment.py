from collections.abc import Callable
from typing import Any, Protocol, override

from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from comments import moderation, wording
from comments.models import Comment, CommentRevision, Decision, Queue
from masthead.bounded import BoundedPaginator
from masthead.models import User

# As much of a comment as a moderator sees in the list; the rest is on its own page.
IN_LIST = 400
SEARCHED = 2000
EVERYWHERE = [ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM]


class QueueFilter(admin.SimpleListFilter):
    """The queues of the desk; the list opens on what waits."""

    title = "queue"
    parameter_name = "queue"
    everything = "all"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*Queue.choices, (self.everything, "All")]

    @override
    def value(self) -> str:
        return super().value() or Queue.PENDING

    @override
    def choices(self, changelist: ChangeList) -> Any:
        """Offer the queues without Django's own "All", which stands for pending here."""
        _, *own = super().choices(changelist)
        return own

    @override
    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Comment]
    ) -> QuerySet[Comment] | None:
        return None if self.value() == self.everything else queryset.filter(queue=self.value())


class RevisionInline(admin.StackedInline[CommentRevision, Comment]):
    model = CommentRevision
    fields = ["shown", "findings_in_words", "created_at"]
    readonly_fields = ["shown", "findings_in_words", "created_at"]
    verbose_name_plural = "text"

    @admin.display(description="text")
    def shown(self, obj: CommentRevision) -> SafeString:
        return format_html("<div>{}</div>", mark_safe(obj.html))  # noqa: S308 - made by comments.markup.

    @admin.display(description="why it is here")
    def findings_in_words(self, obj: CommentRevision) -> SafeString:
        return in_words(obj.findings)


class DecisionInline(admin.TabularInline[Decision, Comment]):
    model = Decision
    fields = ["at", "by", "check_name", "from_status", "to_status", "reason"]
    readonly_fields = ["at", "by", "check_name", "from_status", "to_status", "reason"]

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return super().get_queryset(request).select_related("moderator")

    @admin.display(description="moderator")
    def by(self, obj: Decision) -> str:
        """Name the moderator without a link to the account, which moderators may not open."""
        return wording.name(obj.moderator) if obj.moderator else ""


class Verb(Protocol):
    def __call__(self, comment: Comment, *, moderator: User) -> Comment: ...


def action(verb: Verb, description: str, done: str) -> Callable[..., None]:
    """Return an admin action that calls ``verb`` for each comment chosen."""

    @admin.action(description=description, permissions=["moderate"], location=EVERYWHERE)
    def decide(
        model_admin: "CommentAdmin", request: HttpRequest, queryset: QuerySet[Comment]
    ) -> None:
        assert isinstance(request.user, User)
        count = 0
        for comment in queryset.order_by("pk"):
            verb(comment, moderator=request.user)
            count += 1
        messages.success(request, f"{count} comment{'' if count == 1 else 's'} {done}.")

    decide.__name__ = done.replace(" ", "_")
    return decide


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin[Comment]):
    """The moderators' list. Comments are decided on, never edited or deleted."""

    list_display = ["name", "text", "article", "why", "status", "created_at"]
    list_filter = [QueueFilter]
    list_select_related = ["article"]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    paginator = BoundedPaginator
    sortable_by = ()
    ordering = ["created_at", "pk"]
    search_fields = ["name", "commenter__email", "revisions__text", "article__slug"]
    search_help_text = (
        f"Looks through the newest {SEARCHED:,} comments of a queue; the desk finds all."
    )
    fields = ["status", "name", "email", "on_article", "answers", "created_at"]
    readonly_fields = ["status", "name", "email", "on_article", "answers", "created_at"]
    inlines = [RevisionInline, DecisionInline]
    actions = [
        action(moderation.approve, "Approve", "approved"),
        action(moderation.reject, "Reject", "rejected"),
        action(moderation.mark_spam, "Mark as spam", "marked as spam"),
        action(moderation.remove, "Remove", "removed"),
    ]

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        return super().get_queryset(request).prefetch_related("revisions")

    @override
    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Comment], search_term: str
    ) -> tuple[QuerySet[Comment], bool]:
        """Search the newest only: no index knows the words of all comments."""
        if search_term:
            newest = queryset.order_by("-created_at", "-pk").values("pk")[:SEARCHED]
            queryset = queryset.filter(pk__in=newest)
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description="comment")
    def text(self, obj: Comment) -> str:
        newest = list(obj.revisions.all())[-1]
        return Truncator(newest.text).chars(IN_LIST)

    @admin.display(description="why it is here")
    def why(self, obj: Comment) -> SafeString:
        newest = list(obj.revisions.all())[-1]
        return in_words(newest.findings)

    @admin.display(description="email")
    def email(self, obj: Comment) -> str:
        return obj.commenter.email if obj.commenter else "(staff)"

    @admin.display(description="article")
    def on_article(self, obj: Comment) -> SafeString:
        address = f"{obj.article.get_absolute_url()}#comments"
        return format_html('<a href="{}">{}</a>', address, obj.article)

    @admin.display(description="in reply to")
    def answers(self, obj: Comment) -> SafeString | str:
        if obj.parent is None:
            return ""
        address = reverse("admin:comments_comment_change", args=[obj.parent.pk])
        return format_html('<a href="{}">{}</a>', address, obj.parent.name)

    @override
    def view_on_site(self, obj: Comment) -> str | None:
        return obj.get_absolute_url() if obj.is_public else None

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("comments.moderate_comment")

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return False


def in_words(findings: list[dict[str, Any]]) -> SafeString:
    return format_html_join(" ", "<span>{}</span>", ((finding["detail"],) for finding in findings))
