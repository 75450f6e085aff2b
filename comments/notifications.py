"""Mail about comments. None of it carries a visitor's words, whoever it goes to.

What a log may show of a mail that fails is neither its address nor the server's answer, which
repeats the address.
"""

import datetime as dt
import smtplib
from collections.abc import Callable, Mapping
from functools import wraps
from itertools import groupby

from django.conf import settings
from django.db.models import Max, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from articles.models import Article
from masthead import languages
from masthead.models import Publication, User

from . import passes, reasons
from .letters import Letter
from .models import (
    Comment,
    Commenter,
    Decision,
    ModeratorNotice,
    NoticePreference,
    Queue,
    ReplyNotice,
)

# Of the replies under one article, a mail links to so many.
MOST_LINKS = 20


class NotDelivered(Exception):
    """A mail to a reader did not go out; ``is_final`` says that the address takes none."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(type(cause).__name__)
        codes = (
            [code for code, _ in cause.recipients.values()]
            if isinstance(cause, smtplib.SMTPRecipientsRefused)
            else []
        )
        self.is_final = bool(codes) and all(code >= 500 for code in codes)  # noqa: PLR2004


def _in_papers_language[**P, R](send: Callable[P, R]) -> Callable[P, R]:
    @wraps(send)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with languages.speaking(Publication.objects.current().language):
            return send(*args, **kwargs)

    return wrapped


@_in_papers_language
def send_proof(comment: Comment) -> None:
    """Mail the link by which ``comment`` is shown to be of the address that was typed."""
    assert comment.commenter is not None
    _to_reader(
        comment.commenter,
        "proof",
        gettext("Is this comment yours?"),
        {
            "headline": _headline(comment.article_id),
            "link": _address("comments:prove", passes.proof(comment)),
        },
    )


@_in_papers_language
def send_link(commenter: Commenter) -> None:
    """Mail the link to the reader's own comments."""
    link = _address("comments:mine-open", passes.link(commenter))
    _to_reader(commenter, "link", gettext("Your comments"), {"link": link})


def send_replies(commenter_pk: int) -> dt.datetime | None:
    """Mail the reader what was replied to their comments; return when to try again, if so.

    What was told is marked once the mail is out: a crash in between tells it twice.
    """
    now = timezone.now()
    notices = ReplyNotice.objects.of(commenter_pk).to_send()
    found = list(notices.select_related("reply__article").order_by("reply__article_id", "reply_id"))
    if not found:
        return None
    may_go_at = ReplyNotice.objects.next_mail_at(commenter_pk, now)
    if may_go_at > now:
        return may_go_at
    try:
        _send_replies(Commenter.objects.get(pk=commenter_pk), found)
    except NotDelivered as error:
        if not error.is_final:
            raise
    told = [notice.pk for notice in found]
    ReplyNotice.objects.filter(pk__in=told).update(sent_at=now)
    return None


