from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import QueryDict

from masthead.models import Publication
from masthead.related import Autocomplete

from . import publishing, translations
from .models import Article, Edition
from .models.article import validate_not_reserved


class EditionForm(forms.ModelForm[Edition]):
    """An open edition, with its article's address, language and original.

    ``seen_revision`` is the revision that the form was made of: the second of two people who save
    the same one is told so, and overwrites only by saving again.
    """

    slug = forms.SlugField(
        label="Address",
        max_length=120,
        validators=[validate_not_reserved],
        help_text="The last part of the article's address. Fixed once it was published.",
    )
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    translation_of = forms.ModelChoiceField(
        Article.objects.all(),
        required=False,
        widget=Autocomplete(Article._meta.get_field("translation_of"), admin.site),
        help_text="The article that this one says in another language.",
    )
    is_current = forms.BooleanField(
        label="Translates the original as it is now",
        required=False,
        help_text="Tick it once this text follows the newest published edition of the original.",
    )
    seen_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Edition
        fields = [
            "headline",
            "dek",
            "section",
            "dateline",
            "body",
            "change",
            "change_note",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            article = self.instance.article
            self.fields["slug"].initial = article.slug
            self.fields["slug"].disabled = article.first_published_at is not None
            self.fields["seen_revision"].initial = self.instance.revision
            self.fields["language"].initial = article.language
            self.fields["translation_of"].initial = article.translation_of_id
        else:
            self.fields["language"].initial = Publication.objects.current().language

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        article = self.instance.article if self.instance.pk else None
        try:
            publishing.refuse_taken(slug, but_for=article)
        except publishing.SlugTaken as error:
            raise forms.ValidationError(str(error)) from error
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._refuse_odd_translation(cleaned)
        current = self.instance.revision
        if self.instance.pk and cleaned.get("seen_revision") != current:
            assert isinstance(self.data, QueryDict)
            self.data = self.data.copy()
            self.data[self.add_prefix("seen_revision")] = str(current)
            message = (
                "Somebody saved this article after you opened it, so nothing was saved now. What "
                "you typed is still below. Open this page in another tab to compare; saving again "
                "replaces the other person's words."
            )
            raise forms.ValidationError(message, code="conflict")
        return cleaned

    def _refuse_odd_translation(self, cleaned: dict[str, Any]) -> None:
        article = self.instance.article if self.instance.pk else None
        source = cleaned.get("translation_of")
        try:
            translations.refuse_odd(article, cleaned.get("language", ""), source)
        except translations.NotTranslated as error:
            self.add_error("translation_of", str(error))
