"""The main job from end to end: a reader posts, a moderator approves, another reader sees it."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from .conftest import ARTICLE

EMPTY = "No comments yet. Why don’t you start the discussion?"


def decide(visitor, words, action, queue="pending"):
    """Find the comment with ``words`` on the desk and press the button ``action``."""
    page = visitor.open(f"/desk/comments/?queue={queue}&q={quote(words)}")
    case = page.locator(".case").filter(has_text=words)
    case.get_by_role("button", name=action).click()
    expect(page.locator(".case-done")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_comment_goes_from_its_author_past_a_moderator_to_everybody(visit, javascript):
    words = f"Posted with script {javascript}"
    author, reader = visit(java_script_enabled=javascript), visit(java_script_enabled=javascript)
    moderator = visit()
    author.open(ARTICLE)
    author.write_comment(words)
    expect(author.page.get_by_text("Your comment is awaiting moderation.")).to_be_visible()
    expect(author.page.get_by_text(words)).to_be_visible()
    reader.open(ARTICLE)
    assert words not in reader.page.content()

    moderator.sign_in("moderator")
    decide(moderator, words, "Approve")
    reader.page.reload()
    expect(reader.page.get_by_text(words)).to_be_visible()
    author.page.reload()
    expect(author.page.get_by_text("Your comment is public")).to_be_visible()

    decide(moderator, words, "Remove", queue="approved")
    reader.page.reload()
    assert words not in reader.page.content()
    assert author.cookies_set == reader.cookies_set == []
    assert author.context.cookies() == reader.context.cookies() == []


def test_an_acknowledged_comment_outlives_the_death_of_every_process(visit, site):
    author = visit()
    author.open(ARTICLE)
    author.write_comment("Written before the power cut.")
    expect(author.page.get_by_text("awaiting moderation")).to_be_visible()
    site.kill()
    site.start()
    author.page.reload()
    expect(author.page.get_by_text("Written before the power cut.")).to_be_visible()


def test_the_worker_tells_moderators_that_comments_wait(visit, site):
    author = visit()
    author.open(ARTICLE)
    author.write_comment("Told to nobody by mail.")
    expect(author.page.get_by_text("awaiting moderation")).to_be_visible()
    letters = site.letters(containing="/desk/comments/mail/")
    assert "moderator@demo.example" in letters
    assert "Told to nobody by mail." not in letters
