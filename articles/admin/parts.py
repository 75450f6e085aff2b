from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from articles.models import Byline, Coverage, Edition, EditionTopic, ImageUse, StatusChange
from masthead.related import Related


class PartInline[M: Model](Related, admin.TabularInline[M, Edition]):
    """What hangs on an edition is seen by whoever may see the edition."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return request.user.has_perm("articles.view_edition")


class BylineInline(PartInline[Byline]):
    model = Byline
    fields = ["person", "organization", "printed_name", "order"]
    autocomplete_fields = ["person", "organization"]


class EditionTopicInline(PartInline[EditionTopic]):
    model = EditionTopic
    fields = ["topic", "order"]
    autocomplete_fields = ["topic"]


class ImageUseInline(PartInline[ImageUse]):
    model = ImageUse
    fields = ["image", "caption", "after_paragraph", "order"]
    autocomplete_fields = ["image"]


class CoverageInline(PartInline[Coverage]):
    model = Coverage
    fields = ["meeting", "role", "order"]
    autocomplete_fields = ["meeting"]


class StatusChangeInline(PartInline[StatusChange]):
    """What happened to the edition; nothing of it can be changed."""

    model = StatusChange
    fields = ["at", "who", "note"]
    readonly_fields = ["at", "who", "note"]
    verbose_name_plural = "history of this edition"

    @admin.display(description="by")
    def who(self, obj: StatusChange) -> str:
        return str(obj.by or "–")  # No link: only administrators see accounts.

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatusChange]:
        return super().get_queryset(request).select_related("by")

    def has_add_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False
