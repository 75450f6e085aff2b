from typing import Any

from django import forms
from django.http import QueryDict

from . import publishing
from .models import Edition
from .models.article import validate_not_reserved


class EditionForm(forms.ModelForm[Edition]):
    """An open edition, with its article's address.

    ``seen_revision`` is the revision that the form was made of: the second of two people who save
    the same one is told so, and overwrites only by saving again.
    """

    slug = forms.SlugField(
        label="Address",
        max_length=120,
        validators=[validate_not_reserved],
        help_text="The last part of the article's address. Fixed once it was published.",
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
