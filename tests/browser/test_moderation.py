"""Moderators at work on the desk: by keyboard, without JavaScript, two at once, on a phone."""

import pytest
from playwright.sync_api import expect

from .test_access import found
from .test_valid_html import errors_in

DESK = "/desk/comments/"
SEED = """
import datetime as dt
from django.db.models import F
from django.utils import timezone
from articles.models import Article
from comments import posting
from comments.models import Comment
from comments.origin import Origin
article = Article.objects.live().newest_first()[0]
for number in range({number}):
    post = posting.Post(
        text="{words} %d" % number, name="{words}", email="{words}-%d@mail.example" % number,
        parent=None, honeypot="", seconds=None, origin=Origin.OWN,
    )
    posting.post(article, post)
"""


@pytest.fixture
def seed(site):
    def seed(words, number=1):
        """Let ``number`` readers, all of the name ``words``, write comments."""
        site.manage("shell", "-c", SEED.format(words=words, number=number))
        return f"{DESK}?q={words}"

    return seed


@pytest.fixture
def moderator(visit):
    moderator = visit(viewport={"width": 1280, "height": 900})
    moderator.sign_in("moderator")
    return moderator


def focused(page):
    return page.locator(".case:focus")


def test_thirty_comments_are_cleared_by_the_keyboard_alone(moderator, seed):
    page = moderator.open(seed("Thirty", 30))
    for number in range(30):
        expect(focused(page)).to_contain_text(f"Thirty {number}")
        page.keyboard.press(["a", "s", "x", "r", "a"][number % 5])
        if number % 5 == 3:
            expect(page.locator(".case:focus-within details[open]")).to_be_visible()
            page.keyboard.press("2")
        expect(page.locator(".case-done")).to_have_count(number + 1)
    expect(page.locator("[data-more]")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.get_by_text("No comments here.")).to_be_visible()
    page.goto(f"{moderator.site.url}{DESK}?q=Thirty&queue=mine")
    expect(page.locator(".chip.is-approved")).to_have_count(12)
    expect(page.locator(".decided", has_text=": abuse")).to_have_count(6)


def test_keys_walk_focus_feature_select_and_undo(moderator, seed):
    page = moderator.open(seed("Walk", 3))
    for key, at in (("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(focused(page)).to_contain_text(f"Walk {at}")
    page.keyboard.press("c")
    expect(focused(page).get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("f")
    expect(focused(page)).to_contain_text("Featured")
    expect(page.locator("#said")).to_have_text("1 comment featured.")
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.locator(".case-done")).to_have_count(1)
    page.keyboard.press("u")
    expect(focused(page)).to_contain_text("Walk 2")
    expect(page.locator("#said")).to_have_text("Undone: 1 comment marked as spam.")
    page.keyboard.press("z")
    expect(page.get_by_role("heading", name="Decisions")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator(".log")).to_contain_text(["Walk 2", "Approved by"])
    page.keyboard.press("u")
    expect(page.get_by_text("Undone: 1 comment approved.")).to_be_visible()


def test_keys_do_nothing_in_fields_nor_with_modifiers(moderator, seed):
    page = moderator.open(seed("Typing"))
    page.keyboard.press("Control+s")
    page.locator("#id_q").press("End")
    page.locator("#id_q").press("a")
    page.locator("#id_q").press("s")
    expect(page.locator(".case-done")).to_have_count(0)
    expect(page.locator("#id_q")).to_have_value("Typingas")


def test_the_keys_are_listed(moderator, seed):
    page = moderator.open(seed("Help"))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("reject; then 1 to 7")
    page.keyboard.press("s")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".case-done")).to_have_count(0)


def test_rejecting_asks_for_a_reason_and_can_be_left(moderator, seed):
    page = moderator.open(seed("Leave"))
    page.keyboard.press("r")
    expect(page.get_by_role("button", name="Off topic").last).to_be_visible()
    page.keyboard.press("Escape")
    expect(focused(page)).to_contain_text("Leave 0")
    page.keyboard.press("3")
    expect(page.locator(".case-done")).to_have_count(0)


def test_all_works_without_javascript(visit, seed):
    moderator = visit(java_script_enabled=False)
    moderator.sign_in("moderator")
    page = moderator.open(seed("Plain", 2))
    page.locator(".acts").first.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("1 comment approved.").first).to_be_visible()
    page.locator(".acts summary").first.click()
    page.locator(".acts").first.get_by_role("button", name="Legal").click()
    expect(page.get_by_text("1 comment rejected.").first).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: 1 comment rejected.")).to_be_visible()
    expect(page.locator(".case")).to_have_count(1)


