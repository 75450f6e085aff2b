from typing import override

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from articles.models import Article, Edition
from masthead.bounded import BoundedPaginator
from masthead.versioned_admin import ModelAdmin

from . import searching


@admin.register(Article)
class ArticleSearch(ModelAdmin[Article]):
    """Only the search for an article that the fields of other forms need; no page of its own."""

    # That there is a search; ``get_search_results`` says how it goes.
    search_fields = ["slug", "editions__headline"]
    ordering = ["-pk"]
    paginator = BoundedPaginator

    @override
    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Find only what is published where a place on the front page asks."""
        if request.GET.get("model_name") == "slot":
            published = Edition.objects.published().filter(article=OuterRef("pk"))
            queryset = queryset.filter(Exists(published))
        search_term = search_term.replace("\0", " ").strip()  # Which PostgreSQL refuses.
        if search_term:
            others = searching.looked_through(Edition.objects.all(), search_term)
            articles = {*searching.found(search_term), *others.values_list("article", flat=True)}
            queryset = queryset.filter(pk__in=articles)
        return queryset, False

    @override
    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return request.user.has_perm("articles.view_edition")

    @override
    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False
