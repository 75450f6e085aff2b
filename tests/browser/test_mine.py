"""A reader's own comments: from the mailed link to erasure."""

import json
import quopri
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import ARTICLE

SIZES = [(390, 844), (1280, 900)]
APPROVE_ALL = """
from comments import moderation
from comments.models import Comment
from masthead.models import User
for comment in Comment.objects.pending():
    moderation.approve(comment, moderator=User.objects.get(username="moderator"))
"""


def link_for(site, email, place):
    """Return the path of the newest link under ``place`` that was mailed to ``email``."""
    raw = site.letters(containing=f"To: {email}")
    letters = re.split(r"^-{79}$", quopri.decodestring(raw.encode()).decode(), flags=re.MULTILINE)
    own = "".join(letter for letter in letters if f"To: {email}" in letter)
    return re.findall(rf"^http://[^/]+(/comments/{place}/\S{{20,}})$", own, re.MULTILINE)[-1]


def barriers(page, size):
    found = [violation["id"] for violation in Axe().run(page).response["violations"]]
    is_wider = page.evaluate("document.documentElement.scrollWidth") > size[0]
    return found + ["wider than the window"] * is_wider


def prove(visitor, email):
    """Write a comment and say, by the mailed link, that it is the visitor's."""
    visitor.open(ARTICLE)
    visitor.write_comment(f"Words of {email}", email=email)
    page = visitor.open(link_for(visitor.site, email, "prove"))
    page.get_by_role("button", name="Yes, it is mine").click()
    return page


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
def test_a_reader_edits_and_deletes_a_comment(visit, size):
    visitor = visit(viewport={"width": size[0], "height": size[1]})
    page = prove(visitor, f"edits-{size[0]}@mail.example")
    page.get_by_role("button", name="Your comments").click()
    page.get_by_role("button", name="Edit", exact=True).click()
    page.get_by_role("textbox", name="Comment").fill("Better words")
    page.get_by_role("button", name="Save the new text").click()
    expect(page.get_by_role("status")).to_have_text("Your new text is saved.")
    expect(page.get_by_text("Better words")).to_be_visible()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_text("Deleted by you")).to_be_visible()


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
def test_a_reader_downloads_everything_and_is_erased(visit, size):
    visitor = visit(viewport={"width": size[0], "height": size[1]})
    email = f"erased-{size[0]}@mail.example"
    page = prove(visitor, email)
    page.get_by_role("button", name="Your comments").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert json.loads(download.value.path().read_text())["email"] == email
    page.get_by_role("button", name="Erase").click()
    page.get_by_label("Erase the texts, too").check()
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_role("heading", name="It is erased")).to_be_visible()
    assert page.evaluate("localStorage.getItem('newsroom:pass')") is None


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_one_s_own_has_a_barrier(visit, size, scheme):
    viewport = {"width": size[0], "height": size[1]}
    visitor = visit(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page = prove(visitor, f"barriers-{scheme}-{size[0]}@mail.example")
    found = {}
    for button in ("Your comments", "Edit", "Leave it", "Delete", "Keep it", "Erase", "Keep"):
        page.get_by_role("button", name=button).first.click()
        page.wait_for_load_state()
        found[button] = barriers(page, size)
    visitor.open("/comments/mine/")
    found["ask"] = barriers(page, size)
    visitor.open("/comments/mine/x/")
    found["over"] = barriers(page, size)
    visitor.faults.clear()  # That page answers 403.
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_without_a_script_the_link_comes_by_mail(visit, site):
    visitor = visit(java_script_enabled=False)
    prove(visitor, "asks@mail.example")
    page = visitor.open("/comments/mine/")
    expect(page.get_by_role("button", name="Open it without a mail")).to_be_hidden()
    visitor.field("Email").fill("asks@mail.example")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    site.letters(containing="asked")
    page = visitor.open(link_for(site, "asks@mail.example", "mine"))
    expect(page.get_by_text("Words of asks@mail.example")).to_be_hidden()
    page.get_by_role("button", name="Open my comments").click()
    expect(page.get_by_text("Words of asks@mail.example")).to_be_visible()
    assert visitor.context.cookies() == []


def test_a_browser_with_a_pass_opens_the_page_at_once(visit):
    visitor = visit()
    prove(visitor, "pass@mail.example")
    page = visitor.open("/comments/mine/")
    page.get_by_role("button", name="Open it without a mail").click()
    expect(page.get_by_text("Words of pass@mail.example")).to_be_visible()


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
def test_a_comment_is_reported_by_keyboard(visit, size):
    visitor = visit(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
    page = prove(visitor, f"reported-{size[0]}@mail.example")
    visitor.site.manage("shell", "-c", APPROVE_ALL)
    visitor.open(ARTICLE)
    page.get_by_role("link", name="Report").first.click()
    assert barriers(page, size) == []
    page.get_by_label("insult, threat or hatred").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Report the comment").press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert barriers(page, size) == []
