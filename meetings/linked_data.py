"""What the record's pages tell machines, in the words of schema.org. Pure: what was loaded.

Of what hangs on a row, only what was loaded and given is told: the caller asks the gates.
"""

from collections.abc import Iterable, Sequence

from masthead.linked_data import Node, node, one_or_all, picture

from . import dates
from .models import (
    Agreement,
    Certainty,
    Dated,
    Meeting,
    Organization,
    Person,
    Place,
    Precision,
    Tenure,
)

VOCABULARY = "https://schema.org/"
_STATUSES = {
    Meeting.Status.SCHEDULED: "EventScheduled",
    Meeting.Status.HELD: "EventScheduled",  # “or has taken place … as scheduled”.
    Meeting.Status.POSTPONED: "EventPostponed",
    Meeting.Status.RESCHEDULED: "EventRescheduled",
    Meeting.Status.CANCELLED: "EventCancelled",
}
_KINDS = {
    Organization.Kind.GOVERNMENT: "GovernmentOrganization",
    Organization.Kind.MINISTRY: "GovernmentOrganization",
    Organization.Kind.AGENCY: "GovernmentOrganization",
    Organization.Kind.NEWS: "NewsMediaOrganization",
}
_PLACES = {
    Place.Kind.COUNTRY: "Country",
    Place.Kind.REGION: "AdministrativeArea",
    Place.Kind.CITY: "City",
}
_ADDRESSES = {Place.Kind.CITY: "addressLocality", Place.Kind.REGION: "addressRegion"}


def event(
    meeting: Meeting,
    site: str,
    *,
    whole: Meeting | None = None,
    agreements: Iterable[Agreement] = (),
) -> Node:
    """Return a meeting loaded ``with_record``, as part of a ``whole``, about ``agreements``."""
    organizations = [one.organization for one in meeting.delegations.all()]
    people = [one.person for one in meeting.participations.all() if one.person]
    return _event_by_name(meeting, site) | node(
        "Event",
        location=place(meeting.place, site) if meeting.place else None,
        description=meeting.summary.strip(),
        eventAttendanceMode=VOCABULARY + _mode(meeting),
        organizer=organization_in_short(meeting.host, site) if meeting.host else None,
        attendee=[
            *(organization_in_short(one, site) for one in organizations),
            *(person_in_short(one, site) for one in people),
        ],
        superEvent=_event_by_name(whole, site) if whole else None,
        subEvent=[_event_by_name(part, site) for part in meeting.parts.all()],
        about=one_or_all([agreement_in_short(one, site) for one in agreements]),
    )


def event_in_short(meeting: Meeting, site: str) -> Node:
    """Return a meeting as another page tells of it; its place is loaded."""
    where = _place_in_short(meeting.place, site) if meeting.place else None
    return _event_by_name(meeting, site) | node("Event", location=where)


def _event_by_name(meeting: Meeting, site: str) -> Node:
    address = site + meeting.get_absolute_url()
    start, end = when(meeting)
    return node(
        "Event",
        address,
        name=meeting.name,
        url=address,
        startDate=start,
        endDate=end,
        eventStatus=VOCABULARY + _STATUSES[Meeting.Status(meeting.status)],
    )


def _mode(meeting: Meeting) -> str:
    is_call = meeting.format == Meeting.Format.CALL
    return "OnlineEventAttendanceMode" if is_call else "OfflineEventAttendanceMode"


def when(dated: Dated) -> tuple[str, str]:
    """Return start and end as exactly as they are known: with the time, as days, month or year.

    What has no such form, a season or one of several months, is '', and so is what is disputed:
    there is no word here for a doubt. The end is '' where it is no other day.
    """
    if dated.certainty == Certainty.DISPUTED or not (dated.earliest and dated.latest):
        return "", ""
    if dated.at:
        return dated.date_mark, ""
    if dated.precision == Precision.DAY:
        last = dated.latest.isoformat() if dated.latest > dated.earliest else ""
        return dated.earliest.isoformat(), last
    return dates.mark(dated.earliest, dated.latest, dated.precision), ""


