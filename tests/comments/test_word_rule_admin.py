import pytest
from django.contrib.messages import get_messages

from articles.models import Article
from comments import facts, previewing
from comments.models import WordRule
from masthead import versions
from tests.factories import make_comment, make_section, publish_article
from tests.factories.comments import make_word_rule

pytestmark = pytest.mark.django_db
LIST = "/admin/comments/wordrule/"
ADD, PREVIEW = f"{LIST}add/", f"{LIST}preview/"
FILLED = {"words": "casino", "action": "hold", "is_whole": "on", "is_active": "on"}


def version():
    return versions.number(facts.WORD_RULES)


def change(rule):
    return f"{LIST}{rule.pk}/change/"


def test_a_moderator_adds_a_rule_that_is_in_force_at_once(moderator_client, moderator):
    assert moderator_client.post(ADD, FILLED).status_code == 302
    rule = WordRule.objects.get()
    assert (rule.words, rule.action, rule.created_by) == ("casino", "hold", moderator)
    assert facts.matcher(version()).find("A casino")


def test_a_change_is_in_force_at_once_and_keeps_who_made_the_rule(editor_client, moderator):
    rule = make_word_rule("casino", created_by=moderator)
    facts.matcher(version())
    assert editor_client.post(change(rule), FILLED | {"words": "poker"}).status_code == 302
    rule.refresh_from_db()
    assert (rule.words, rule.created_by) == ("poker", moderator)
    assert not facts.matcher(version()).find("A casino")


@pytest.mark.parametrize("words", ["*", "!!", "a", ""])
def test_words_in_which_there_is_nothing_to_look_for_are_refused(moderator_client, words):
    response = moderator_client.post(ADD, FILLED | {"words": words})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors["words"]
    assert WordRule.objects.count() == 0


@pytest.mark.parametrize("junk", ["x", "9" * 40, "-1", "\x00"])
@pytest.mark.parametrize("field", ["article", "section", "action"])
def test_no_choice_is_a_fault(moderator_client, field, junk):
    for address in (ADD, PREVIEW):
        assert moderator_client.post(address, FILLED | {field: junk}).status_code == 200
    assert WordRule.objects.count() == 0


@pytest.mark.parametrize(
    ("action", "was", "words"),
    [("put_out_of_force", True, "2 rules put out of"), ("put_in_force", False, "2 rules put in")],
)
def test_rules_are_switched_from_the_list(moderator_client, action, was, words):
    rules = [make_word_rule(word, is_active=was) for word in ("casino", "poker")]
    facts.matcher(version())
    data = {"action": action, "_selected_action": [rule.pk for rule in rules]}
    response = moderator_client.post(LIST, data)
    assert words in str(*get_messages(response.wsgi_request))
    assert bool(facts.matcher(version()).find("A casino")) is not was


def test_the_list_is_searched_and_filtered_and_says_for_what_a_rule_is(moderator_client, article):
    make_word_rule("casino", section=make_section(name="Sport"))
    make_word_rule("poker", article=article)
    make_word_rule("roulette", is_active=False)
    html = moderator_client.get(LIST).content.decode()
    assert all(words in html for words in ("Sport", article.slug, "the whole site"))
    searched = moderator_client.get(LIST, {"q": "casi"}).content.decode()
    assert "casino" in searched
    assert "poker" not in searched
    assert "roulette" not in moderator_client.get(LIST, {"is_active__exact": 1}).content.decode()


def test_nobody_deletes_a_rule(administrator_client):
    rule = make_word_rule("casino")
    assert administrator_client.post(f"{LIST}{rule.pk}/delete/").status_code == 403


def test_who_does_not_moderate_sees_no_rule(reporter_client):
    for address in (LIST, ADD, PREVIEW):
        assert reporter_client.get(address).status_code == 403


def test_who_may_only_look_has_no_preview(reporter_client, reporter):
    codenames = reporter.user_permissions.model.objects.filter(codename="view_wordrule")
    reporter.user_permissions.add(*codenames)
    rule = make_word_rule("casino")
    assert "Preview" not in reporter_client.get(change(rule)).content.decode()
    assert reporter_client.post(f"{LIST}{rule.pk}/preview/", FILLED).status_code == 403


def test_the_form_offers_a_preview_that_saves_nothing(moderator_client):
    assert PREVIEW in moderator_client.get(ADD).content.decode()
    make_comment(text="Win in the C4SINO <b>now", name="Lucky")
    make_comment(name="Casino")
    make_comment()
    html = moderator_client.post(PREVIEW, FILLED).content.decode()
    assert "<strong>2</strong> say “casino”" in " ".join(html.split())
    assert "Win in the <mark>C4SINO</mark> &lt;b&gt;now" in html
    assert "<mark>Casino</mark>" in html
    assert WordRule.objects.count() == 0


def test_the_preview_s_button_saves_what_was_typed(moderator_client):
    html = moderator_client.post(PREVIEW, FILLED | {"note": "A “why”"}).content.decode()
    assert f'action="{ADD}"' in html
    assert all(f'name="{name}" value="{value}"' in html for name, value in FILLED.items())
    assert 'value="A “why”"' in html


def test_the_preview_of_a_rule_that_is_there_leads_back_to_it(moderator_client):
    rule = make_word_rule("poker")
    address = f"{LIST}{rule.pk}/preview/"
    assert address in moderator_client.get(change(rule)).content.decode()
    html = moderator_client.post(address, FILLED).content.decode()
    assert f'action="{change(rule)}"' in html
    rule.refresh_from_db()
    assert rule.words == "poker"


def test_the_preview_of_words_that_cannot_be_looked_for_says_so(moderator_client):
    response = moderator_client.post(PREVIEW, FILLED | {"words": "*"})
    assert "at least two letters" in response.content.decode()


def test_the_preview_s_address_alone_shows_the_form(moderator_client):
    assert 'name="words"' in moderator_client.get(PREVIEW).content.decode()
    assert moderator_client.get(f"{LIST}999/preview/").status_code == 403


def test_only_the_newest_found_are_shown(moderator_client, monkeypatch):
    monkeypatch.setattr(previewing, "SHOWN", 1)
    for name in ("Older", "Newer"):
        make_comment(text="A casino", name=name)
    html = moderator_client.post(PREVIEW, FILLED).content.decode()
    assert "The newest 1 of them" in html
    assert "Newer" in html
    assert "Older" not in html


def test_the_preview_looks_where_the_rule_is_for():
    comments = [make_comment(text="A casino"), make_comment(text="A casino")]
    live = Article.objects.live().get(pk=comments[0].article_id)
    for scope in ({"article": live}, {"section": live.live.section}):
        found = previewing.found_by(WordRule(words="casino", **scope))
        assert [excerpt.comment for excerpt in found.excerpts] == comments[:1]
        assert found.looked_at == 1


def test_the_preview_looks_at_so_many_at_most(monkeypatch):
    monkeypatch.setattr(previewing, "NEWEST", 1)
    article = publish_article()
    for _ in range(2):
        make_comment(article, text="A casino")
    found = previewing.found_by(WordRule(words="casino"))
    assert (found.number, found.looked_at) == (1, 1)
