"""What the pages of the queues are sent."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone

from articles import paging
from articles.models import Article
from comments import identity, moderation, queues
from comments.models import Act, Commenter, Decision, Queue
from comments.queues import Wanted
from masthead.keys import is_key
from masthead.models import User

_VERBS = (
    Act.Verb.APPROVE,
    Act.Verb.REJECT,
    Act.Verb.SPAM,
    Act.Verb.REMOVE,
    Act.Verb.FEATURE,
    Act.Verb.UNFEATURE,
)
_DAYS = [MinValueValidator(dt.date(1970, 1, 2)), MaxValueValidator(dt.date(2999, 12, 31))]


class ActForm(forms.Form):
    """What a moderator wants of the comments named; a reason without a verb rejects.

    ``seen-<key>`` is the turn of each comment on the moderator's page.
    """

    verb = forms.ChoiceField(choices=[(verb, verb.label) for verb in _VERBS], required=False)
    reason = forms.ChoiceField(choices=Decision.Reason, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not cleaned.get("verb") and cleaned.get("reason"):
            cleaned["verb"] = Act.Verb.REJECT
        assert isinstance(self.data, QueryDict)
        keys = self.data.getlist("comment")
        refusal = self._refusal(keys)
        if refusal:
            raise forms.ValidationError(refusal)
        cleaned["comments"] = [int(key) for key in keys]
        turns = {key: self.data.get(f"seen-{key}", "") for key in keys}
        cleaned["seen"] = {int(key): int(turn) for key, turn in turns.items() if is_key(turn)}
        return cleaned

    def _refusal(self, keys: list[str]) -> str:
        verb = self.cleaned_data.get("verb")
        if not keys:
            return "Select a comment first."
        if len(keys) > moderation.MOST_AT_ONCE or not all(map(is_key, keys)):
            return f"Select {moderation.MOST_AT_ONCE} comments at most."
        if verb == Act.Verb.REJECT and not self.cleaned_data.get("reason"):
            return "Choose a reason to reject."
        return "" if verb or self.errors else "Choose what to do."


class FilterForm(forms.Form):
    """Which comments of a queue are listed; every field may be empty."""

    QUEUES = (*Queue.choices, (queues.MINE, "Mine"), (queues.ALL, "All"))
    ORDERS = (("", "Usual order"), ("oldest", "Oldest first"), ("newest", "Newest first"))

    queue = forms.ChoiceField(choices=QUEUES, required=False)
    why = forms.CharField(max_length=40, required=False)
    q = forms.CharField(max_length=100, required=False, label="Words in text or name")
    email = forms.CharField(max_length=254, required=False, label="Email, whole")
    article = forms.CharField(max_length=300, required=False, label="Article’s address")
    since = forms.DateField(
        required=False,
        label="From",
        validators=_DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        required=False,
        label="To",
        validators=_DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    order = forms.ChoiceField(choices=ORDERS, required=False, label="Order")
    after = forms.CharField(max_length=40, required=False)

    def clean_email(self) -> int | None:
        """Return the key of the reader with that address."""
        email = self.cleaned_data["email"]
        key = identity.email_key(email, settings.EMAIL_HASH_KEY)
        author = Commenter.objects.filter(email_key=key).values_list("pk", flat=True).first()
        if email and author is None:
            message = "Nobody has commented with this address."
            raise forms.ValidationError(message)
        return author if email else None

    def clean_article(self) -> int | None:
        """Return the key of the article with that key, slug or address."""
        named = self.cleaned_data["article"].rstrip("/").rpartition("/")[2]
        by = {"pk": named} if is_key(named) else {"slug": named}
        article = Article.objects.filter(**by).values_list("pk", flat=True).first()
        if named and article is None:
            message = "There is no such article."
            raise forms.ValidationError(message)
        return article

    def clean_after(self) -> queues.Cursor | None:
        cursor = self.cleaned_data["after"]
        try:
            return paging.read(cursor) if cursor else None
        except paging.BadCursor:
            message = "There is no such page. Begin at the first one."
            raise forms.ValidationError(message) from None

    def wanted(self, moderator: User) -> Wanted:
        """Return what is asked for; of a form that is not valid, only whose queue it is."""
        cleaned = self.cleaned_data
        queue = cleaned.get("queue") or Queue.PENDING
        order = cleaned.get("order") or ("newest" if queue == queues.MINE else "oldest")
        return Wanted(
            moderator=moderator,
            queue=queue,
            held_for=cleaned.get("why", ""),
            article=cleaned.get("article"),
            author=cleaned.get("email"),
            since=_start_of(cleaned.get("since")),
            until=_start_of(cleaned.get("until"), later=1),
            words=cleaned.get("q", ""),
            is_newest_first=order == "newest",
            after=cleaned.get("after"),
        )


def _start_of(day: dt.date | None, later: int = 0) -> dt.datetime | None:
    """Return when the day, or one so many days later, begins in the paper's time zone."""
    if day is None:
        return None
    midnight = dt.datetime.combine(day + dt.timedelta(days=later), dt.time.min)
    return timezone.make_aware(midnight)
