"""Prints what the record's pages tell machines; each tag takes what its page has loaded."""

from collections.abc import Iterable, Sequence

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from masthead.linked_data import script
from meetings import linked_data
from meetings.models import Agreement, Meeting, Organization, Person, Place, Tenure

register = template.Library()


@register.simple_tag
def event_data(meeting: Meeting, whole: Meeting | None, agreements: Iterable[Agreement]) -> str:
    """Tell of a public meeting, which may be part of a ``whole``."""
    if not meeting.is_public:
        return ""
    node = linked_data.event(meeting, settings.SITE_URL, whole=whole, agreements=agreements)
    return script(node)


@register.simple_tag
def person_data(person: Person, offices: Sequence[tuple[Tenure, bool]]) -> SafeString:
    return script(linked_data.person(person, settings.SITE_URL, offices=offices))


@register.simple_tag
def organization_data(
    organization: Organization, *, is_parent_known: bool, is_country_known: bool
) -> SafeString:
    node = linked_data.organization(
        organization,
        settings.SITE_URL,
        parent=organization.parent if is_parent_known else None,
        country=organization.country if is_country_known else None,
    )
    return script(node)


@register.simple_tag
def place_data(place: Place) -> SafeString:
    return script(linked_data.place(place, settings.SITE_URL))


@register.simple_tag
def agreement_data(agreement: Agreement) -> SafeString:
    return script(linked_data.agreement(agreement, settings.SITE_URL))
