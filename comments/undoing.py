"""Taking back any act of the desk: what it did to comments, to bans and to the rules."""

from django.db import transaction

from masthead.models import User

from . import banning, moderation, ruling
from .models import Act


@transaction.atomic
def undo(act: Act, *, moderator: User) -> moderation.Done:
    """Give everything back what it was before ``act``; undoing is an act and can be undone.

    What somebody changed since stays. Raises ``moderation.AlreadyUndone``.
    """
    done = moderation.undo(act, moderator=moderator)
    assert done.act is not None  # Undoing always makes one.
    banning.take_back(act, by=done.act)
    ruling.take_back(act, by=done.act)
    return done
