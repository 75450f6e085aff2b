import pytest

from meetings.models import Participation
from tests.factories import make_delegation, make_participation


@pytest.fixture
def seated() -> Participation:
    """Return somebody in a delegation."""
    delegation = make_delegation()
    return make_participation(meeting=delegation.meeting, delegation=delegation)
