import datetime as dt
from typing import Any, override

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from articles.front import ROOM
from articles.models import Article, Slot
from articles.models.slot import SlotQuerySet
from masthead.models import Publication
from masthead.versioned_admin import VersionedAdmin


class SlotForm(forms.ModelForm[Slot]):
    def clean_article(self) -> Article:
        article: Article = self.cleaned_data["article"]
        if "article" in self.changed_data and not Article.objects.live().filter(pk=article.pk):
            message = "This article is not published. Publish it first, then give it a place."
            raise forms.ValidationError(message)
        return article

    def clean_until(self) -> dt.datetime | None:
        until: dt.datetime | None = self.cleaned_data["until"]
        if until and "until" in self.changed_data and until <= timezone.now():
            message = "This time is past. Give a later one, or take the article out of its place."
            raise forms.ValidationError(message)
        return until

    def clean(self) -> None:
        """Refuse an article for which there is no room."""
        super().clean()
        place = self.cleaned_data.get("place")
        if not place or not self.has_changed():
            return
        showing = Slot.objects.showing(timezone.now()).exclude(pk=self.instance.pk)
        others = showing.filter(place=place, section=self.cleaned_data.get("section"))
        if others.count() >= ROOM[Slot.Place(place)]:
            names = ", ".join(f"“{other.article}”" for other in others.select_related("article"))
            message = f"There is no room left here: {names}. Take one out first."
            self.add_error("place", message)


@admin.register(Slot)
class SlotAdmin(VersionedAdmin[Slot]):
    """What is on the front page by hand; the newest articles fill the other places.

    Every change locks the publication before all else, as the schedule does, which takes slots out.
    """

    form = SlotForm
    fields = ["article", "place", "section", "order", "until"]
    autocomplete_fields = ["article", "section"]
    list_display = ["headline", "is_live", "place", "section", "order", "until"]
    list_editable = ["order"]
    list_filter = ["place", "section"]
    list_select_related = ["article", "section"]
    list_per_page = 50
    ordering = ["place", "section__order", "order", "pk"]

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Slot]:
        slots = super().get_queryset(request)
        assert isinstance(slots, SlotQuerySet)
        return slots.with_headlines()

    @admin.display(description="article")
    def headline(self, slot: Slot) -> str:
        return slot.live_headline or slot.newest_headline

    @admin.display(description="published", boolean=True)
    def is_live(self, slot: Slot) -> bool:
        return slot.live_headline is not None

    def view_on_site(self, slot: Slot) -> str:
        return reverse("articles:front")

    @override
    def save_model(self, request: HttpRequest, obj: Slot, form: Any, change: bool) -> None:
        """Have the page change when the slot ends."""
        Publication.objects.lock()
        if obj.until:
            Publication.objects.expect(obj.until)
        super().save_model(request, obj, form, change)

    @override
    def delete_model(self, request: HttpRequest, obj: Slot) -> None:
        Publication.objects.lock()
        super().delete_model(request, obj)

    @override
    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Slot]) -> None:
        Publication.objects.lock()
        super().delete_queryset(request, queryset)
