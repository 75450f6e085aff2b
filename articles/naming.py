"""Whom and what readers know of: the record's people and organisations, gated in one place.

Meetings name them, and so do bylines, of which the record itself knows nothing.
"""

from django.db.models import Q, QuerySet

from masthead.models import User
from meetings.models import Agreement, Meeting, Organization, Person

from .models import Byline, Edition


def named_people(user: User | None = None) -> QuerySet[Person]:
    """Return the people whom ``user`` may see, the one gate to them; ``None`` is a reader.

    Readers see whom a public meeting or the byline of a published edition names.
    """
    if user and user.has_perm("meetings.view_person"):
        return Person.objects.all()
    met = Person.objects.met_in_public()
    authors = _published_bylines().values("person")
    return Person.objects.filter(Q(pk__in=met.values("pk")) | Q(pk__in=authors))


def named_organizations(user: User | None = None) -> QuerySet[Organization]:
    """Return the organisations that ``user`` may see, the one gate to them; ``None`` is a reader.

    Readers see what sent a delegation to a public meeting or was its host, what is party to an
    agreement that they see, and what has the byline of a published edition.
    """
    if user and user.has_perm("meetings.view_organization"):
        return Organization.objects.all()
    public = Meeting.objects.public()
    agreements = Agreement.objects.visible_to(None)
    return Organization.objects.filter(
        Q(pk__in=Organization.objects.filter(delegations__meeting__in=public).values("pk"))
        | Q(pk__in=public.filter(host__isnull=False).values("host"))
        | Q(pk__in=Organization.objects.filter(agreement_parties__agreement__in=agreements))
        | Q(pk__in=_published_bylines().filter(organization__isnull=False).values("organization"))
    )


def _published_bylines() -> QuerySet[Byline]:
    return Byline.objects.filter(edition__in=Edition.objects.published())
