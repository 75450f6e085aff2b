"""What changes along with a meeting's record: its number for calendars, and who sits as host."""

import datetime as dt

from django.db.models import F

from .models import Delegation, Meeting


def note_change(meeting: Meeting, *, at: dt.datetime) -> None:
    """Note that readers see ``meeting`` differently from ``at`` (aware) on."""
    Meeting.objects.filter(pk=meeting.pk).update(sequence=F("sequence") + 1, changed_at=at)


def seat_host(meeting: Meeting, *, former: int | None = None) -> None:
    """Let the delegation of the host be no guest, and that of the ``former`` one (a key) be one.

    An observer or a mediator stays what it is; of several hosts, the others stay hosts.
    """
    role = Delegation.Role
    if former and former != meeting.host_id:
        left = meeting.delegations.filter(organization=former, role=role.HOST)
        left.update(role=role.GUEST)
    if meeting.host_id:
        seated = meeting.delegations.filter(organization=meeting.host_id, role=role.GUEST)
        seated.update(role=role.HOST)