@_in_papers_language
def _send_replies(commenter: Commenter, notices: list[ReplyNotice]) -> None:
    end = _address("comments:unsubscribe", passes.end(commenter))
    articles = [
        _of_article(article, [notice.reply for notice in group])
        for article, group in groupby(notices, key=lambda notice: notice.reply.article)
    ]
    number = len(notices)
    _to_reader(
        commenter,
        "replies",
        ngettext("%(number)d new reply", "%(number)d new replies", number) % {"number": number},
        {"articles": articles, "number": number, "end": end},
        {"List-Unsubscribe": f"<{end}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def _of_article(article: Article, replies: list[Comment]) -> dict[str, object]:
    addresses = [settings.SITE_URL + reply.get_absolute_url() for reply in replies]
    return {
        "headline": _headline(article.pk),
        "links": addresses[:MOST_LINKS],
        "more": len(addresses[MOST_LINKS:]),
    }


@_in_papers_language
def send_outcome(decision: Decision) -> None:
    """Mail the author why a comment, or an edit of it, is not shown.

    Not where the decision was undone or another followed, nor where the address is unproven.
    """
    comment = decision.comment
    is_last = comment.decisions.order_by("-pk").first() == decision
    commenter = comment.commenter
    if not (is_last and commenter and commenter.email and comment.proven_at):
        return
    _to_reader(
        commenter,
        "outcome",
        gettext("About your comment"),
        {
            "is_edit": decision.to_status == Comment.Status.APPROVED,
            "was_public": decision.from_status == Comment.Status.APPROVED,
            "headline": _headline(comment.article_id),
            "written_at": timezone.localtime(comment.created_at),
            "reason": reasons.to_author(decision.reason),
            "rules": _address("masthead:page", "comment-rules"),
            "mine": _address("comments:mine"),
        },
    )


def tell_moderators() -> dt.datetime | None:
    """Mail how many comments wait to each moderator who is due to be told.

    Returns when somebody is due next; None where nobody is.
    """
    now, newest = timezone.now(), _newest_on_desk()
    sent: dict[str, dt.datetime] = {}
    later = []
    if newest:
        waiting = _on_desk().count()
        for preference in NoticePreference.objects.of(_moderators()):
            due_at = preference.due_at(newest)
            if due_at and due_at <= now:
                _tell_moderator(preference, waiting, now)
                sent = {"sent_at": now}
            elif due_at:
                later.append(due_at)
    again_at = min(later, default=None)
    ModeratorNotice.objects.filter(pk=1).update(queued_until=again_at, **sent)
    return again_at


def _tell_moderator(preference: NoticePreference, waiting: int, now: dt.datetime) -> None:
    title = f"{waiting} comment{'s wait' if waiting > 1 else ' waits'}"
    context = {"waiting": waiting, "desk": _address("desk:queue"), "mail": _address("desk:mail")}
    _mail(preference.user.email, "waiting", title, context).send()
    preference.sent_at = now
    preference.save(update_fields=["sent_at"])


def tell_of_comment(comment_pk: int) -> int:
    """Mail that this comment waits to moderators who want each; return how many mails."""
    each = NoticePreference.objects.of(_moderators()).filter(every=NoticePreference.Every.EACH)
    sent = 0
    for comment in _on_desk().filter(pk=comment_pk):
        context = {
            "headline": _headline(comment.article_id),
            "desk": _address("desk:comment", comment.pk),
            "mail": _address("desk:mail"),
        }
        for preference in each:
            _mail(preference.user.email, "one_waits", "a comment waits", context).send()
            sent += 1
    return sent


def _on_desk() -> QuerySet[Comment]:
    """Return what waits for a moderator: new texts, and public ones that readers reported."""
    return Comment.objects.filter(queue__in=[Queue.PENDING, Queue.REPORTED])


def _newest_on_desk() -> dt.datetime | None:
    """Return when the newest text, or report of a text, came to the desk."""
    newest = _on_desk().aggregate(text=Max("revisions__created_at"), report=Max("reported_at"))
    return max((at for at in newest.values() if at), default=None)


def _moderators() -> QuerySet[User]:
    moderators = User.objects.with_perm(
        "comments.moderate_comment", backend="django.contrib.auth.backends.ModelBackend"
    )
    return moderators.exclude(email="")


def _headline(article_pk: int) -> str:
    """Return the headline that readers see; of a withdrawn article, none."""
    article = Article.objects.live().filter(pk=article_pk).first()
    return article.live.headline if article else ""


def _address(name: str, *args: object) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def _to_reader(
    commenter: Commenter,
    template: str,
    title: str,
    context: Mapping[str, object],
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send a mail, or raise ``NotDelivered`` without a word of what was typed or answered."""
    try:
        _mail(commenter.email, template, title, context, headers).send()
    except (OSError, ValueError) as error:
        raise NotDelivered(error) from None


def _mail(
    address: str,
    template: str,
    title: str,
    context: Mapping[str, object],
    headers: Mapping[str, str] | None = None,
) -> Letter:
    paper = Publication.objects.current()
    everywhere = {"paper": paper, "site": settings.SITE_URL}
    body = render_to_string(f"comments/email/{template}.txt", everywhere | dict(context))
    return Letter(
        " ".join(f"{paper.name}: {title}".split()),
        body,
        to=[address],
        headers={"Auto-Submitted": "auto-generated"} | dict(headers or {}),
    )
