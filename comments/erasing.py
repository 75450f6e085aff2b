"""Erasing what leads from comments to the person who wrote them, at that person's wish."""

from django.db import transaction
from django.utils import timezone

from masthead import versions

from . import editing, moderation
from .models import (
    AuthorNote,
    Ban,
    Comment,
    Commenter,
    CommentRevision,
    Decision,
    Report,
    Subscription,
)

ERASED_TEXT = "[removed by its author]"
ERASED_HTML = f"<p>{ERASED_TEXT}</p>"
# With more articles than these, raising the site's version is cheaper than raising theirs.
MOST_ARTICLES = 50


@transaction.atomic
def erase(commenter: Commenter, *, with_text: bool) -> None:
    """Erase the author's address and name; ``with_text`` their words, too.

    The comments stay in their places, without a name, so that the thread can be read; what waits
    for a moderator is taken back where its text goes. Mail about replies ends, and every pass and
    link dies with ``erased_at``.

    Kept is the key of the address, a hash that leads nowhere, so that a ban outlives erasure and
    three readers' reports stay three; and what was decided, when and for which reason. Whatever
    was *written* about the person goes: what checks noticed, moderators' notes on the author, on
    bans and on decisions, and the words of reports made by this person. Should somebody comment
    with the address again, the same row begins anew.
    """
    commenter = Commenter.objects.select_for_update().get(pk=commenter.pk)
    comments = Comment.objects.filter(commenter=commenter)
    # In the order in which moderation locks them, so that no two wait for each other.
    list(comments.select_for_update().order_by("pk").values_list("pk"))
    now = timezone.now()
    Commenter.objects.filter(pk=commenter.pk).update(email="", erased_at=now)
    Subscription.objects.filter(comment__in=comments, ended_at=None).update(ended_at=now)
    _erase_words_about(commenter)
    revisions = CommentRevision.objects.filter(comment__in=comments)
    revisions.update(findings=[])
    comments.update(name="", network="")
    if with_text:
        revisions.update(text=ERASED_TEXT, html=ERASED_HTML)
    _refresh(commenter)
    if with_text:  # Last, as a decision may raise the version of the site.
        _take_back_what_waits(commenter)


def _erase_words_about(commenter: Commenter) -> None:
    AuthorNote.objects.filter(commenter=commenter).update(text="")
    Ban.objects.filter(commenter=commenter).update(note="")
    Decision.objects.filter(comment__commenter=commenter).update(note="")
    Report.objects.filter(reporter=commenter.email_key).update(details="")


def _take_back_what_waits(commenter: Commenter) -> None:
    """Leave the desk nothing to decide whose words are gone."""
    waiting = Comment.objects.pending().filter(commenter=commenter)
    for comment in waiting.order_by("pk"):
        if comment.is_public:  # An edit waits beside what readers see.
            moderation.decide_by_check(
                comment, to=Comment.Status.REJECTED, check_name=editing.DELETED
            )
        else:
            editing.delete(comment)


def _refresh(commenter: Commenter) -> None:
    public = Comment.objects.public().filter(commenter=commenter)
    articles = list(public.order_by().values_list("article", flat=True).distinct())
    if len(articles) > MOST_ARTICLES:
        versions.bump(versions.COMMENTS, versions.SITE)
    elif articles:
        versions.bump(versions.COMMENTS, *(versions.article_key(pk) for pk in articles))
