"""Readers say that a comment should not stand; enough of them bring it back to the desk."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from articles.models import Article

from . import moderation, networks, notices, rules
from .models import Comment, Commenter, Report

MOST_IN_TEN_MINUTES = 10
TEN_MINUTES = dt.timedelta(minutes=10)


class NotReported(Exception):
    """The report was not taken; the message, for who sent it, says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reports: the holder of a pass, else whoever is in the truncated ``network``."""

    holder: Commenter | None
    network: str

    def keys(self, now: dt.datetime) -> list[str]:
        """Return under which keys the reader's reports stand, the one for new ones first.

        Of a network two, as each fortnight has a key of its own.
        """
        if self.holder:
            return [self.holder.email_key]
        fortnight = networks.fortnight(now)
        numbers = (fortnight, fortnight - 1)
        return [networks.hashed(self.network, settings.SECRET_KEY, number) for number in numbers]


@transaction.atomic
def report(article: Article, comment: Comment, by: Reader, *, reason: str, details: str) -> None:
    """Note the report of a public comment on the live ``article``.

    The same reader twice is once, also after a moderator has answered, until the text changes:
    nobody can bring a comment back again and again. As many readers as the rules ask for, each
    with a report that no moderator has answered, bring it back to the desk; it stays public.
    Raises ``NotReported`` where the reader sends very many.
    """
    now = timezone.now()
    keys = by.keys(now)
    recent = Report.objects.filter(reporter__in=keys, at__gt=now - TEN_MINUTES)
    if recent.count() >= MOST_IN_TEN_MINUTES:
        message = gettext("Those were many reports in a short time. Please wait ten minutes.")
        raise NotReported(message)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if _is_known(comment, keys):
        return
    comment.reports.create(reporter=keys[0], reason=reason, details=details, at=now)
    needed = rules.for_article(article).reports_needed
    if needed and comment.reports.open().count() >= needed and not comment.reported_at:
        moderation.bring_back(comment, at=now)
        transaction.on_commit(partial(notices.queue, comment.pk), robust=True)


def _is_known(comment: Comment, keys: list[str]) -> bool:
    reports = comment.reports.filter(reporter__in=keys)
    if comment.edited_at:  # What was said of an older text, and answered, is of no account.
        reports = reports.filter(Q(decision=None) | Q(at__gte=comment.edited_at))
    return reports.exists()
