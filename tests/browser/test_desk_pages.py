"""The desk's pages beside its queues, in Chromium."""

import re
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from .conftest import ARTICLE

DESK = "/desk/comments/"


@pytest.fixture
def desk(visit):
    """Return how a moderator with a screen of some kind comes to the desk, with one comment."""

    def desk(**options):
        moderator = visit(**options)
        moderator.open(ARTICLE)
        moderator.write_comment(f"Who wrote this? {options}")
        moderator.sign_in("moderator")
        return moderator

    return desk


def author_of(moderator):
    """Open the page of the author of the first comment that waits; return its address."""
    page = moderator.open(DESK)
    page.get_by_role("link", name="Author").first.click()
    page.wait_for_url("**/authors/*/")
    return re.sub(r"^https?://[^/]+", "", page.url)


def test_a_short_page_is_dark_to_its_end_on_a_dark_screen(desk):
    page = desk(viewport={"width": 1280, "height": 900}, color_scheme="dark").open(f"{DESK}bans/")
    with Image.open(BytesIO(page.screenshot())) as picture:
        brightest = max(picture.convert("RGB").getpixel((5, picture.height - 5)))
    assert brightest < 64


SCREENS = {
    "a wide light screen": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "a narrow dark screen": {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"},
}


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys())
def test_every_page_can_be_used_by_everybody(desk, screen):
    moderator = desk(**screen)
    author = author_of(moderator)
    key = author.strip("/").rpartition("/")[2]
    for address in (
        author,
        f"{DESK}bans/",
        f"{DESK}bans/new/?author={key}",
        f"{DESK}bulk/?author={key}",
        f"{DESK}articles/",
        f"{DESK}numbers/",
        f"{DESK}mail/",
    ):
        page = moderator.open(address)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, (address, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_an_author_is_banned_and_the_ban_is_undone_by_keyboard_alone(desk):
    moderator = desk()
    author_of(moderator)
    page = moderator.page
    page.get_by_role("link", name="Ban or suspend").press("Enter")
    page.get_by_role("radio", name="7 days").press("ArrowDown")
    page.get_by_role("radio", name="Leave them").press("ArrowDown")
    page.get_by_label("Note for the staff").press("Enter")
    expect(page.get_by_text("Banned, with")).to_be_visible()
    expect(page.get_by_text("Banned until")).to_be_visible()
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_text("Lifted by moderator")).to_be_visible()


def test_comments_of_an_article_are_closed_and_reopened_without_javascript(desk, visit):
    moderator, reader = desk(java_script_enabled=False), visit()
    page = moderator.open(f"{DESK}articles/")
    page.get_by_role("button", name="Close", exact=True).click()
    reader.open(ARTICLE)
    expect(reader.page.get_by_role("button", name="Post Comment")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    reader.page.reload()
    expect(reader.page.get_by_role("button", name="Post Comment")).to_be_visible()
