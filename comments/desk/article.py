from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from articles.models import Article, Section
from comments import ruling
from comments.models import Act, Policy
from comments.ruling import Rule, Scope
from masthead.seeing import see

from .access import DeskRequest, moderators_only

Mode = Policy.Mode
# When the button lets comments close by themselves; a policy can say any other number.
CLOSES_AFTER_DAYS = 14
# So many of the scope's changes are listed.
CHANGES = 20
type Verb = Callable[..., Act | None]


def _change(**changes: Any) -> Verb:
    def change(scope: Scope, **kwargs: Any) -> Act | None:
        return ruling.change(scope, changes, **kwargs)

    return change


# What each button says and does, and what is said then. Only an article is reopened.
VERBS: dict[str, tuple[str, Verb, str]] = {
    "close": ("Close", _change(mode=Mode.CLOSED), "Comments are closed."),
    "close-later": (
        f"Close {CLOSES_AFTER_DAYS} days after publication",
        _change(closes_after_days=CLOSES_AFTER_DAYS),
        f"Comments close {CLOSES_AFTER_DAYS} days after publication.",
    ),
    "reopen": ("Reopen", ruling.reopen, "Comments are open."),
    "hold": ("Hold everything", _change(mode=Mode.ALL_HELD), "Everything is held."),
    "new-held": ("Hold new authors", _change(mode=Mode.NEW_HELD), "New authors are held."),
    "none-held": ("Hold nothing", _change(mode=Mode.NONE_HELD), "Nothing is held."),
    "legal-hold": (
        "Put on legal hold",
        _change(legal_hold=True),
        "Comments are closed for legal reasons.",
    ),
    "lift-legal-hold": (
        "Lift the legal hold",
        _change(legal_hold=False),
        "The legal hold was lifted.",
    ),
    "inherit": ("Drop these rules", ruling.inherit, "It has no rules of its own any more."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def article(request: DeskRequest, pk: int) -> HttpResponse:
    return _rules(request, get_object_or_404(Article.objects.live(), pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def section(request: DeskRequest, pk: int) -> HttpResponse:
    return _rules(request, get_object_or_404(Section, pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def site(request: DeskRequest) -> HttpResponse:
    return _rules(request, None)


def _rules(request: DeskRequest, scope: Scope) -> HttpResponse:
    """Show which rules hold in the scope and where each comes from, or change them."""
    if request.method == "POST":
        return _change_rules(request, scope)
    found = ruling.in_force(scope)
    context = {
        "scope": scope,
        "article": scope if isinstance(scope, Article) else None,
        "section": scope if isinstance(scope, Section) else None,
        "rules": [_row(rule) for rule in found],
        "buttons": [(name, VERBS[name][0]) for name in _offered(scope, found)],
        "changes": ruling.of(scope).select_related("created_by")[:CHANGES],
        "sections": Section.objects.order_by("name"),
    }
    return render(request, "desk/comments/article.html", context)


def _change_rules(request: DeskRequest, scope: Scope) -> HttpResponse:
    name = request.POST.get("rule", "")
    if name not in VERBS or (name == "reopen" and not isinstance(scope, Article)):
        raise BadRequest
    _, verb, said = VERBS[name]
    if verb(scope, moderator=request.user):
        messages.success(request, said)
    else:
        messages.info(request, "Nothing was changed: it was so already.")
    return see(request.path)


def _offered(scope: Scope, found: list[Rule]) -> list[str]:
    """Return the names of the buttons that would change something."""
    rules = {rule.name: rule.value for rule in found}
    has_own = any(rule.source and _is_own(rule.source, scope) for rule in found)
    is_closed = rules["mode"] == Mode.CLOSED
    offered = {
        "close": not is_closed,
        "close-later": not rules["closes_after_days"],
        "reopen": isinstance(scope, Article) and (is_closed or bool(rules["closes_after_days"])),
        "hold": rules["mode"] != Mode.ALL_HELD,
        "new-held": rules["mode"] != Mode.NEW_HELD,
        "none-held": rules["mode"] != Mode.NONE_HELD,
        "legal-hold": not rules["legal_hold"],
        "lift-legal-hold": rules["legal_hold"],
        "inherit": has_own,
    }
    return [name for name, is_offered in offered.items() if is_offered]


def _is_own(policy: Policy, scope: Scope) -> bool:
    return (policy.article or policy.section) == scope


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.label,
        "value": _say(rule),
        "help": rule.help,
        "source": rule.source,
    }


def _say(rule: Rule) -> str:
    if rule.name == "mode":
        return str(Mode(rule.value).label)
    if rule.name == "legal_hold":
        return "yes" if rule.value else "no"
    return str(rule.value)
