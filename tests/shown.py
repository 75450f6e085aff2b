"""Which rows readers see, and which page versions a change of them has to raise."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import F, Model, Q

from masthead import versions

EVERY = Q()
OURS = ("masthead", "meetings", "articles", "comments", "newsroom")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What readers see of a model: ``rows``, all columns but some.

    Its versions are that of the site or, where ``article`` is the lookup of the article in whose
    thread a row shows, the article's and, if they show in feeds and lists, that of the comments.
    ``has_defaults``: where there is no row, they see the model's defaults.
    """

    rows: Q = EVERY
    but: tuple[str, ...] = ()
    article: str = ""
    is_listed: bool = False
    has_defaults: bool = False


_OF_MEETING = Shown(rows=Q(meeting__is_public=True))
_OF_EDITION = Shown(rows=Q(edition__status="published"))
_DESK = ("status", "is_newest", "revision", "created_by", "publish_at", "published_by")

SHOWN: dict[str, Shown] = {
    "masthead.FlatPage": Shown(),
    "masthead.Image": Shown(but=("created_at",)),
    "masthead.Publication": Shown(but=("id", "next_due_at"), has_defaults=True),
    "meetings.AgendaItem": _OF_MEETING,
    "meetings.Agreement": Shown(),
    "meetings.AgreementArea": Shown(),
    "meetings.AgreementName": Shown(),
    "meetings.AgreementParty": Shown(),
    "meetings.AgreementStep": Shown(),
    "meetings.Delegation": _OF_MEETING,
    "meetings.Meeting": Shown(rows=Q(is_public=True), but=("internal_note",)),
    "meetings.Office": Shown(but=("allows_several_holders",)),
    "meetings.Organization": Shown(),
    "meetings.OrganizationName": Shown(),
    "meetings.Outcome": _OF_MEETING,
    "meetings.Participation": _OF_MEETING,
    "meetings.Person": Shown(),
    "meetings.PersonName": Shown(),
    "meetings.Place": Shown(),
    "meetings.Tenure": Shown(),
    "articles.Article": Shown(rows=Q(first_published_at__isnull=False), but=("created_at",)),
    "articles.Byline": _OF_EDITION,
    "articles.Coverage": _OF_EDITION,
    "articles.Edition": Shown(rows=Q(status="published"), but=_DESK),
    "articles.EditionTopic": _OF_EDITION,
    "articles.ImageUse": _OF_EDITION,
    "articles.Section": Shown(),
    "articles.Slot": Shown(),
    "articles.SlugRedirect": Shown(),
    "articles.Topic": Shown(),
    "comments.Backlog": Shown(rows=Q(is_slow=True)),
    "comments.Comment": Shown(
        rows=Q(status="approved"),
        but=(
            "commenter",
            "decided_at",
            "decided_by",
            "edit_waits",
            "held_for",
            "network",
            "proven_at",
            "queue",
            "reported_at",
            "turn",
        ),
        article="article",
        is_listed=True,
    ),
    "comments.CommentCount": Shown(rows=Q(public__gt=0), article="article", is_listed=True),
    "comments.CommentRevision": Shown(
        rows=Q(comment__status="approved", comment__shown=F("pk")),
        but=("findings",),
        article="comment__article",
        is_listed=True,
    ),
    "comments.Policy": Shown(but=("note", "created_at", "created_by", "act"), article="article"),
}

NOT_SHOWN: dict[str, str] = {
    "masthead.PageVersion": "It is the version.",
    "masthead.SearchEntry": "It finds rows, which are read anew; no page of results is kept.",
    "masthead.User": "Comments of the staff keep the name with which they were written.",
    "masthead.User_groups": "For the staff.",
    "masthead.User_user_permissions": "For the staff.",
    "articles.StatusChange": "For the desk.",
    "comments.Act": "For the desk.",
    "comments.AuthorNote": "For the desk.",
    "comments.Ban": "For the desk.",
    "comments.Commenter": "The address is never public; the name is the comment's.",
    "comments.Decision": "For the desk, and for its author on pages that are never kept.",
    "comments.ModeratorNotice": "Only mail depends on it.",
    "comments.NoticePreference": "Only mail depends on it.",
    "comments.ReplyNotice": "Only mail depends on it.",
    "comments.Report": "For the desk.",
    "comments.Subscription": "Only mail depends on it.",
    "comments.DayNumbers": "For the desk.",
    "comments.Tally": "For the desk.",
    "comments.VisitorMail": "Only mail depends on it.",
    "comments.WordRule": "Screening reads the rules, no page does.",
}

# A model, and the article in whose thread the rows show, if they show in one.
type Place = tuple[str, int | None]
type Seen = dict[Place, list[tuple[Any, ...]]]


def models() -> dict[str, type[Model]]:
    """Return all models that have a table, by their names."""
    configs = (apps.get_app_config(name) for name in OURS)
    every = (config.get_models(include_auto_created=True) for config in configs)
    return {model._meta.label: model for of_app in every for model in of_app}


def see(label: str) -> Seen:
    """Return what readers see of a model, by place."""
    shown, model = SHOWN[label], models()[label]
    names = [field.name for field in model._meta.concrete_fields if field.name not in shown.but]
    rows = model._default_manager.filter(shown.rows).order_by("pk")
    if not shown.article:
        found = list(rows.values_list(*names))
        defaults = [tuple(getattr(model(), name) for name in names)] if shown.has_defaults else []
        return {(label, None): found or defaults}
    seen: Seen = {}
    for article, *values in rows.values_list(shown.article, *names):
        seen.setdefault((label, article), []).append(tuple(values))
    return seen


def owed(before: Seen, after: Seen) -> list[tuple[Place, frozenset[str]]]:
    """Return of each place that looks different the versions to raise; the site's does, too."""
    changed = [place for place in before | after if before.get(place) != after.get(place)]
    return [(place, frozenset(_versions(*place))) for place in changed]


def _versions(label: str, article: int | None) -> Iterable[str]:
    if article is None:
        yield versions.SITE
    else:
        yield versions.article_key(article)
        if SHOWN[label].is_listed:
            yield versions.COMMENTS
