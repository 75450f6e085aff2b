"""The comment form as a reader meets it: its errors, its memory, its double clicks."""

from playwright.sync_api import expect

from .conftest import ARTICLE


def test_errors_stand_at_their_fields_and_the_text_stays(visit):
    visitor = visit(java_script_enabled=False)
    page = visitor.open(ARTICLE)
    visitor.write_comment("A text to keep", email="nonsense@")
    # The browser's own check comes first; without it, the server's.
    page.locator("#comment-form").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_text("Write it like name@example.org.")).to_be_visible()
    expect(visitor.field("Comment")).to_have_value("A text to keep")
    email = visitor.field("Email")
    expect(email).to_have_attribute("aria-invalid", "true")
    described = email.get_attribute("aria-describedby")
    assert "name@example.org" in page.locator(f"#{described.split()[0]}").inner_text()


def test_a_double_click_makes_one_comment(visit):
    visitor, moderator = visit(), visit()
    page = visitor.open(ARTICLE)
    visitor.field("Comment").fill("Clicked twice")
    visitor.field("Name").fill("Bo")
    visitor.field("Email").fill("bo@mail.example")
    page.get_by_role("button", name="Post Comment").dblclick()
    expect(page.get_by_text("awaiting moderation")).to_be_visible()
    moderator.sign_in("moderator")
    listed = moderator.open("/admin/comments/comment/?q=Clicked")
    assert listed.get_by_role("row").filter(has_text="Clicked twice").count() == 1


def test_the_back_button_makes_no_second_comment(visit):
    visitor, moderator = visit(java_script_enabled=False), visit()
    page = visitor.open(ARTICLE)
    visitor.write_comment("Sent again", email="again@mail.example")
    first = page.url
    page.go_back()
    visitor.field("Comment").fill("")
    visitor.write_comment("Sent again", email="again@mail.example")
    assert page.url.split("#")[1] == first.split("#")[1]
    moderator.sign_in("moderator")
    listed = moderator.open("/admin/comments/comment/?q=again@mail")
    assert listed.get_by_role("row").filter(has_text="Sent again").count() == 1


def test_name_and_email_are_remembered_by_the_browser_alone(visit):
    visitor = visit()
    page = visitor.open(ARTICLE)
    page.get_by_label("Save my name and email in this browser").check()
    visitor.write_comment("Remember me", name="Cleo", email="cleo@mail.example")
    visitor.open(ARTICLE)
    expect(visitor.field("Name")).to_have_value("Cleo")
    expect(visitor.field("Email")).to_have_value("cleo@mail.example")
    assert visitor.context.cookies() == []
    page.get_by_label("Save my name and email in this browser").uncheck()
    visitor.write_comment("Forget me", name="Cleo", email="cleo@mail.example")
    visitor.open(ARTICLE)
    expect(visitor.field("Name")).to_have_value("")


def test_without_a_script_there_is_no_box_that_does_nothing(visit):
    page = visit(java_script_enabled=False).open(ARTICLE)
    expect(page.get_by_label("Save my name and email in this browser")).to_be_hidden()


def test_a_draft_outlives_a_reload(visit):
    visitor = visit()
    page = visitor.open(ARTICLE)
    visitor.field("Comment").press_sequentially("Half a thought")
    page.reload()
    expect(visitor.field("Comment")).to_have_value("Half a thought")


def test_a_comment_pasted_and_sent_at_once_is_held_as_too_fast(visit):
    visitor, moderator = visit(), visit()
    visitor.open(ARTICLE)
    visitor.write_comment("Faster than anybody types", email="fast@mail.example")
    moderator.sign_in("moderator")
    listed = moderator.open("/admin/comments/comment/?q=fast@mail")
    expect(listed.get_by_text("at least 3 expected")).to_be_visible()


def test_the_honeypot_is_neither_seen_nor_reached_by_keyboard_nor_named(visit):
    visitor = visit()
    page = visitor.open(ARTICLE)
    visitor.field("Comment").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") != "website"
    assert page.get_by_role("textbox", name="Leave this field empty").count() == 0
