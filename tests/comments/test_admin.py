import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains

from comments import moderation
from comments.admin import CommentAdmin
from comments.models import Comment, Decision, Policy
from tests.factories import make_comment, make_section

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/"
VERBS = [
    ("approved", Comment.Status.APPROVED),
    ("rejected", Comment.Status.REJECTED),
    ("marked_as_spam", Comment.Status.SPAM),
    ("removed", Comment.Status.REMOVED),
]


def change_page(comment):
    return reverse("admin:comments_comment_change", args=[comment.pk])


def listed(client, query=""):
    return set(client.get(QUEUE + query).context["cl"].result_list)


def test_the_list_opens_on_what_waits(moderator_client):
    pending = make_comment()
    make_comment(status=Comment.Status.APPROVED)
    assert listed(moderator_client) == {pending}


def test_the_other_queues_and_all_are_a_click_away(moderator_client):
    pending, spam = make_comment(), make_comment(status=Comment.Status.SPAM)
    assert listed(moderator_client, "?queue=spam") == {spam}
    assert listed(moderator_client, "?queue=all") == {pending, spam}
    html = moderator_client.get(QUEUE).content.decode()
    assert html.count("?queue=all") == 1


def test_the_list_shows_text_reason_and_author(moderator_client):
    make_comment(text="What a day.", name="Ana")
    html = moderator_client.get(QUEUE).content.decode()
    assert all(words in html for words in ("What a day.", "Ana", "The policy holds every comment."))


def test_a_comment_is_found_by_its_words_and_its_author(moderator_client):
    wanted = make_comment(text="A rare word", email="ana@mail.example")
    make_comment()
    assert listed(moderator_client, "?q=rare") == {wanted}
    assert listed(moderator_client, "?q=ana@mail") == {wanted}


def test_a_search_looks_at_the_newest_of_the_queue_and_says_so(moderator_client, monkeypatch):
    monkeypatch.setattr("comments.admin.comment.SEARCHED", 2)
    old, *newer = (make_comment(text="A rare word") for _ in range(3))
    make_comment(text="A rare word", status=Comment.Status.SPAM)
    assert listed(moderator_client, "?q=rare") == set(newer)
    assert old in listed(moderator_client)
    assertContains(moderator_client.get(QUEUE), "the newest 2,000 comments of a queue")


def test_the_list_counts_no_more_than_it_pages_and_says_so(moderator_client, monkeypatch):
    monkeypatch.setattr("masthead.bounded.BoundedPaginator.most", 2)
    monkeypatch.setattr(CommentAdmin, "list_per_page", 1)
    first, second, _ = (make_comment() for _ in range(3))
    assert listed(moderator_client) == {first}
    assert listed(moderator_client, "?p=2") == {second}
    assertContains(moderator_client.get(QUEUE), "There are more comments. Search or filter")


@pytest.mark.parametrize(("verb", "status"), VERBS)
def test_comments_are_decided_on_from_the_list(moderator_client, moderator, verb, status):
    comments = [make_comment(), make_comment()]
    data = {"action": verb, "_selected_action": [comment.pk for comment in comments]}
    response = moderator_client.post(QUEUE, data)
    assert {comment.status for comment in Comment.objects.all()} == {status}
    assert Decision.objects.filter(moderator=moderator, to_status=status).count() == 2
    (message,) = get_messages(response.wsgi_request)
    assert str(message) == f"2 comments {verb.replace('_', ' ')}."


@pytest.mark.parametrize(("verb", "status"), VERBS)
def test_a_comment_is_decided_on_from_its_page(moderator_client, verb, status):
    comment = make_comment()
    html = moderator_client.get(change_page(comment)).content.decode()
    assert f'value="{verb}"' in html
    data = {"CHANGE_FORM-action": verb, "_selected_action": comment.pk}
    response = moderator_client.post(change_page(comment), data)
    assert response.status_code == 302
    comment.refresh_from_db()
    assert comment.status == status


def test_the_page_shows_the_text_as_readers_would_see_it_and_every_decision(moderator_client):
    comment = make_comment(text="See https://a.example", status=Comment.Status.SPAM)
    html = moderator_client.get(change_page(comment)).content.decode()
    assert 'rel="ugc nofollow noopener"' in html
    assert "links" in html
    assert comment.commenter.email in html


