from django.contrib import admin

from articles.models import Section, Topic
from masthead.versioned_admin import VersionedAdmin


@admin.register(Section)
class SectionAdmin(VersionedAdmin[Section]):
    list_display = ["name", "slug", "order"]
    list_editable = ["order"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Topic)
class TopicAdmin(VersionedAdmin[Topic]):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