def place(found: Place, site: str) -> Node:
    """Return a place with the places around it, which are loaded."""
    around = found.parent
    return _place_in_short(found, site) | node(
        _kind_of_place(found), containedInPlace=place(around, site) if around else None
    )


def _place_in_short(found: Place, site: str) -> Node:
    own = site + found.get_absolute_url()
    return node(_kind_of_place(found), own, name=found.name, url=own, address=_address(found))


def _kind_of_place(found: Place) -> str:
    return _PLACES.get(Place.Kind(found.kind), "Place")


def _address(found: Place) -> Node | None:
    """Return where a place is; a country is nowhere but where it is."""
    if found.kind == Place.Kind.COUNTRY:
        return None
    parts = {"streetAddress": found.address}
    for one in [found, *found.around()]:
        if one.kind == Place.Kind.COUNTRY:
            parts["addressCountry"] = one.country_code or one.name
        elif one.kind in _ADDRESSES:
            parts[_ADDRESSES[Place.Kind(one.kind)]] = one.name
    return node("PostalAddress", **parts) if any(parts.values()) else None


def organization_in_short(found: Organization, site: str) -> Node:
    address = site + found.get_absolute_url()
    return node(_kind(found), address, name=found.name, url=address)


def organization(
    found: Organization,
    site: str,
    *,
    parent: Organization | None = None,
    country: Place | None = None,
) -> Node:
    """Return an organisation with its names; of what it is part of and where, what is given."""
    names = [found.short_name, *(other.name for other in found.other_names.all())]
    return organization_in_short(found, site) | node(
        _kind(found),
        alternateName=one_or_all([name for name in names if name]),
        description=found.description.strip(),
        parentOrganization=organization_in_short(parent, site) if parent else None,
        location=place(country, site) if country else None,
    )


def _kind(found: Organization) -> str:
    return _KINDS.get(Organization.Kind(found.kind), "Organization")


def person_in_short(found: Person, site: str) -> Node:
    address = site + found.get_absolute_url()
    return node("Person", address, name=found.name, url=address)


def person(found: Person, site: str, *, offices: Sequence[tuple[Tenure, bool]] = ()) -> Node:
    """Return a person with the offices held at present.

    Each of ``offices`` comes with whether readers know its organisation.
    """
    present = [(tenure, known) for tenure, known in offices if tenure.end_date is None]
    employers = {
        tenure.office.organization_id: tenure.office.organization
        for tenure, known in present
        if known
    }
    return person_in_short(found, site) | node(
        "Person",
        givenName=found.given_name,
        familyName=found.family_name,
        alternateName=one_or_all([other.name for other in found.other_names.all()]),
        description=found.description.strip(),
        image=picture(found.portrait, site) if found.portrait else None,
        jobTitle=one_or_all([tenure.title for tenure, _ in present]),
        worksFor=one_or_all([organization_in_short(one, site) for one in employers.values()]),
    )


def agreement_in_short(found: Agreement, site: str) -> Node:
    address = site + found.get_absolute_url()
    return node("CreativeWork", address, name=found.name, url=address)


def agreement(found: Agreement, site: str) -> Node:
    """Return an agreement loaded ``with_life``: what it is called and covers, and how it stands."""
    parties = [party.organization for party in found.parties.all()]
    return agreement_in_short(found, site) | node(
        "CreativeWork",
        genre=str(found.get_kind_display()),
        alternateName=one_or_all([other.name for other in found.other_names.all()]),
        description=found.description.strip(),
        keywords=[area.text for area in found.areas.all()],
        contributor=[organization_in_short(one, site) for one in parties],
        creativeWorkStatus=one_or_all([str(s.get_status_display()) for s in found.standing()]),
    )