def test_the_page_of_a_reply_says_whom_it_answers(moderator_client):
    parent = make_comment(status=Comment.Status.APPROVED, name="Ana")
    reply = make_comment(parent.article, parent=parent.pk)
    html = moderator_client.get(change_page(reply)).content.decode()
    assert f'<a href="{change_page(parent)}">Ana</a>' in html
    assert f'href="{parent.article.get_absolute_url()}#comments"' in html


def test_a_long_comment_is_cut_in_the_list_and_whole_on_its_page(moderator_client):
    comment = make_comment(text="word " * 200 + "end.")
    assert "end." not in moderator_client.get(QUEUE).content.decode()
    assert "end." in moderator_client.get(change_page(comment)).content.decode()


def test_only_a_public_comment_has_a_link_to_the_site(moderator_client):
    public = make_comment(status=Comment.Status.APPROVED)
    address = public.get_absolute_url()
    assert address in moderator_client.get(change_page(public)).content.decode()
    pending = make_comment()
    assert (
        pending.get_absolute_url()
        not in moderator_client.get(change_page(pending)).content.decode()
    )


def test_a_comment_by_the_staff_has_no_email(moderator_client, moderator):
    comment = make_comment()
    Comment.objects.filter(pk=comment.pk).update(commenter=None, user=moderator)
    assert "(staff)" in moderator_client.get(change_page(comment)).content.decode()


def test_nobody_edits_adds_or_deletes_a_comment(administrator_client):
    comment = make_comment()
    for address in (
        reverse("admin:comments_comment_add"),
        reverse("admin:comments_comment_delete", args=[comment.pk]),
    ):
        assert administrator_client.get(address).status_code == 403
    response = administrator_client.post(change_page(comment), {"name": "Other", "_save": "1"})
    assert response.status_code == 403


def test_a_reporter_sees_no_comment(reporter_client):
    assert reporter_client.get(QUEUE).status_code == 403


def test_who_may_only_look_decides_nothing(reporter_client, reporter):
    reporter.user_permissions.add(
        *reporter.user_permissions.model.objects.filter(codename="view_comment")
    )
    comment = make_comment()
    data = {"action": "approved", "_selected_action": [comment.pk]}
    reporter_client.post(QUEUE, data)
    comment.refresh_from_db()
    assert comment.status == Comment.Status.PENDING


def test_the_list_costs_the_same_for_many_comments(moderator_client, django_assert_num_queries):
    def count_queries():
        with CaptureQueriesContext(connection) as queries:
            moderator_client.get(QUEUE)
        return len(queries)

    article = make_comment().article
    few = count_queries()
    for _ in range(10):
        make_comment(article)
    assert count_queries() == few


def test_a_policy_is_added_with_its_author_and_never_changed(editor_client, editor, article):
    section = make_section()
    response = editor_client.post(
        reverse("admin:comments_policy_add"),
        {"section": section.pk, "mode": "closed", "legal_hold": "unknown"},
    )
    assert response.status_code == 302
    policy = Policy.objects.get()
    assert (policy.created_by, policy.section, policy.legal_hold) == (editor, section, None)
    address = reverse("admin:comments_policy_change", args=[policy.pk])
    assert editor_client.get(address).status_code == 200
    assert editor_client.post(address, {"mode": ""}).status_code == 403


def test_the_list_of_policies_says_for_what_they_are(moderator_client, article):
    Policy.objects.create()
    Policy.objects.create(article=article)
    html = moderator_client.get(reverse("admin:comments_policy_changelist")).content.decode()
    assert "the whole site" in html
    assert article.slug in html


def test_a_policy_for_two_scopes_is_refused_at_the_form(editor_client, article):
    response = editor_client.post(
        reverse("admin:comments_policy_add"),
        {"section": make_section().pk, "article": article.pk, "legal_hold": "unknown"},
    )
    assert "for the site, a section or an article" in response.content.decode()


def test_the_admin_leads_to_the_desk(moderator_client):
    comment = make_comment()
    assert 'href="/desk/comments/"' in moderator_client.get(QUEUE).content.decode()
    html = moderator_client.get(change_page(comment)).content.decode()
    assert f'href="/desk/comments/{comment.pk}/"' in html
    assert "/history/" not in html


def test_a_moderators_name_is_no_link_to_the_account(moderator_client, moderator):
    comment = moderation.reject(make_comment(), moderator=moderator)
    html = moderator_client.get(change_page(comment)).content.decode()
    assert "Mo Moderator" in html
    assert f"/user/{moderator.pk}/" not in html
