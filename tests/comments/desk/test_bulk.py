import pytest
from pytest_django.asserts import assertContains, assertNotContains

from comments import moderation
from comments.models import Act, Comment
from tests.factories import make_comment, make_user

NET = "192.0.2.0/24"
BULK = "/desk/comments/bulk/"


@pytest.fixture
def spam(article):
    return [make_comment(article, text=f"Cheap pills, no. {n}", network=NET) for n in range(3)]


@pytest.fixture
def other(article):
    return make_comment(article, text="A thoughtful remark.")


def statuses(comments):
    return [Comment.objects.get(pk=comment.pk).status for comment in comments]


def found(client, query):
    return list(client.get(f"{BULK}?{query}").context["found"].comments)


def decide(client, query, verb="spam", **fields):
    """Look at the page, then press one of its buttons."""
    picked = client.get(f"{BULK}?{query}").context["decide"]["picked"].value()
    return client.post(f"{BULK}?{query}", {"picked": picked, "verb": verb} | fields, follow=True)


def test_nothing_is_sought_before_it_is_said_what(moderator_client, spam):
    page = moderator_client.get(BULK)
    assert (page.context["sought"], page.status_code) == (None, 200)
    assertNotContains(page, "Cheap pills")


def test_comments_are_found_by_words(moderator_client, spam, other):
    page = moderator_client.get(f"{BULK}?phrase=PILLS")
    assert list(page.context["found"].comments) == spam
    assertContains(page, "3 comments")


def test_comments_are_found_by_author(moderator_client, article, other):
    mine = make_comment(article, email="a@mail.example")
    page = moderator_client.get(f"{BULK}?author={mine.commenter_id}")
    assert list(page.context["found"].comments) == [mine]
    assertContains(page, "a@mail.example")


def test_comments_are_found_by_the_network_of_one(moderator_client, spam, other):
    assert found(moderator_client, f"network_of={spam[0].pk}") == spam


def test_comments_are_found_by_selection(moderator_client, spam, other):
    query = f"comment={spam[0].pk}&comment={other.pk}&comment=x&comment={'9' * 30}"
    assert found(moderator_client, query) == [spam[0], other]


def test_comments_are_found_in_other_queues(moderator_client, article, spam):
    public = make_comment(article, text="More pills", status="approved")
    assert found(moderator_client, "phrase=pills&queue=approved") == [public]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("phrase=*", "at least two letters"),
        ("phrase=pills&queue=nowhere", "Select a valid choice"),
        ("author=99", "Select a valid choice"),
        (f"author={'9' * 30}", "Select a valid choice"),
        ("network_of=x", "Select a valid choice"),
        ("phrase=pills&after=nonsense", "There is no such page"),
        ("phrase=a%00b", "Null characters are not allowed"),
    ],
)
def test_what_is_not_understood_finds_nothing(moderator_client, spam, query, said):
    page = moderator_client.get(f"{BULK}?{query}")
    assertContains(page, said, status_code=422)
    assert page.context["sought"] is None


def test_only_the_first_are_shown_and_all_are_decided_on(moderator_client, spam, monkeypatch):
    monkeypatch.setattr("comments.desk.bulk.SHOWN", 1)
    page = moderator_client.get(f"{BULK}?phrase=pills")
    assertContains(page, "The first 1 of them")
    assertContains(page, "Cheap pills", count=1)
    decide(moderator_client, "phrase=pills")
    assert statuses(spam) == ["spam"] * 3


def test_what_is_more_than_one_act_takes_is_left_for_the_next(moderator_client, spam, monkeypatch):
    monkeypatch.setattr(moderation, "MOST_AT_ONCE", 2)
    page = moderator_client.get(f"{BULK}?phrase=pills")
    assertContains(page, "2 comments")
    rest = moderator_client.get(page.context["further"])
    assert list(rest.context["found"].comments) == spam[2:]
    assertNotContains(rest, "look further")


def test_all_are_decided_on_in_one_act_that_can_be_undone(moderator_client, spam, other):
    page = decide(moderator_client, "phrase=pills")
    act = Act.objects.get()
    assert (act.verb, act.number, statuses([*spam, other])) == (
        "spam",
        3,
        ["spam"] * 3 + ["pending"],
    )
    assertContains(page, "3 comments marked as spam.")
    assertContains(page, f'<input type="hidden" name="act" value="{act.pk}">', html=True)
    moderator_client.post("/desk/comments/undo/", {"act": act.pk})
    assert statuses(spam) == ["pending"] * 3


def test_only_what_was_shown_is_decided_on(moderator_client, article, spam):
    picked = moderator_client.get(f"{BULK}?phrase=pills").context["decide"]["picked"].value()
    late = make_comment(article, text="Late pills")
    moderator_client.post(f"{BULK}?phrase=pills", {"picked": picked, "verb": "remove"})
    assert statuses([*spam, late]) == ["removed"] * 3 + ["pending"]


def test_what_somebody_else_decided_on_meanwhile_is_left_alone_and_told(moderator_client, spam):
    picked = moderator_client.get(f"{BULK}?phrase=pills").context["decide"]["picked"].value()
    moderation.approve(spam[0], moderator=make_user())
    page = moderator_client.post(BULK, {"picked": picked, "verb": "spam"}, follow=True)
    assert statuses(spam) == ["approved", "spam", "spam"]
    assertContains(page, "1 comment decided on by others meanwhile")


def test_what_its_author_took_back_is_not_approved_and_told(moderator_client, spam, article):
    Comment.objects.filter(pk=spam[0].pk).update(deleted_at=spam[0].created_at)
    page = decide(moderator_client, "phrase=pills", "approve")
    assert statuses(spam) == ["pending", "approved", "approved"]
    assertContains(page, "1 comment taken back by their authors")


def test_where_nothing_changes_that_is_said(moderator_client, spam):
    picked = moderator_client.get(f"{BULK}?phrase=pills").context["decide"]["picked"].value()
    for _ in range(2):
        page = moderator_client.post(BULK, {"picked": picked, "verb": "spam"}, follow=True)
    assertContains(page, "Nothing was changed.")


def test_many_are_rejected_for_a_reason(moderator_client, spam):
    decide(moderator_client, "phrase=pills", "reject", reason="off-topic")
    assert (Act.objects.get().reason, statuses(spam)) == ("off-topic", ["rejected"] * 3)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"verb": "reject"}, "Choose a reason to reject"),
        ({"verb": "feature"}, "Select a valid choice"),
        ({"picked": "1:2:3"}, "This page is damaged"),
        ({"reason": "whim"}, "Select a valid choice"),
    ],
)
def test_a_press_that_is_refused_changes_nothing(moderator_client, spam, fields, said):
    page = decide(moderator_client, "phrase=pills", **fields)
    assertContains(page, said, status_code=422)
    assert not Act.objects.exists()


def test_the_word_of_a_refused_press_stays(moderator_client, spam):
    page = decide(moderator_client, "phrase=pills", "reject")
    assert page.context["decide"]["picked"].value()
    assertContains(page, 'value="pills"', status_code=422)


def test_more_comments_cost_no_more_queries(
    moderator_client, spam, article, django_assert_num_queries
):
    with django_assert_num_queries(8) as first:
        moderator_client.get(f"{BULK}?phrase=pills")
    make_comment(article, text="More pills")
    with django_assert_num_queries(len(first)):
        moderator_client.get(f"{BULK}?phrase=pills")
