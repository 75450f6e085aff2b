"""Which role may do what: one table, applied to Django's groups by ``sync``.

The administrator is no group but a superuser.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

REPORTER, EDITOR, MODERATOR = "reporter", "editor", "moderator"

_ALL = ("view", "add", "change", "delete")
_KEEP = ("view", "add", "change")
_VIEW = ("view",)

# What a meeting's record is made of.
_RECORD = {
    f"meetings.{model}": actions
    for actions, models in {
        _KEEP: ("person", "organization", "office", "tenure", "place", "meeting", "agreement"),
        _ALL: (
            "personname",
            "organizationname",
            "delegation",
            "participation",
            "agendaitem",
            "outcome",
            "agreementname",
            "agreementparty",
            "agreementarea",
            "agreementstep",
        ),
    }.items()
    for model in models
}
_WRITING = {
    "articles.edition": _KEEP,
    "articles.byline": _ALL,
    "articles.editiontopic": _ALL,
    "articles.imageuse": _ALL,
    "articles.coverage": _ALL,
    "articles.statuschange": _VIEW,
    "articles.section": _VIEW,
    "articles.topic": _KEEP,
    "masthead.image": _KEEP,
}
_MODERATING = {
    "comments.comment": ("view", "moderate"),
    "comments.commenter": _VIEW,
    "comments.commentrevision": _VIEW,
    "comments.decision": _VIEW,
    "comments.policy": ("view", "add"),
    "comments.wordrule": _KEEP,
    "articles.edition": _VIEW,
}

ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    REPORTER: _RECORD | _WRITING,
    EDITOR: _RECORD
    | _WRITING
    | _MODERATING
    | {
        "articles.edition": (*_KEEP, "publish"),
        "articles.section": _KEEP,
        "articles.slot": _ALL,
        "masthead.publication": ("view", "change"),
        "masthead.flatpage": _ALL,
    },
    MODERATOR: _MODERATING,
}


@transaction.atomic
def sync() -> None:
    """Make each role's group hold exactly the permissions of the table; may run any time.

    Runs after ``migrate``, during which permissions do not exist yet. Raises ``LookupError``
    where the table names a permission that there is not.
    """
    for role, table in ROLES.items():
        wanted = Q()
        for model, actions in table.items():
            app_label, model_name = model.split(".")
            codenames = [f"{action}_{model_name}" for action in actions]
            wanted |= Q(content_type__app_label=app_label, codename__in=codenames)
        permissions = list(Permission.objects.filter(wanted))
        if len(permissions) != sum(len(actions) for actions in table.values()):
            message = f"The table of the {role} names a permission that does not exist."
            raise LookupError(message)
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set(permissions)