def test_the_second_of_two_moderators_is_told_and_decides_anyway(moderator, visit, seed):
    second = visit()
    second.sign_in("editor")
    address = seed("Both")
    page = moderator.open(address)
    second.open(address)
    page.keyboard.press("a")
    expect(page.locator(".case-done")).to_have_count(1)
    second.page.keyboard.press("s")
    expect(second.page.locator(".told:visible")).to_contain_text("Somebody was faster. Approved by")
    expect(focused(second.page)).to_contain_text("Both 0")
    second.page.keyboard.press("s")
    expect(second.page.locator(".case-done")).to_contain_text("Marked as spam by")


def test_a_selection_is_decided_on_in_one_act_and_undone(moderator, seed):
    address = seed("Chosen", 3)
    page = moderator.open(address)
    page.get_by_label("All on this page").check()
    page.locator("#bulk").get_by_role("button", name="Spam").click()
    expect(page.get_by_text("3 comments marked as spam.").first).to_be_visible()
    expect(page.locator(".case")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator(".case")).to_have_count(3)


def test_an_act_on_five_hundred_is_undone_with_one_key(moderator, seed):
    address = seed("Flood", 500)
    act = (
        "from comments import moderation; from comments.models import Comment;"
        "from masthead.models import User;"
        "moderation.act(Comment.objects.filter(name='Flood').values_list('pk', flat=True),"
        " verb='spam', moderator=User.objects.get(username='moderator'))"
    )
    moderator.site.manage("shell", "-c", act)
    page = moderator.open(address)
    expect(page.locator(".case")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.get_by_text("Undone: 500 comments marked as spam.")).to_be_visible()
    expect(page.locator(".case")).to_have_count(50)
    moderator.site.manage("shell", "-c", act)


def test_what_cannot_be_saved_is_said(moderator, seed):
    moderator.page.route("**/act/", lambda route: route.fulfill(status=500, body="broken"))
    page = moderator.open(seed("Lost"))
    page.keyboard.press("s")
    expect(page.get_by_text("That was not saved.")).to_be_visible()
    expect(page.locator(".case")).to_have_count(1)
    moderator.faults.clear()


def test_who_is_signed_out_is_led_to_the_sign_in_and_changes_nothing(moderator, seed):
    page = moderator.open(seed("Gone"))
    moderator.context.clear_cookies(name="sessionid")
    page.keyboard.press("s")
    expect(page.get_by_text("You were signed out, and nothing was changed.")).to_be_visible()


def test_a_moderator_on_a_phone_decides_by_touch_and_by_keyboard(visit, seed):
    moderator = visit(viewport={"width": 390, "height": 844}, has_touch=True)
    moderator.sign_in("moderator")
    page = moderator.open(seed("Phone", 2))
    page.locator(".acts summary").first.tap()
    page.locator(".acts").first.get_by_role("button", name="Duplicate").tap()
    expect(page.locator(".case-done")).to_have_count(1)
    page.keyboard.press("a")
    expect(page.locator(".case-done")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_queues_has_a_barrier(visit, seed, size, scheme):
    viewport = {"width": size[0], "height": size[1]}
    moderator = visit(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    moderator.sign_in("moderator")
    page = moderator.open(seed(f"Access-{scheme}-{size[0]}", 2))
    page.keyboard.press("r")
    barriers = {"queue": found(page)}
    page.keyboard.press("1")
    expect(page.locator(".case-done")).to_have_count(1)
    barriers["done"] = found(page)
    page.keyboard.press("?")
    barriers["keys"] = found(page)
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    page.get_by_role("heading", name="Decisions").wait_for()
    barriers["comment"] = found(page)
    page.keyboard.press("f")
    page.get_by_text("1 comment featured.").first.wait_for()
    barriers["message"] = found(page)
    assert {name: found for name, found in barriers.items() if found} == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_pages_of_the_queues_are_valid(moderator, seed, tmp_path):
    page = moderator.open(seed("Valid"))
    own = page.get_by_role("link", name="Open").first.get_attribute("href")
    page.keyboard.press("f")
    expect(page.locator(".case-done, .case")).to_contain_text("Featured")
    addresses = {"queue": DESK, "all": f"{DESK}?queue=all&q=a", "mistaken": f"{DESK}?article=no"}
    request, site = moderator.context.request, moderator.site.url
    pages = {
        name: request.get(site + address).text()
        for name, address in (addresses | {"comment": own}).items()
    }
    assert errors_in(pages, tmp_path) == []
