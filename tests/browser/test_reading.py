"""An article as it is printed, and read with letters twice as large."""

import pytest

from .conftest import ARTICLE

MEETING = "/meetings/united-states-and-northern-triangle-in-tegucigalpa/"


def test_on_paper_stand_the_words_and_their_address_alone(visit):
    page = visit().open(ARTICLE)
    page.emulate_media(media="print")
    shown = " ".join(page.locator("body").inner_text().split())
    assert page.url in shown
    assert "March 28, 2019" in shown
    for left_out in ("WhatsApp", "Search", "Leave a Reply", "Read next", "No comments yet"):
        assert left_out not in shown


def test_on_paper_a_link_is_followed_by_its_address(visit):
    page = visit().open(ARTICLE)
    page.emulate_media(media="print")
    text = page.locator(".story-body")
    text.evaluate("(text) => text.lastElementChild.innerHTML = '<a href=\"https://a.test/\">a</a>'")
    after = "(link) => getComputedStyle(link, '::after').content"
    assert "https://a.test/" in text.locator("a").evaluate(after)


@pytest.mark.parametrize("address", [ARTICLE, MEETING])
def test_with_letters_twice_as_large_a_phone_shows_the_whole_line(visit, address):
    reader = visit(viewport={"width": 390, "height": 844})
    browser = reader.context.new_cdp_session(reader.page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    page = reader.open(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for fact in page.locator(".facts dd").all():
        assert fact.bounding_box()["width"] > 195
