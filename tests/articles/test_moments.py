import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from articles import moments

NOON = dt.datetime(2019, 3, 28, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("UTC", "March 28, 2019, 12:00 UTC"),
        ("America/Tegucigalpa", "March 28, 2019, 06:00 CST"),
        ("America/Bogota", "March 28, 2019, 07:00 UTC-05"),
    ],
)
def test_a_moment_is_told_with_its_zone(zone, told):
    assert moments.with_zone(NOON.astimezone(ZoneInfo(zone))) == told


def test_it_is_told_in_the_language_of_the_page():
    with translation.override("es"):
        assert moments.with_zone(NOON) == "28 de marzo de 2019, 12:00 UTC"
