import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from articles import paging
from comments import banning
from comments.models import AuthorNote, Commenter, Report
from tests.factories import make_comment, make_user

NET = "192.0.2.0/24"


@pytest.fixture
def comment(article):
    return make_comment(article, name="Ana", text="Words of Ana.", network=NET, is_proven=True)


def page_of(comment):
    return f"/desk/comments/authors/{comment.commenter_id}/"


def test_an_authors_page_shows_address_history_and_comments(moderator_client, comment):
    page = moderator_client.get(page_of(comment))
    for words in (comment.commenter.email, "The address is proven", "Words of Ana."):
        assertContains(page, words)
    assertContains(page, f"/desk/comments/bans/new/?author={comment.commenter_id}")
    assertContains(page, f"/desk/comments/bulk/?author={comment.commenter_id}")


def test_an_author_who_proved_nothing_is_said_so(moderator_client, article):
    page = moderator_client.get(page_of(make_comment(article)))
    assertContains(page, "The address was never proven")


def test_an_author_without_comments_has_a_page(moderator_client):
    Commenter.objects.create(pk=7, email_key="0")
    page = moderator_client.get("/desk/comments/authors/7/")
    assertContains(page, "(erased)")
    assertContains(page, "No comments of this author are kept.")


@pytest.mark.parametrize("pk", ["99", "9" * 30])
def test_an_author_who_does_not_exist_has_no_page(moderator_client, pk):
    assert moderator_client.get(f"/desk/comments/authors/{pk}/").status_code == 404


def test_what_else_came_from_an_authors_network_is_shown(moderator_client, article, comment):
    other = make_comment(article, network=NET)
    page = moderator_client.get(page_of(comment))
    assertContains(page, f'<a href="{page_of(other)}">{other.commenter.email}</a>', html=True)


def test_reports_against_an_author_are_shown(moderator_client, comment):
    Report.objects.create(comment=comment, reporter="1", reason="abuse", at=timezone.now())
    assertContains(moderator_client.get(page_of(comment)), "Insult, threat or hatred")


def test_reports_that_were_decided_on_are_not_open(moderator_client, comment):
    Report.objects.create(
        comment=comment,
        reporter="1",
        reason="abuse",
        at=timezone.now(),
        decision=comment.decisions.get(),
    )
    assertNotContains(moderator_client.get(page_of(comment)), ">Open<")


def test_bans_of_an_author_are_shown_with_a_button_to_lift_them(moderator_client, comment):
    target = banning.Target(commenter=comment.commenter)
    banning.ban(target, banning.Terms(reason="abuse", until=None), moderator=make_user())
    page = moderator_client.get(page_of(comment))
    assertContains(page, "Banned for good")
    assertContains(page, f"/desk/comments/bans/{comment.commenter.bans.get().pk}/lift/")


def test_older_comments_are_on_further_pages(moderator_client, article, monkeypatch):
    monkeypatch.setattr("comments.desk.authors.A_PAGE", 2)
    made = [make_comment(article, email="a@mail.example", text=f"No. {n}") for n in range(3)]
    first = moderator_client.get(page_of(made[0]))
    after = paging.write(made[1].created_at, made[1].pk)
    assertContains(first, f'href="?after={after}"')
    second = moderator_client.get(f"{page_of(made[0])}?after={after}")
    assert [comment.pk for comment in second.context["comments"]] == [made[0].pk]
    assertContains(second, "Newest comments")


def test_a_page_of_an_authors_comments_that_does_not_exist_is_not_found(moderator_client, comment):
    assert moderator_client.get(f"{page_of(comment)}?after=nonsense").status_code == 404


def test_a_note_is_kept_with_its_author_and_shown(moderator_client, moderator, comment):
    there = f"{page_of(comment)}#notes"
    answer = moderator_client.post(
        f"{page_of(comment)}notes/", {"text": "Knows the council.", "next": there}
    )
    note = AuthorNote.objects.get()
    assert (answer.status_code, answer.url) == (303, there)
    assert (note.commenter, note.author) == (comment.commenter, moderator)
    assertContains(moderator_client.get(page_of(comment)), "Knows the council.")


@pytest.mark.parametrize("text", ["", "x" * 2001, "a\x00b"])
def test_a_note_that_is_refused_is_not_kept(moderator_client, comment, text):
    answer = moderator_client.post(f"{page_of(comment)}notes/", {"text": text})
    assertContains(answer, "errorlist", status_code=422)
    assert not AuthorNote.objects.exists()


def test_more_comments_cost_no_more_queries(
    moderator_client, article, comment, django_assert_max_num_queries
):
    for _ in range(5):
        make_comment(article, email=comment.commenter.email, network=NET)
        make_comment(article, network=NET)
    with django_assert_max_num_queries(25):
        moderator_client.get(page_of(comment))
