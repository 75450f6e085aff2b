"""Telling authors with a proven address why a moderator did not take what they wrote."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone

from . import reasons, tasks
from .models import Comment, Decision

# A decision that is undone within this time is told to nobody.
PATIENCE = dt.timedelta(minutes=5)

_SHOWN_OR_WAITING = {Comment.Status.PENDING, Comment.Status.APPROVED}
_NOT_TAKEN = {Comment.Status.REJECTED, Comment.Status.REMOVED}


def note(decisions: Sequence[Decision]) -> None:
    """See to mail about those of the moderators' ``decisions`` that turn something down."""
    told = [decision.pk for decision in decisions if _is_told(decision)]
    if told:
        later = tasks.mail_outcomes.using(run_after=timezone.now() + PATIENCE)
        transaction.on_commit(partial(later.enqueue, told), robust=True)


def _is_told(decision: Decision) -> bool:
    is_to_somebody = decision.comment.commenter_id and decision.comment.proven_at
    is_first_hand = decision.moderator_id and not decision.undoes_id
    is_fit = decision.reason in reasons.TO_AUTHOR
    return bool(is_to_somebody and is_first_hand and is_fit and _turns_down(decision))


def _turns_down(decision: Decision) -> bool:
    """Tell whether the comment, or an edit of a public one, was refused by this decision."""
    if decision.from_status in _SHOWN_OR_WAITING and decision.to_status in _NOT_TAKEN:
        return True
    comment = decision.comment
    is_edit_settled = decision.from_edit_waits and not comment.edit_waits
    return is_edit_settled and comment.shown_id == decision.from_shown_id
