"""Editors at work in the admin, under the Content Security Policy."""

import pytest
from playwright.sync_api import Error, expect


@pytest.fixture
def editor(visit):
    editor = visit(viewport={"width": 1280, "height": 1000})
    editor.sign_in("editor")
    return editor


def draft(editor, headline, words):
    """Write an article in the section Diplomacy and save it; return its page in the admin."""
    page = editor.open("/admin/articles/edition/add/")
    page.get_by_label("Headline").press_sequentially(headline)
    page.locator(".tiptap").click()
    page.keyboard.type(words)
    page.locator("#id_section + .select2 .select2-selection").click()
    page.locator(".select2-search__field").fill("Diplomacy")
    page.locator(".select2-results__option", has_text="Diplomacy").first.click()
    press(page, "Save and continue editing")
    return page


def press(page, button):
    page.get_by_role("button", name=button).click()
    page.locator(".messagelist .success").first.wait_for()


def test_a_draft_is_seen_by_the_staff_as_readers_will_see_it_and_not_by_readers(editor, visit):
    page = draft(editor, "A Bridge Is Planned", "It crosses the river.")
    page.locator(".tiptap p").first.click(click_count=3)
    page.keyboard.press("Control+b")
    press(page, "Save and continue editing")
    page.get_by_role("link", name="View on site").click()
    expect(page.get_by_text("Readers do not see this.")).to_be_visible()
    expect(page.locator(".story-body strong")).to_have_text("It crosses the river.")
    assert visit().page.request.get(page.url).status == 404


def test_readers_see_an_article_change_when_its_new_edition_is_published(editor, visit):
    reader = visit()
    page = draft(editor, "A Bridge Is Opened", "Traffic crossed it.")
    press(page, "Save and publish")
    reader.open("/articles/a-bridge-is-opened/")
    expect(reader.page.get_by_role("heading", name="A Bridge Is Opened")).to_be_visible()
    page.get_by_role("button", name="new edition").click()
    page.get_by_label("Headline").fill("A Bridge Is Closed")
    press(page, "Save and continue editing")
    reader.page.reload()
    expect(reader.page.get_by_role("heading", name="A Bridge Is Opened")).to_be_visible()
    press(page, "Save and publish")
    reader.page.reload()
    expect(reader.page.get_by_role("heading", name="A Bridge Is Closed")).to_be_visible()
    assert reader.cookies_set == []


def test_what_cannot_be_published_is_saved_and_says_what_is_missing(editor):
    page = editor.open("/admin/articles/edition/add/")
    page.get_by_label("Headline").press_sequentially("Half an article")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_text("needs a text and a section")).to_be_visible()
    expect(page.get_by_label("Headline")).to_have_value("Half an article")


def test_the_second_of_two_who_save_one_edition_loses_nothing(editor, visit):
    first, second = editor, visit()
    second.sign_in("reporter")
    page = first.open("/admin/articles/edition/add/")
    page.get_by_label("Headline").press_sequentially("Two at once")
    page.get_by_role("button", name="Save and continue editing").click()
    second.page.goto(page.url)
    page.get_by_label("Headline").fill("The first one's words")
    page.get_by_role("button", name="Save and continue editing").click()
    second.page.get_by_label("Headline").fill("The second one's words")
    second.page.get_by_role("button", name="Save and continue editing").click()
    expect(second.page.get_by_text("Somebody saved this article")).to_be_visible()
    expect(second.page.get_by_label("Headline")).to_have_value("The second one's words")
    page.reload()
    expect(page.get_by_label("Headline")).to_have_value("The first one's words")


def test_whoever_leaves_words_that_were_not_saved_is_asked_first(editor):
    page = editor.open("/admin/articles/edition/add/")
    page.get_by_label("Headline").press_sequentially("Nearly lost")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with pytest.raises(Error, match=r"interrupted|ERR_ABORTED|Timeout"):
        page.goto(editor.site.url + "/admin/", timeout=3000)
    assert asked == ["beforeunload"]
    expect(page.get_by_label("Headline")).to_have_value("Nearly lost")


def test_the_pages_of_the_desk_break_no_policy(visit):
    visitor = visit()
    visitor.sign_in("administrator")
    for model in (
        "articles/edition",
        "articles/section",
        "articles/topic",
        "comments/policy",
        "meetings/meeting",
        "meetings/person",
        "meetings/organization",
        "meetings/office",
        "meetings/place",
        "meetings/agreement",
        "masthead/flatpage",
        "masthead/image",
        "masthead/user",
    ):
        for page in ("", "add/"):
            visitor.open(f"/admin/{model}/{page}")
            assert visitor.page.locator("#content").is_visible()
