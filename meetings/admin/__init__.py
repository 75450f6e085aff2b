from .agreement import AgreementAdmin
from .meeting import MeetingAdmin
from .organization import OrganizationAdmin
from .person import OfficeAdmin, PersonAdmin
from .place import PlaceAdmin

__all__ = [
    "AgreementAdmin",
    "MeetingAdmin",
    "OfficeAdmin",
    "OrganizationAdmin",
    "PersonAdmin",
    "PlaceAdmin",
]
