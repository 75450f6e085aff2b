"""Whom and what readers know of: the record's people and organisations, gated in one place.

Meetings name them, and so do bylines, of which the record itself knows nothing.
"""

from django.db.models import Exists, OuterRef, QuerySet

from masthead.models import User
from meetings.models import Agreement, AgreementParty, Delegation, Meeting, Organization, Person

from .models import Byline, Edition

# Each way of being named is looked up from the row that is asked about, by an index: a list of
# all who are named would have to be made for every question.
_ROW = OuterRef("pk")


def named_people(user: User | None = None) -> QuerySet[Person]:
    """Return the people whom ``user`` may see, the one gate to them; ``None`` is a reader.

    Readers see whom a public meeting or the byline of a published edition names.
    """
    if user and user.has_perm("meetings.view_person"):
        return Person.objects.all()
    met = Exists(Person.objects.met_in_public().filter(pk=_ROW))
    return Person.objects.filter(met | Exists(_published_bylines().filter(person=_ROW)))


def named_organizations(user: User | None = None) -> QuerySet[Organization]:
    """Return the organisations that ``user`` may see, the one gate to them; ``None`` is a reader.

    Readers see what sent a delegation to a public meeting or was its host, what is party to an
    agreement that they see, and what has the byline of a published edition.
    """
    if user and user.has_perm("meetings.view_organization"):
        return Organization.objects.all()
    agreements = Agreement.objects.visible_to(None)
    return Organization.objects.filter(
        Exists(Delegation.objects.filter(organization=_ROW, meeting__is_public=True))
        | Exists(Meeting.objects.public().filter(host=_ROW))
        | Exists(AgreementParty.objects.filter(organization=_ROW, agreement__in=agreements))
        | Exists(_published_bylines().filter(organization=_ROW))
    )


def _published_bylines() -> QuerySet[Byline]:
    return Byline.objects.filter(edition__status=Edition.Status.PUBLISHED)
