import pytest

from comments.origin import Origin, of

OWN = {"https://paper.example"}


@pytest.mark.parametrize(
    ("fetch_site", "origin", "expected"),
    [
        ("same-origin", None, Origin.OWN),
        ("none", None, Origin.OWN),
        ("same-site", "https://paper.example", Origin.OTHER),
        ("cross-site", "https://paper.example", Origin.OTHER),
        (None, "https://paper.example", Origin.OWN),
        (None, "https://evil.example", Origin.OTHER),
        (None, "null", Origin.OTHER),
        (None, None, Origin.UNKNOWN),
        ("", "", Origin.UNKNOWN),
    ],
)
def test_a_post_is_judged_by_what_the_browser_says(fetch_site, origin, expected):
    assert of(fetch_site=fetch_site, origin=origin, own=OWN) == expected
