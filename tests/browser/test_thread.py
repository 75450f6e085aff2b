"""The comments of an article as a reader meets them: replying in place, drafts, more of them."""

import pytest
from playwright.sync_api import expect

from .test_access import SIZES, found

TALK = "/articles/when-an-article-is-wrong/"
# One thread that goes down six comments, a featured one, and more threads than fit a page.
GROW = """
from articles.models import Article
from comments import moderation, posting
from comments.models import Policy
from comments.origin import Origin
from masthead.models import User

article = Article.objects.live().get(slug="when-an-article-is-wrong")
moderator = User.objects.get(username="moderator")
Policy.objects.create(
    article=article, mode="none-held", seconds_between=0, most_in_ten_minutes=0, most_in_a_day=0
)

def say(text, name, parent=None):
    comment = posting.post(article, posting.Post(
        text=text, name=name, email=f"{name}@mail.example", parent=parent, honeypot="",
        seconds=None, origin=Origin.OWN))
    return moderation.approve(comment, moderator=moderator).pk

parent = None
for name in ("Ana", "Bo", "Cleo", "Dora", "Emil", "Fay"):
    parent = say("Longwords" * 40, name, parent)
moderation.act([parent], verb="feature", moderator=moderator)
say("\u0645\u0631\u062d\u0628\u0627", "\u0645\u0631\u064a\u0645")
for number in range(55):
    say(f"Thought {number} on this.", f"reader-{number}")
"""


@pytest.fixture(scope="module", autouse=True)
def _talk(site):
    site.manage("shell", "-c", GROW)


def test_a_reply_is_written_under_the_comment_and_can_be_left_again(visit):
    page = visit().open(TALK)
    page.get_by_role("link", name="Reply to Bo").click()
    expect(page.get_by_role("textbox", name="Comment")).to_be_focused()
    expect(page.get_by_role("heading", name="Reply to Bo")).to_be_visible()
    expect(page.locator("#said")).to_have_text("Reply to Bo: the form is under the comment.")
    expect(page.locator(".comment .respond")).to_have_count(1)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("link", name="Reply to Bo")).to_be_focused()
    expect(page.get_by_role("heading", name="Leave a Reply")).to_be_visible()
    expect(page.locator("[name=parent]")).to_have_value("")
    expect(page.locator(".comment .respond")).to_have_count(0)


def test_a_draft_belongs_to_the_comment_that_it_answers(visit):
    visitor = visit()
    page = visitor.open(TALK)
    text = visitor.field("Comment")
    text.press_sequentially("To all")
    page.get_by_role("link", name="Reply to Bo").click()
    expect(text).to_have_value("")
    text.press_sequentially("To Bo")
    page.get_by_role("link", name="Reply to Cleo").click()
    expect(text).to_have_value("")
    page.reload()
    expect(text).to_have_value("To all")
    page.get_by_role("link", name="Reply to Bo").click()
    expect(text).to_have_value("To Bo")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_reply_is_sent_to_the_comment_that_it_answers(visit, javascript):
    visitor = visit(java_script_enabled=javascript)
    page = visitor.open(TALK)
    page.get_by_role("link", name="Reply to Dora").click()
    words = f"An answer to Dora, script {javascript}"
    visitor.write_comment(words, email=f"answer-{javascript}@mail.example")
    expect(page.get_by_text(words)).to_be_visible()
    assert visitor.context.cookies() == []


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("order", ["Oldest", "Newest"])
def test_there_is_more_to_read_than_a_page(visit, javascript, order):
    page = visit(java_script_enabled=javascript).open(TALK)
    page.get_by_role("link", name=order).click()
    last = "Thought 54 on this." if order == "Oldest" else "Thought 0 on this."
    expect(page.get_by_text(last)).to_have_count(0)
    page.get_by_role("link", name="More comments").click()
    expect(page.get_by_text(last)).to_be_visible()
    expect(page.get_by_role("link", name="More comments")).to_have_count(0)


def test_more_threads_come_into_the_same_page_and_take_the_focus(visit):
    page = visit().open(TALK)
    page.get_by_role("link", name="More comments").click()
    expect(page.locator("#said")).to_have_text("7 more threads.")
    expect(page.get_by_text("Thought 0 on this.")).to_have_count(1)
    assert page.url.endswith(TALK)
    assert page.evaluate("document.activeElement.closest('.comment').id").startswith("comment-")
    page.get_by_role("link", name="Reply to reader-54").click()
    expect(page.get_by_role("textbox", name="Comment")).to_be_focused()


def test_where_more_threads_do_not_come_the_link_leads_to_them(visit):
    page = visit().open(TALK)
    page.route("**/*after=*", lambda route: route.fulfill(body="Nothing"), times=1)
    page.get_by_role("link", name="More comments").click()
    page.wait_for_url("**/*after=*")
    expect(page.get_by_text("Thought 54 on this.")).to_be_visible()


def test_what_is_left_is_told_near_the_end(visit):
    visitor = visit()
    page = visitor.open(TALK)
    text = visitor.field("Comment")
    text.fill("a" * 2600)
    expect(page.get_by_text("left", exact=True)).to_have_count(0)
    text.fill("\U0001f600" * 2800)
    expect(page.locator(".form-text", has_text="200 characters left")).to_be_visible()
    expect(page.locator("#said")).to_have_text("200 characters left")
    text.fill("a" * 3007)
    expect(page.locator(".form-text", has_text="7 characters too many")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
def test_a_thread_with_an_open_reply_has_no_barrier_and_fits_the_window(visit, size, scheme):
    viewport = {"width": size[0], "height": size[1]}
    page = visit(viewport=viewport, color_scheme=scheme, bypass_csp=True).open(TALK)
    page.get_by_role("link", name="Reply to Cleo").click()
    assert found(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
