from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from articles import paging
from comments import gathering, moderation, wording, words
from comments.gathering import Gathered, Sought
from comments.models import Act, Comment, Commenter, Decision, Queue
from masthead.keys import is_key
from masthead.seeing import see

from .access import DeskRequest, moderators_only

# So many of the comments are shown before they are decided on.
SHOWN = 20
_VERBS = (Act.Verb.APPROVE, Act.Verb.REJECT, Act.Verb.SPAM, Act.Verb.REMOVE)
_SALT = "comments.desk.bulk"


class SoughtForm(forms.Form):
    """What the comments to be decided on have in common; without any of it, none are sought."""

    queue = forms.ChoiceField(label="In the queue", choices=Queue.choices, required=False)
    phrase = forms.CharField(
        label="With the words",
        max_length=200,
        required=False,
        help_text="Whole words, in the name or the text; * stands for any letters.",
    )
    author = forms.ModelChoiceField(Commenter.objects, required=False)
    network_of = forms.ModelChoiceField(Comment.objects.exclude(network=""), required=False)
    after = forms.CharField(max_length=40, required=False)

    def clean_phrase(self) -> str:
        phrase: str = self.cleaned_data["phrase"]
        try:
            return phrase if not phrase or words.pattern(phrase) else ""
        except words.Unusable as error:
            raise forms.ValidationError(str(error)) from error

    def clean_after(self) -> gathering.Cursor | None:
        cursor = self.cleaned_data["after"]
        try:
            return paging.read(cursor) if cursor else None
        except paging.BadCursor:
            message = "There is no such page. Begin at the first one."
            raise forms.ValidationError(message) from None

    def keys(self) -> list[int]:
        """Return the keys of the comments that were selected, so far as they are any."""
        assert isinstance(self.data, QueryDict)
        keys = self.data.getlist("comment")[: moderation.MOST_AT_ONCE]
        return [int(key) for key in keys if is_key(key)]

    def sought(self) -> Sought | None:
        cleaned = self.cleaned_data
        author, example = cleaned["author"], cleaned["network_of"]
        asked: dict[str, Any] = {
            "author": author.pk if author else None,
            "network": example.network if example else "",
            "phrase": cleaned["phrase"],
            "keys": self.keys(),
        }
        if not any(asked.values()):
            return None
        return Sought(queue=cleaned["queue"] or Queue.PENDING, after=cleaned["after"], **asked)


class DecideForm(forms.Form):
    """What to do with the comments that were shown: ``picked`` is signed, see ``_pick``."""

    verb = forms.ChoiceField(choices=[(verb, verb.label) for verb in _VERBS])
    reason = forms.ChoiceField(
        label="Reason",
        choices=[("", "Choose to reject"), *Decision.Reason.choices],
        required=False,
    )
    picked = forms.CharField(widget=forms.HiddenInput)

    def clean_picked(self) -> dict[int, int]:
        try:
            return dict(signing.loads(self.cleaned_data["picked"], salt=_SALT))
        except signing.BadSignature:
            message = "This page is damaged. Look at the comments again, then decide."
            raise forms.ValidationError(message) from None

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("verb") == Act.Verb.REJECT and not cleaned.get("reason"):
            self.add_error("reason", "Choose a reason to reject.")
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def bulk(request: DeskRequest) -> HttpResponse:
    """Show the comments that have something in common, then decide on exactly those."""
    form = SoughtForm(request.GET)
    sought = form.sought() if form.is_valid() else None
    decide = DecideForm(request.POST or None)
    if request.method == "POST" and decide.is_valid():
        _tell(request, _act(request, decide))
        return see(request.get_full_path())
    found = gathering.gather(sought) if sought else Gathered(comments=[])
    if not decide.is_bound:
        decide = DecideForm(initial={"picked": _pick(found)})
    context = {
        "form": form,
        "sought": sought,
        "author": form.cleaned_data.get("author"),
        "network_of": form.cleaned_data.get("network_of"),
        "decide": decide,
        "found": found,
        "shown": found.comments[:SHOWN],
        "verbs": _VERBS,
        "further": _further(request, found),
    }
    status = 422 if decide.is_bound or form.errors else 200
    return render(request, "desk/comments/bulk.html", context, status=status)


def _pick(found: Gathered) -> str:
    """Return the comments shown as key and turn, so that no other ones are decided on."""
    pairs = [(comment.pk, comment.turn) for comment in found.comments]
    return signing.dumps(pairs, salt=_SALT, compress=True)


def _act(request: DeskRequest, decide: DecideForm) -> moderation.Done:
    cleaned = decide.cleaned_data
    return moderation.act(
        cleaned["picked"],
        verb=cleaned["verb"],
        moderator=request.user,
        reason=cleaned["reason"],
        seen=cleaned["picked"],
    )


def _tell(request: DeskRequest, done: moderation.Done) -> None:
    if done.act:
        messages.success(request, f"{wording.of_act(done.act)}.".capitalize())
    else:
        messages.info(request, "Nothing was changed.")
    if done.overtaken:
        number = wording.say_number(len(done.overtaken))
        messages.warning(request, f"{number} decided on by others meanwhile, and left alone.")
    if done.refused:
        number = wording.say_number(len(done.refused))
        messages.warning(request, f"{number} taken back by their authors, and left alone.")


def _further(request: DeskRequest, found: Gathered) -> str:
    """Return the address of what is left over; '' where nothing is."""
    if not found.after:
        return ""
    query = request.GET.copy()
    query["after"] = found.after
    return f"{request.path}?{query.urlencode()}"
