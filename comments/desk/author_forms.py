"""Forms about authors and about a moderator’s own mail."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst

from comments.banning import Target, Terms
from comments.models import Act, AuthorNote, Comment, Commenter, Decision, NoticePreference

AUTHOR, NETWORK = "author", "network"
FOR_GOOD = ""


class NoteForm(forms.ModelForm[AuthorNote]):
    class Meta:
        model = AuthorNote
        fields = ["text"]
        labels = {"text": "Note for the other moderators"}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class BanForm(forms.Form):
    who = forms.ChoiceField(label="Who", widget=forms.RadioSelect)
    reason = forms.ChoiceField(label="Reason", choices=Decision.Reason.choices)
    days = forms.TypedChoiceField(
        label="For how long",
        choices=[("1", "1 day"), ("7", "7 days"), ("30", "30 days"), (FOR_GOOD, "For good")],
        coerce=int,
        empty_value=None,
        required=False,
        initial="7",
        widget=forms.RadioSelect,
        help_text="A network is banned for 30 days at most.",
    )
    pending = forms.ChoiceField(
        label="Their comments that wait",
        choices=[
            ("", "Leave them in the queue"),
            (Act.Verb.REJECT, "Reject them all"),
            (Act.Verb.SPAM, "Mark them all as spam"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="Note for the staff", max_length=300, required=False)

    def __init__(self, *args: Any, targets: dict[str, Target], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = targets
        choices = [(AUTHOR, "This address"), (NETWORK, "Everybody on the comment’s network")]
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [choice for choice in choices if choice[0] in targets]
        who.initial = next(iter(targets), None)

    def target(self) -> Target:
        return self.targets[self.cleaned_data["who"]]

    def terms(self) -> Terms:
        cleaned = self.cleaned_data
        days = cleaned["days"]
        return Terms(
            reason=cleaned["reason"],
            until=timezone.now() + dt.timedelta(days=days) if days else None,
            note=cleaned["note"],
            pending=cleaned["pending"],
        )


def targets_of(author: Commenter | None, comment: Comment | None) -> dict[str, Target]:
    """Return who can be banned: an author, and with a comment the network it came from."""
    targets = {}
    if author:
        targets[AUTHOR] = Target(commenter=author)
    if comment:
        targets[NETWORK] = Target(network=comment.network)
    return targets


class PreferenceForm(forms.ModelForm[NoticePreference]):
    every = forms.ChoiceField(
        label="Mail me about comments that wait",
        choices=[(value, capfirst(label)) for value, label in NoticePreference.Every.choices],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = NoticePreference
        fields = ["every"]
