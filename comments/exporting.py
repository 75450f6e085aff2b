"""Everything held about a reader, as JSON, for that reader.

Who others are is left out: which moderator decided, who reported. What was *written* about the
reader is in it, private notes too: they are the reader's personal data (GDPR, article 15).
"""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Prefetch
from django.utils import timezone

from .models import Comment, Commenter, CommentRevision, Decision, Report, VisitorMail

A_BATCH = 200
EXPLAINED = {
    "email_key": "A keyed hash of your address, by which your comments are recognised. It stays "
    "after erasure, so that a ban does.",
    "network_is_held": "Whether a keyed hash of the network that a comment came from is still "
    "held. It is emptied after 14 days.",
    "mail_caused_by_anybody": "When mail went to you that whoever knows your address can cause. "
    "Held for two days.",
    "findings": "What automatic checks noticed in a text.",
}


def export(commenter: Commenter) -> Iterator[str]:
    """Yield one JSON object in pieces: 10,000 comments take no more memory than a batch."""
    yield _json(_about(commenter), indent=1).removesuffix("\n}") + ',\n "comments": ['
    separator, last = "\n", 0
    while comments := _comments_after(commenter, last):
        for comment in comments:
            yield separator + _json(_comment(comment))
            separator = ",\n"
        last = comments[-1].pk
    yield "\n ]\n}\n"


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=indent)


def _about(commenter: Commenter) -> dict[str, Any]:
    mail = VisitorMail.objects.filter(email_key=commenter.email_key).order_by("at")
    reports = Report.objects.filter(reporter=commenter.email_key)
    bans = commenter.bans.order_by("pk")
    return {
        "site": settings.SITE_URL,
        "made_at": timezone.now(),
        "explained": EXPLAINED,
        "email": commenter.email,
        "email_key": commenter.email_key,
        "first_seen_at": commenter.created_at,
        "mail_caused_by_anybody": list(mail.values_list("at", flat=True)),
        "bans": list(bans.values("created_at", "until", "reason", "note", "lifted_at")),
        "notes_of_moderators": list(commenter.notes.order_by("pk").values("at", "text")),
        "reports_by_you": list(reports.values("at", "comment__uid", "reason", "details")),
    }


def _comments_after(commenter: Commenter, pk: int) -> list[Comment]:
    comments = Comment.objects.filter(commenter=commenter, pk__gt=pk).order_by("pk")
    return list(
        comments.select_related("article", "parent", "subscription").prefetch_related(
            Prefetch("revisions", CommentRevision.objects.order_by("number")),
            Prefetch("decisions", Decision.objects.order_by("pk")),
            "reports",
        )[:A_BATCH]
    )


def _comment(comment: Comment) -> dict[str, Any]:
    subscription = getattr(comment, "subscription", None)
    return {
        "uid": comment.uid,
        "article": settings.SITE_URL + comment.article.get_absolute_url(),
        "in_reply_to": comment.parent and comment.parent.uid,
        "name": comment.name,
        "status": comment.status,
        "posted_at": comment.created_at,
        "proven_at": comment.proven_at,
        "edited_at": comment.edited_at,
        "deleted_at": comment.deleted_at,
        "is_featured": comment.is_featured,
        "network_is_held": bool(comment.network),
        "mail_on_replies": bool(subscription and subscription.ended_at is None),
        "reported_for": [report.reason for report in comment.reports.all()],
        "texts": [_text(revision) for revision in comment.revisions.all()],
        "decisions": [_decision(decision) for decision in comment.decisions.all()],
    }


def _text(revision: CommentRevision) -> dict[str, Any]:
    return {
        "number": revision.number,
        "at": revision.created_at,
        "text": revision.text,
        "findings": revision.findings,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "at": decision.at,
        "by": "a moderator" if decision.moderator_id else f"the check {decision.check_name}",
        "from": decision.from_status,
        "to": decision.to_status,
        "reason": decision.reason,
        "note": decision.note,
    }
