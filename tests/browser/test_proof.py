"""A reader proves an address by the link in a mail; the browser is known from then on."""

import quopri
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import ARTICLE

NOTE = "To show that it is yours, open the link"
AN_HOUR_LATER = """
from datetime import timedelta
from django.db.models import F
from comments.models import Comment
Comment.objects.update(created_at=F("created_at") - timedelta(hours=1))
"""


def link(site, email):
    """Return the path of the newest link that was mailed to ``email``."""
    raw = site.letters(containing=f"To: {email}")
    letters = re.split(r"^-{79}$", quopri.decodestring(raw.encode()).decode(), flags=re.MULTILINE)
    (*_, newest) = [letter for letter in letters if f"To: {email}" in letter]
    return re.search(r"^http://[^/]+(/comments/prove/\S+)$", newest, re.MULTILINE)[1]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_link_in_the_mail_proves_a_comment_by_its_button(visit, site, javascript):
    author = visit(java_script_enabled=javascript)
    email = f"proof-{javascript}@mail.example".lower()
    page = author.open(ARTICLE)
    author.write_comment(f"Mine, with script {javascript}", email=email)
    expect(page.get_by_text(NOTE)).to_be_visible()
    waiting = page.url
    author.open(link(site, email))
    page.get_by_role("button", name="Yes, it is mine").click()
    expect(page.get_by_role("heading", name="Thank you: the comment is yours")).to_be_visible()
    page.goto(waiting)
    expect(page.get_by_text("Your comment is awaiting moderation.")).to_be_visible()
    expect(page.get_by_text(NOTE)).to_be_hidden()
    assert author.context.cookies() == author.cookies_set == []


def test_a_browser_that_proved_an_address_need_not_again(visit, site):
    author = visit()
    page = author.open(ARTICLE)
    author.write_comment("First of mine", email="known@mail.example")
    author.open(link(site, "known@mail.example"))
    page.get_by_role("button", name="Yes, it is mine").click()
    page.get_by_role("button", name="Your comments").click()
    expect(page.get_by_text("First of mine")).to_be_visible()
    site.manage("shell", "-c", AN_HOUR_LATER)
    author.open(ARTICLE)
    author.write_comment("Second of mine, another matter", email="known@mail.example")
    expect(page.get_by_text("Your comment is awaiting moderation.")).to_be_visible()
    expect(page.get_by_text(NOTE)).to_be_hidden()


def test_whoever_did_not_comment_says_so(visit, site):
    somebody, owner = visit(), visit()
    page = somebody.open(ARTICLE)
    somebody.write_comment("In a stranger’s name", email="stranger@mail.example")
    owner.open(link(site, "stranger@mail.example"))
    owner.page.get_by_role("button", name="No, it was not me").click()
    expect(owner.page.get_by_text("The comment will not be shown.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("is not shown")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_the_links_have_no_barrier(visit, site, width, scheme):
    author = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = author.open(ARTICLE)
    email = f"axe-{width}-{scheme}@mail.example"
    author.write_comment(f"Read by axe at {width} {scheme}", email=email)
    author.open(link(site, email))
    for button in (page.get_by_role("button", name="Yes, it is mine"), None):
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if button:
            button.click()
            page.get_by_role("heading", name="Thank you").wait_for()
