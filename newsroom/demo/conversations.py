"""Puts the demo's comments from ``comments.toml`` under its articles, waiting ones among them.

They are stored as ``posting`` stores them, but cause no mail: their addresses lead nowhere.
"""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from articles.models import Article
from comments import identity, moderation, posting
from comments.findings import Finding, Verdict
from comments.models import Act, Comment, Commenter
from comments.screening import Outcome
from masthead.models import User
from newsroom import roles

from .identity import uid

FILE = Path(__file__).parent / "comments.toml"


def hold(*, now: dt.datetime) -> None:
    """Make the comments, as if posted before ``now`` (aware)."""
    moderator = User.objects.get(username=roles.MODERATOR)
    made: dict[str, Comment] = {}
    for row in tomllib.loads(FILE.read_text())["comments"]:
        at = now - dt.timedelta(minutes=row["minutes"])
        comment = made[row["key"]] = _post(row, made.get(row.get("parent", "")), at)
        decision = "approve" if "staff" in row else row.get("decision")
        if decision:
            moderation.act(
                [comment.pk],
                verb=Act.Verb(decision),
                moderator=moderator,
                reason=row.get("reason", ""),
            )
        for number, reason in enumerate(row.get("reports", [])):
            comment.reports.create(reporter=f"demo:{number}", reason=reason, at=timezone.now())
            moderation.bring_back(comment, at=timezone.now())


def _post(row: dict[str, Any], parent: Comment | None, at: dt.datetime) -> Comment:
    article = Article.objects.get(slug=row["on"])
    comment = Comment.objects.create(
        uid=uid(Comment, row["key"]),
        article=article,
        parent=parent,
        path=posting.next_path(article, parent),
        created_at=at,
        proven_at=at if row.get("proven") else None,
        **_author(row),
    )
    check, detail = row.get("check", "everything_held"), row.get("detail", "")
    finding = Finding(
        check=check, verdict=Verdict.HOLD, detail=detail or "The policy holds every comment."
    )
    outcome = Outcome(verdict=Verdict.HOLD, findings=(finding,))
    return moderation.receive(posting.add_revision(comment, row["text"], outcome, at=at), outcome)


def _author(row: dict[str, Any]) -> dict[str, Any]:
    if "staff" in row:
        user = User.objects.get(username=row["staff"])
        return {"user": user, "name": user.get_full_name()}
    key = identity.email_key(row["email"], settings.EMAIL_HASH_KEY)
    commenter, _ = Commenter.objects.get_or_create(email_key=key, defaults={"email": row["email"]})
    return {"commenter": commenter, "name": row["name"]}
