from .agreement import (
    Agreement,
    AgreementArea,
    AgreementName,
    AgreementParty,
    AgreementStep,
)
from .dated import Certainty, Dated, Precision
from .meeting import AgendaItem, Meeting, Side
from .organization import Organization, OrganizationName
from .outcome import Outcome
from .participation import Delegation, Participation
from .person import Office, Person, PersonName, Tenure
from .place import Place

__all__ = [
    "AgendaItem",
    "Agreement",
    "AgreementArea",
    "AgreementName",
    "AgreementParty",
    "AgreementStep",
    "Certainty",
    "Dated",
    "Delegation",
    "Meeting",
    "Office",
    "Organization",
    "OrganizationName",
    "Outcome",
    "Participation",
    "Person",
    "PersonName",
    "Place",
    "Precision",
    "Side",
    "Tenure",
]
