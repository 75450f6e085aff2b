"""What authors do with comments of their own: edit them for a while, or take them back."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from articles.models import Article

from . import moderation, notices, posting, rules
from .models import Comment, CommentRevision, Subscription
from .screening import Verdict

MOST_REVISIONS = 20
# The name under which a decision says that the author took the comment back.
DELETED = "deleted_by_author"


class NotEdited(Exception):
    """The new text was not kept; the message, for its author, says why."""


def editable_until(comment: Comment, holding: rules.Rules) -> dt.datetime | None:
    """Return until when its author may edit the comment under the rules; None if never."""
    is_open = comment.status in {Comment.Status.PENDING, Comment.Status.APPROVED}
    if not (is_open and comment.proven_at and holding.edit_minutes):
        return None
    return comment.created_at + dt.timedelta(minutes=holding.edit_minutes)


@transaction.atomic
def edit(comment: Comment, text: str, *, network: str) -> Comment:
    """Give the comment a new text, screened as the first was; return the comment.

    Shown at once where the comment is public and nothing holds the text; else it waits, beside
    what readers see. The same text again changes nothing. ``network`` is the truncated network
    that it came from. Raises ``NotEdited``.
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    now = timezone.now()
    newest = comment.newest_revision()
    if newest.text == text:
        return comment
    _refuse(comment, newest, now)
    outcome = posting.screen_edit(comment, text, network=network, now=now)
    if outcome.verdict == Verdict.REFUSE:
        raise NotEdited(outcome.answer)
    number = newest.number + 1
    revision = posting.add_revision(comment, text, outcome, number=number, at=now)
    comment = moderation.receive(revision, outcome)
    if outcome.verdict != Verdict.PASS:
        transaction.on_commit(partial(notices.queue, comment.pk), robust=True)
    return comment


@transaction.atomic
def delete(comment: Comment) -> None:
    """Take the comment back for its author: it is never public again.

    Its place stays where there are replies. Doing so twice changes nothing.
    """
    comment = moderation.decide_by_check(comment, to=Comment.Status.REMOVED, check_name=DELETED)
    now = timezone.now()
    Comment.objects.filter(pk=comment.pk, deleted_at=None).update(deleted_at=now)
    Subscription.objects.filter(comment=comment.pk, ended_at=None).update(ended_at=now)


def _refuse(comment: Comment, newest: CommentRevision, now: dt.datetime) -> None:
    article = Article.objects.live().filter(pk=comment.article_id).first()
    until = editable_until(comment, rules.for_article(article)) if article else None
    if until is None:
        message = gettext("This comment cannot be edited.")
        raise NotEdited(message)
    if until <= now:
        message = gettext(
            "The time in which this comment could be edited is over. Your text is below, so that "
            "you can copy it."
        )
        raise NotEdited(message)
    if newest.number >= MOST_REVISIONS:
        message = gettext("This comment was edited too often to be edited again.")
        raise NotEdited(message)
