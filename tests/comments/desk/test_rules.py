import pytest
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains

from articles.models import Article
from comments import rules
from comments.models import Act, Policy
from tests.factories import make_section

SITE = "/desk/comments/articles/"


@pytest.fixture
def live(article):
    return Article.objects.live().get(pk=article.pk)


@pytest.fixture
def page(live):
    return f"{SITE}{live.pk}/"


def press(client, address, rule):
    return client.post(address, {"rule": rule}, follow=True)


def mode(live):
    return rules.for_article(live).mode


def buttons(answer):
    return {name for name, _ in answer.context["buttons"]}


def test_each_rule_is_shown_with_where_it_comes_from(moderator_client, live, page):
    section = live.live.section
    Policy.objects.create(mode="none-held", seconds_between=77)
    Policy.objects.create(section=section, minimum_seconds=88)
    Policy.objects.create(article=live, edit_minutes=99, note="For a while.")
    answer = moderator_client.get(page)
    shown = {row["name"]: (row["value"], row["source"]) for row in answer.context["rules"]}
    assert shown["mode"][0] == "nothing held"
    assert shown["legal hold"] == ("no", None)
    for words in ("77", "88", "99", "this article", f"/desk/comments/sections/{section.pk}/"):
        assertContains(answer, words)
    assertContains(answer, "For a while.")


def test_the_page_tells_what_screening_goes_by(moderator_client, live, page):
    Policy.objects.create(mode="none-held", legal_hold=True)
    Policy.objects.create(article=live, mode="new-held")
    holding = rules.for_article(live)
    answer = moderator_client.get(page)
    sources = {row["source"] and row["source"].pk for row in answer.context["rules"]}
    assert sources == set(holding.policies.values())
    assertContains(answer, "New authors held".lower())


def test_comments_of_an_article_are_closed_and_readers_see_it(moderator_client, client, live, page):
    answer = press(moderator_client, page, "close")
    assertContains(answer, "Comments are closed.")
    assert mode(live) == "closed"
    assertNotContains(client.get(live.get_absolute_url()), "Post Comment")


@pytest.mark.parametrize(
    ("rule", "field", "value"),
    [
        ("hold", "mode", "all-held"),
        ("new-held", "mode", "new-held"),
        ("none-held", "mode", "none-held"),
        ("close-later", "closes_after_days", 14),
        ("legal-hold", "legal_hold", True),
        ("lift-legal-hold", "legal_hold", False),
    ],
)
def test_a_button_changes_its_rule(moderator_client, live, page, rule, field, value):
    Policy.objects.create(mode="closed", legal_hold=not value)
    press(moderator_client, page, rule)
    assert getattr(rules.for_article(live), field) == value


def test_closed_comments_are_reopened(moderator_client, live, page):
    press(moderator_client, page, "close")
    press(moderator_client, page, "reopen")
    assert mode(live) == "all-held"


def test_a_change_can_be_undone_from_the_page_that_follows(moderator_client, live, page):
    answer = press(moderator_client, page, "close")
    act = Act.objects.get()
    assertContains(answer, f'<input type="hidden" name="act" value="{act.pk}">', html=True)
    moderator_client.post("/desk/comments/undo/", {"act": act.pk})
    assert mode(live) == "all-held"


def test_an_article_goes_back_to_the_rules_of_the_site(moderator_client, live, page):
    Policy.objects.create(article=live, mode="none-held")
    press(moderator_client, page, "inherit")
    assert rules.for_article(live).policies["mode"] is None


def test_what_is_so_already_is_said_and_not_changed(moderator_client, live, page):
    for _ in range(2):
        answer = press(moderator_client, page, "close")
    assertContains(answer, "Nothing was changed")
    assert Policy.objects.count() == 1


def test_only_buttons_that_change_something_are_offered(moderator_client, live, page):
    assert buttons(moderator_client.get(page)) == {
        "close",
        "close-later",
        "new-held",
        "none-held",
        "legal-hold",
    }
    Policy.objects.create(article=live, mode="closed", legal_hold=True)
    assert buttons(moderator_client.get(page)) == {
        "close-later",
        "reopen",
        "hold",
        "new-held",
        "none-held",
        "lift-legal-hold",
        "inherit",
    }


def test_the_rules_of_the_site_are_changed(moderator_client, live):
    press(moderator_client, SITE, "none-held")
    assert mode(live) == "none-held"
    assert "reopen" not in buttons(moderator_client.get(SITE))


def test_the_rules_of_a_section_are_changed(moderator_client, live):
    section = live.live.section
    answer = press(moderator_client, f"/desk/comments/sections/{section.pk}/", "close")
    assertContains(answer, escape(section.name))
    assert mode(live) == "closed"


@pytest.mark.parametrize("rule", ["", "whim", "reopen"])
def test_a_press_of_no_button_is_refused(moderator_client, db, rule):
    assert moderator_client.post(SITE, {"rule": rule}).status_code == 400
    assert not Policy.objects.exists()


def test_only_live_articles_and_real_sections_have_rules(moderator_client, db):
    for address in (f"{SITE}99/", f"{SITE}{'9' * 30}/", "/desk/comments/sections/99/"):
        assert moderator_client.get(address).status_code == 404


def test_sections_are_linked(moderator_client, db):
    section = make_section()
    assertContains(moderator_client.get(SITE), f"/desk/comments/sections/{section.pk}/")
