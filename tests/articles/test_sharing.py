from urllib.parse import parse_qs, urlsplit

from articles import sharing

ADDRESS = "https://paper.example/articles/a/?b=1&c=2"
HEADLINE = "Talks & “more”: 100 % agreed\n"


def shared() -> dict[str, dict[str, list[str]]]:
    """Return the parameters of each way, as the other side reads them."""
    return {
        way.name: parse_qs(urlsplit(way.address).query) for way in sharing.ways(ADDRESS, HEADLINE)
    }


def test_the_address_arrives_whole_whatever_is_in_it():
    given = shared()
    assert given["Facebook"] == {"u": [ADDRESS]}
    assert given["X"] == {"url": [ADDRESS], "text": [HEADLINE]}
    assert given["Email"] == {"subject": [HEADLINE], "body": [ADDRESS]}
    assert given["WhatsApp"]["text"] == given["Bluesky"]["text"] == [f"{HEADLINE} {ADDRESS}"]


def test_a_headline_cannot_add_lines_to_a_mail():
    assert "\n" not in "".join(way.address for way in sharing.ways(ADDRESS, HEADLINE))
