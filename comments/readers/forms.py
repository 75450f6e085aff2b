from typing import Any, override

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout, Submit
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from comments.checks.sending import PROGRAM
from comments.forms import TextField
from comments.models import Comment, Report


class ReadersForm(forms.Form):
    """A form without token: a token needs a cookie; ``arrival.origin`` and the pass stand for it.

    ``action`` is where it is sent.
    """

    button = gettext_lazy("Send")

    def __init__(self, *args: Any, action: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.disable_csrf = True
        self.helper.form_action = action
        self.helper.layout = Layout(*self.rows(), Submit("send", str(self.button)))

    def rows(self) -> list[Any]:
        """Return the fields in the order in which they stand, as crispy wants them."""
        return list(self.fields)

    def _carry_pass(self) -> None:
        """Add the field in which a pass travels; ``pass`` is no name for an attribute."""
        self.fields["pass"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.helper.layout.append("pass")


class AskForm(ReadersForm):
    button = gettext_lazy("Send me the link")

    email = forms.EmailField(
        label=gettext_lazy("Email"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Give the email address that you comment with."),
            "invalid": gettext_lazy("This is no email address. Write it like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, action=reverse("comments:mine"), **kwargs)


class EditForm(ReadersForm):
    button = gettext_lazy("Save the new text")

    text = TextField(
        label=gettext_lazy("Comment"),
        error_messages={"required": gettext_lazy("Write your comment.")},
    )

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        action = reverse("comments:mine-edit", args=[comment.pk])
        super().__init__(*args, action=action, **kwargs)
        self._carry_pass()


class ReportForm(ReadersForm):
    button = gettext_lazy("Report the comment")

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is wrong with it.")},
    )
    details = forms.CharField(
        label=gettext_lazy("What a moderator should know about it"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        action = reverse("comments:report", args=[comment.article.slug, comment.pk])
        super().__init__(*args, action=action, **kwargs)
        self._carry_pass()

    @override
    def rows(self) -> list[Any]:
        trap = Div(Field("website"), css_class="form-extra", aria_hidden="true")
        return ["reason", "details", trap]

    def clean_website(self) -> str:
        """Refuse what filled the field that people do not see; it comes back empty."""
        if self.cleaned_data["website"]:
            data = self.data.copy()  # type: ignore[attr-defined]
            data.pop("website")
            self.data = data
            self.add_error(None, PROGRAM)
        return ""
