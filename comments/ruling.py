"""Which rules hold, changed from the desk: each change adds a ``Policy`` and is one ``Act``.

A scope is an article, a section, or None for the whole site. A change says what is new; the rest
of the scope's newest row is said again. See ``comments.undoing`` for the way back.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Field, QuerySet
from django.utils import timezone

from articles import publishing
from articles.models import Article, Section
from masthead import versions
from masthead.models import Publication, User

from . import rules
from .models import Act, Policy
from .models.policy import DEFAULTS

type Scope = Article | Section | None  # An article is a live one.

Mode = Policy.Mode
# What a row says besides its rules.
_OF_THE_ROW = {"id", "section", "article", "note", "created_at", "created_by", "act"}


def of(scope: Scope) -> QuerySet[Policy]:
    """Return the rows of the scope itself, the newest, which counts, first."""
    article = scope if isinstance(scope, Article) else None
    section = scope if isinstance(scope, Section) else None
    return Policy.objects.filter(article=article, section=section).order_by("-pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule in force; ``source`` is the newest row of the scope that says so, if any does."""

    name: str
    value: Any
    source: Policy | None

    @property
    def label(self) -> str:
        return str(_field(self.name).verbose_name)

    @property
    def help(self) -> str:
        return str(_field(self.name).help_text)


def in_force(scope: Scope) -> list[Rule]:
    """Return the rules of the scope and where each comes from; see ``comments.rules``."""
    newest = [policy for each in _chain(scope) if (policy := of(each).first())]
    return [
        Rule(
            name=name,
            value=getattr(source, name) if source else default,
            source=source,
        )
        for name, default in DEFAULTS.items()
        for source in [next((row for row in newest if getattr(row, name) not in {"", None}), None)]
    ]


def _field(name: str) -> Field[Any, Any]:
    field = Policy._meta.get_field(name)
    assert isinstance(field, Field)
    return field


def _chain(scope: Scope) -> tuple[Scope, ...]:
    """Return the scopes whose rules hold for ``scope``, the narrowest first."""
    if isinstance(scope, Article):
        return scope, scope.live.section, None
    return (scope, None) if scope else (None,)


@transaction.atomic
def change(scope: Scope, changes: dict[str, Any], *, moderator: User) -> Act | None:
    """Let the rules ``changes`` hold from now on; None where they do already."""
    _lock(scope)
    return _change(scope, changes, moderator)


@transaction.atomic
def inherit(scope: Scope, *, moderator: User) -> Act | None:
    """Let the scope have no rules of its own any more."""
    _lock(scope)
    return _change(scope, _rules(Policy()), moderator)


@transaction.atomic
def reopen(article: Article, *, moderator: User) -> Act | None:
    """Open the comments of the live ``article``, in the mode that held before they were closed.

    A legal hold stays: it is lifted by a change of its own.
    """
    _lock(article)
    changes: dict[str, Any] = {}
    holding = rules.for_article(article)
    if holding.mode == Mode.CLOSED:
        before = of(article).exclude(mode=Mode.CLOSED).values_list("mode", flat=True).first()
        changes["mode"] = before or ("" if _is_open_above(article) else Mode.ALL_HELD)
    if holding.closes_after_days:
        changes["closes_after_days"] = 0
    return _change(article, changes, moderator)


@transaction.atomic
def take_back(act: Act, *, by: Act) -> None:
    """Say again what was before ``act`` changed it, in the act ``by``.

    What was changed once more since, stays.
    """
    for policy in act.policies.select_related("article", "section"):
        scope = policy.article or policy.section
        _lock(scope)
        before, now = of(scope).filter(pk__lt=policy.pk).first() or Policy(), of(scope)[0]
        own, earlier, newest = _rules(policy), _rules(before), _rules(now)
        restored = {
            name: earlier[name]
            for name in own
            if own[name] != earlier[name] and own[name] == newest[name]
        }
        if restored:
            _add(scope, newest | restored, by)


def _change(scope: Scope, changes: dict[str, Any], moderator: User) -> Act | None:
    newest = _rules(of(scope).first() or Policy())
    if newest == newest | changes:
        return None
    act = Act.objects.create(moderator=moderator, at=timezone.now(), verb=Act.Verb.POLICY)
    _add(scope, newest | changes, act)
    return act


def _add(scope: Scope, values: dict[str, Any], act: Act) -> None:
    article = scope if isinstance(scope, Article) else None
    section = scope if isinstance(scope, Section) else None
    Policy.objects.create(
        article=article, section=section, created_by=act.moderator, act=act, **values
    )
    versions.bump(versions.article_key(article.pk) if article else versions.SITE)


def _rules(policy: Policy) -> dict[str, Any]:
    """Return what the row says, by the names of its fields."""
    names = [field.name for field in policy._meta.fields if field.name not in _OF_THE_ROW]
    return {name: getattr(policy, name) for name in names}


def _is_open_above(article: Article) -> bool:
    """Tell whether what the article's own rules leave to its section and the site is open."""
    modes = (of(scope).values_list("mode", flat=True).first() for scope in _chain(article)[1:])
    return next(filter(None, modes), "") != Mode.CLOSED


def _lock(scope: Scope) -> None:
    """Let no two changes of one scope, and no post to an article that closes, cross."""
    if isinstance(scope, Article):
        publishing.lock(scope.pk)
    elif scope:
        Section.objects.select_for_update(no_key=True).get(pk=scope.pk)
    else:
        Publication.objects.lock()
