"""Which rules hold for an article's comments: the newest policies of its three scopes, merged."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, QuerySet, Subquery

from articles.models import Article

from .models import Policy
from .models.policy import DEFAULTS
from .submission import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules(Limits):
    """The rules, and for each the key of the policy that says so (None: a default)."""

    legal_hold: bool
    closes_after_days: int
    reports_needed: int
    edit_minutes: int
    slow_after_hours: int

    def accepts(self, article: Article, *, now: dt.datetime) -> bool:
        """Tell whether comments are taken ``now`` (aware) on the live ``article``."""
        published_at = article.live.displayed_at
        assert published_at is not None  # Kept by edition_published_is_complete.
        # A number of days, however large, is only compared: added to a date, it may overflow.
        age = (now - published_at).days
        is_over = self.closes_after_days and age >= self.closes_after_days
        return not (self.mode == Policy.Mode.CLOSED or self.legal_hold or is_over)

    def close_at(self, article: Article) -> dt.datetime | None:
        """Return when comments on the live ``article`` close by its age; ``None``: never."""
        published_at = article.live.displayed_at
        assert published_at is not None  # Kept by edition_published_is_complete.
        try:
            return (
                published_at + dt.timedelta(days=self.closes_after_days)
                if self.closes_after_days
                else None
            )
        except OverflowError:
            return None


def for_article(article: Article) -> Rules:
    """Return the rules of a live article (one query)."""
    scopes = [
        Q(article=article),
        Q(section=article.live.section_id),
        Q(article=None, section=None),
    ]
    newest = Q()
    for scope in scopes:
        newest |= Q(pk=Subquery(_newest(scope).values("pk")[:1]))
    return _merge(Policy.objects.filter(newest))


def for_articles(articles: Collection[Article]) -> dict[int, Rules]:
    """Return the rules of live articles, by the article's key (one query)."""
    sections = {article.live.section_id for article in articles}
    scopes = Q(article__in=articles) | Q(section__in=sections) | Q(article=None, section=None)
    of_scopes = Policy.objects.filter(scopes).order_by().values("article", "section")
    newest = of_scopes.annotate(newest=Max("pk")).values("newest")
    policies = list(Policy.objects.filter(pk__in=newest))
    return {
        article.pk: _merge(
            policy
            for policy in policies
            if policy.article_id in {None, article.pk}
            and policy.section_id in {None, article.live.section_id}
        )
        for article in articles
    }


def _merge(scopes: Iterable[Policy]) -> Rules:
    """Return what holds by one policy a scope at most."""
    policies = sorted(scopes, key=_breadth)
    merged: dict[str, Any] = {}
    sources: dict[str, int | None] = {}
    for name, default in DEFAULTS.items():
        stated = [policy for policy in policies if getattr(policy, name) not in ("", None)]
        merged[name] = getattr(stated[0], name) if stated else default
        sources[name] = stated[0].pk if stated else None
    return Rules(**merged, policies=sources)


def _newest(scope: Q) -> QuerySet[Policy]:
    return Policy.objects.filter(scope).order_by("-pk")


def _breadth(policy: Policy) -> int:
    """Sort article before section before site."""
    return 0 if policy.article_id else 1 if policy.section_id else 2
