"""Who took part in a meeting: for which organisation, and with the title held that day."""

from django.db import transaction
from django.db.models import Max

from . import tenures
from .models import Delegation, Meeting, Organization


def seat(meeting: Meeting, organization: Organization) -> Delegation:
    """Return the delegation of ``organization`` at ``meeting``, added last where it is missing."""
    last = meeting.delegations.aggregate(last=Max("order"))["last"]
    is_host = meeting.host_id == organization.pk
    delegation, _ = Delegation.objects.get_or_create(
        meeting=meeting,
        organization=organization,
        defaults={
            "order": 0 if last is None else last + 1,
            "role": Delegation.Role.HOST if is_host else Delegation.Role.GUEST,
        },
    )
    return delegation


@transaction.atomic
def fill_titles(meeting: Meeting) -> None:
    """Fill in the empty titles of those who took part, from the offices they held that day."""
    if meeting.earliest is None:
        return
    nameless = meeting.participations.filter(title="", person__isnull=False)
    for participation in nameless.select_related("person", "delegation__organization"):
        assert participation.person is not None
        delegation = participation.delegation
        organization = delegation.organization if delegation else None
        title = tenures.title_on(participation.person, meeting.earliest, organization)
        if title:
            participation.title = title
            participation.save(update_fields=["title"])
