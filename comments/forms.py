from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout, Submit
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db.models import BigIntegerField
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from . import identity, passes
from .names import can_be_seen, clean_name, clean_text, has_letter
from .origin import Origin
from .posting import NO_PARENT
from .submission import Post

SHORTEST, LONGEST = 2, 3000
MOST_SECONDS = 24 * 60 * 60


class TextField(forms.CharField):
    """Text whose lines end in a line feed, whatever the browser sent: it counts as it reads."""

    widget = forms.Textarea(attrs={"rows": 6, "data-longest": LONGEST})
    default_validators = [
        MinLengthValidator(
            SHORTEST, gettext_lazy("A comment has at least %(limit_value)d characters.")
        ),
        MaxLengthValidator(
            LONGEST,
            gettext_lazy(
                "A comment has at most %(limit_value)d characters; this has %(show_value)d."
            ),
        ),
    ]

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return clean_text(text.replace("\r\n", "\n").replace("\r", "\n")).strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        if not can_be_seen(value):
            raise forms.ValidationError(self.error_messages["required"], code="required")


class NameField(forms.CharField):
    """A name on one line, without characters that are not seen."""

    def to_python(self, value: Any) -> str:
        return clean_name(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if not has_letter(value):
            message = gettext("Give a name with at least one letter or digit.")
            raise forms.ValidationError(message, code="no_letter")


class CommentForm(forms.Form):
    """The same for everybody: no token, no age, nothing that would differ from reader to reader."""

    text = TextField(
        label=gettext_lazy("Comment"),
        error_messages={"required": gettext_lazy("Write your comment.")},
    )
    name = NameField(
        label=gettext_lazy("Name"),
        max_length=80,
        error_messages={"required": gettext_lazy("Give the name to print with your comment.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Give your email address. It will not be published."),
            "invalid": gettext_lazy("This is no email address. Write it like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    parent = forms.IntegerField(
        widget=forms.HiddenInput,
        required=False,
        min_value=1,
        max_value=BigIntegerField.MAX_BIGINT,
    )
    elapsed = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_SECONDS
    )
    wants_replies = forms.BooleanField(
        label=gettext_lazy("Mail me when somebody replies"),
        help_text=gettext_lazy(
            "Once you have opened the link that we mail you; at most one mail an hour."
        ),
        required=False,
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, slug: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pass"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.helper = FormHelper()
        self.helper.form_action = reverse("comments:post", args=[slug]) + "#respond"
        self.helper.form_id = "comment-form"
        self.helper.disable_csrf = True  # A token needs a cookie; comments.origin stands for it.
        self.helper.attrs = {"data-comment-form": ""}
        self.helper.layout = Layout(
            "text",
            Div("name", "email", css_class="form-pair"),
            "wants_replies",
            HTML('{% include "comments/remember.html" %}'),
            "pass",
            "parent",
            "elapsed",
            Div(Field("website"), css_class="form-extra", aria_hidden="true"),
            Submit("post", gettext("Post Comment")),
        )

    def clean(self) -> dict[str, Any]:
        """Tell faults of hidden fields where a person sees them, or pass over them.

        A time or a pass that our script cannot have sent counts as none.
        """
        cleaned = super().clean() or {}
        if self.errors.pop("parent", None):
            self.add_error(None, NO_PARENT)
        self.errors.pop("elapsed", None)
        self.errors.pop("pass", None)
        return {"elapsed": None, "pass": "", **cleaned}

    def post(self, origin: Origin, network: str = "") -> Post:
        """Return the valid form's content; ``network`` is the truncated one it came from."""
        cleaned = self.cleaned_data
        return Post(
            text=cleaned["text"],
            name=cleaned["name"],
            email=cleaned["email"],
            parent=cleaned["parent"],
            honeypot=cleaned["website"],
            seconds=cleaned["elapsed"],
            origin=origin,
            network=network,
            is_proven=self._is_proven(),
            wants_replies=cleaned["wants_replies"],
        )

    def _is_proven(self) -> bool:
        """Tell whether the browser holds a pass for the very address that was typed."""
        holder = passes.holder(self.cleaned_data["pass"])
        key = identity.email_key(self.cleaned_data["email"], settings.EMAIL_HASH_KEY)
        return holder is not None and holder.email_key == key

    def without_traps(self) -> None:
        """Empty what a person cannot see, so that pressing the button again can succeed."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data.pop("website", None)
        data.pop("pass", None)
        if str(NO_PARENT) in self.non_field_errors():
            data.pop("parent", None)
        self.data = data
