import datetime as dt
from dataclasses import dataclass

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils import timezone

from comments import moderation, wording
from comments.models import Act, Decision

register = template.Library()


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    name: str
    address: str


@register.simple_tag
def desk_rooms() -> list[Room]:
    """Return the pages of the desk that its header links."""
    names = {
        "Queues": "queue",
        "Bulk": "bulk",
        "Bans": "bans",
        "Rules": "rules",
        "Numbers": "numbers",
        "Mail": "mail",
    }
    return [Room(name=name, address=reverse(f"desk:{page}")) for name, page in names.items()]


@register.simple_tag(takes_context=True)
def last_act(context: RequestContext) -> Act | None:
    """Return what the moderator who looks did last and may take back."""
    return moderation.last_act(context["request"].user)


@register.simple_tag
def reject_reasons() -> list[tuple[str, str]]:
    return Decision.Reason.choices


@register.filter
def act_in_words(act: Act) -> str:
    return wording.of_act(act)


@register.filter
def decision_in_words(decision: Decision) -> str:
    return wording.of_decision(decision, now=timezone.now())


@register.filter
def check_in_words(check_name: str) -> str:
    return wording.check(check_name)


@register.filter
def ago_in_words(moment: dt.datetime) -> str:
    return wording.ago(moment, now=timezone.now())
