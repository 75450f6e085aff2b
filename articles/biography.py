"""What a person's page shows of the record, gathered in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Count, F, Max, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from masthead.models import User
from meetings.models import Delegation, Meeting, Organization, Participation, Person, Tenure
from meetings.paging import Some, some

from .models import Article, Coverage
from .naming import named_organizations

MOST = 20
MOST_OFFICES = 50
# Of the meetings with one person, so many are named, and the rest counted.
MOST_TIMES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """A meeting as one person's: what they were there, for whom, and which delegations else."""

    meeting: Meeting
    participation: Participation
    delegation: Delegation | None
    others: list[Delegation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """Somebody whom a person met: how often, and when and where last, newest first."""

    person: Person
    number: int
    meetings: list[Meeting]

    @property
    def not_named(self) -> int:
        return self.number - len(self.meetings)


def offices(person: Person, user: User | None) -> list[tuple[Tenure, bool]]:
    """Return the offices held, newest first, each with whether ``user`` knows its organisation."""
    tenures = list(person.tenures.select_related("office__organization")[:MOST_OFFICES])
    keys = {tenure.office.organization_id for tenure in tenures}
    known = set(named_organizations(user).filter(pk__in=keys).values_list("pk", flat=True))
    return [(tenure, tenure.office.organization_id in known) for tenure in tenures]


def jobs(tenures: list[Tenure], paper: set[str]) -> list[Tenure]:
    """Return what somebody is at the paper, which goes by one of these names."""
    return [
        tenure
        for tenure in tenures
        if tenure.end_date is None
        and tenure.office.organization.kind == Organization.Kind.NEWS
        and tenure.office.organization.name in paper
    ]


def attendances(person: Person, user: User | None) -> Some[Attendance]:
    """Return the meetings that ``user`` may see and at which the person was or is to be."""
    own = Participation.objects.filter(person=person).select_related("delegation__organization")
    meetings = (
        Meeting.objects.visible_to(user)
        .filter(participations__person=person)
        .select_related("place__parent__parent__parent")
        .prefetch_related(
            Prefetch("delegations", Delegation.objects.select_related("organization")),
            Prefetch("participations", own),
        )
        .newest_first()
    )
    return some((_attendance(meeting) for meeting in meetings[: MOST + 1]), MOST)


def _attendance(meeting: Meeting) -> Attendance:
    participation = meeting.participations.all()[0]
    own = participation.delegation
    others = [one for one in meeting.delegations.all() if one != own]
    return Attendance(meeting=meeting, participation=participation, delegation=own, others=others)


def acquaintances(person: Person, user: User | None) -> Some[Acquaintance]:
    """Return whom the person met, last met first, at meetings that were held.

    Who came for the same delegation came along and was not met.
    """
    others = _others(person, user)
    counted = (
        others.order_by()
        .values("person")
        .annotate(number=Count("pk"), last=Max("meeting__earliest"))
        .order_by(F("last").desc(nulls_last=True), "-number", "person")
    )
    first = some(counted[: MOST + 1], MOST)
    meetings = _newest(others.filter(person__in=[row["person"] for row in first.rows]))
    rows = [
        Acquaintance(
            person=meetings[row["person"]][0],
            number=row["number"],
            meetings=meetings[row["person"]][1],
        )
        for row in first.rows
    ]
    return Some(rows=rows, has_more=first.has_more)


def _others(person: Person, user: User | None) -> QuerySet[Participation]:
    held = Meeting.objects.visible_to(user).filter(status=Meeting.Status.HELD)
    own = Participation.objects.filter(person=person, meeting__in=held)
    own_side = own.filter(delegation__isnull=False).values("delegation")
    return (
        Participation.objects.filter(meeting__in=own.values("meeting"), person__isnull=False)
        .exclude(person=person)
        .exclude(delegation__in=own_side)
    )


def _newest(others: QuerySet[Participation]) -> dict[int, tuple[Person, list[Meeting]]]:
    """Return by person the newest meetings with them."""
    newest_first = (
        F("meeting__earliest").desc(nulls_last=True),
        F("meeting__order_in_day").desc(),
        F("meeting").desc(),
    )
    rank = Window(RowNumber(), partition_by="person", order_by=newest_first)
    rows = others.annotate(rank=rank).filter(rank__lte=MOST_TIMES).order_by("rank")
    found: dict[int, tuple[Person, list[Meeting]]] = {}
    for row in rows.select_related("person", "meeting"):
        assert row.person is not None
        found.setdefault(row.person.pk, (row.person, []))[1].append(row.meeting)
    return found


def about_meetings_of(person: Person) -> QuerySet[Article]:
    """Return the live articles about public meetings at which the person was, newest first."""
    public = Meeting.objects.public().filter(participations__person=person)
    editions = Coverage.objects.filter(meeting__in=public).values("edition")
    return Article.objects.live().filter(Q(live__id__in=editions)).newest_first()[:MOST]
