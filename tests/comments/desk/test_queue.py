"""What moderators see of the queues and of one comment."""

import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import moderation, queues
from comments.models import Comment, CommentRevision
from comments.screening import Finding, Outcome, Verdict
from tests.factories import make_comment

pytestmark = pytest.mark.django_db
Status = Comment.Status
QUEUE = "/desk/comments/"


def shown(response):
    return [case.comment for case in response.context["cases"]]


def edit(comment, text):
    finding = Finding(check="links", verdict=Verdict.HOLD, detail="One link too many.")
    revision = CommentRevision.objects.create(
        comment=comment,
        number=2,
        text=text,
        html=f"<p>{text}</p>",
        findings=[finding.as_json()],
        created_at=timezone.now(),
    )
    return moderation.receive(revision, Outcome(verdict=Verdict.HOLD, findings=(finding,)))


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(client):
    response = client.get(f"{QUEUE}?queue=spam")
    assert response.status_code in {302, 303}
    assert response.url == "/admin/login/?next=%2Fdesk%2Fcomments%2F%3Fqueue%3Dspam"


def test_who_may_not_moderate_is_kept_out(reporter_client, moderator_client, moderator):
    assert reporter_client.get(QUEUE).status_code == 403
    moderator.is_staff = False
    moderator.save()
    assert moderator_client.get(QUEUE).status_code == 403


def test_the_desk_opens_on_what_waits_the_oldest_first(moderator_client):
    first, second = make_comment(), make_comment()
    make_comment(status=Status.APPROVED)
    assert shown(moderator_client.get(QUEUE)) == [first, second]
    assert shown(moderator_client.get(f"{QUEUE}?order=newest")) == [second, first]


def test_an_empty_queue_says_so(moderator_client):
    assert "Nothing waits." in moderator_client.get(QUEUE).text
    assert "No comments here." in moderator_client.get(f"{QUEUE}?queue=spam").text


def test_the_tabs_say_how_many_are_in_each_queue_and_why_they_wait(moderator_client):
    make_comment()
    html = re.sub(r"\s+", " ", moderator_client.get(QUEUE).text)
    assert 'Pending <span class="number">1</span>' in html
    assert 'everything held <span class="number">1</span>' in html
    assert "Why they wait" not in moderator_client.get(f"{QUEUE}?queue=spam").text


def test_a_long_queue_is_said_to_be_long(moderator_client, monkeypatch):
    monkeypatch.setattr("comments.desk.queue.COUNTED", 1)
    for _ in range(2):
        make_comment()
    assert '<span class="number">1+</span>' in moderator_client.get(QUEUE).text


def test_a_comment_is_shown_with_who_where_and_why(moderator_client):
    parent = make_comment(status=Status.APPROVED, name="Bo", text="What now?")
    make_comment(
        parent.article, parent=parent.pk, name="Ana", email="ana@mail.example", text="Wait."
    )
    html = moderator_client.get(QUEUE).text
    for words in (
        "Ana",
        "ana@mail.example",
        parent.article.editions.get().headline,
        "In reply to <bdi>Bo</bdi>",
        "What now?",
        "Wait.",
        "The policy holds every comment.",
        "first seen",
    ):
        assert words in html


def test_what_screening_found_in_the_text_is_marked(moderator_client):
    revision = make_comment(text="Buy <pills>, today").revisions.get()
    revision.findings = [
        {"detail": "A word.", "spans": [[4, 11]], "field": "text"},
        {"detail": "A name.", "spans": [[0, 3]], "field": "name"},
        {"detail": "No place.", "spans": None},
    ]
    revision.save()
    assert "Buy <mark>&lt;pills&gt;</mark>, today" in moderator_client.get(QUEUE).text


def test_an_edit_is_shown_with_what_it_changes(moderator_client):
    comment = make_comment(text="Old words.", status=Status.APPROVED)
    edit(comment, "New words.")
    html = moderator_client.get(QUEUE).text
    assert "<del>Old</del><ins>New</ins> words." in html
    assert "Edit of a public comment" in html
    assert "One link too many." in html


def test_readers_reports_are_shown_with_their_reasons(moderator_client):
    comment = make_comment(status=Status.APPROVED)
    for reporter, details in (("a", "He means <me>."), ("b", "")):
        comment.reports.create(
            reporter=reporter, reason="abuse", details=details, at=timezone.now()
        )
    moderation.bring_back(comment, at=timezone.now())
    html = moderator_client.get(f"{QUEUE}?queue=reported").text
    assert "insult, threat or hatred (2)" in re.sub(r"\s+", " ", html)
    assert "He means &lt;me&gt;." in html


def test_the_last_decision_is_told(moderator_client, moderator):
    moderation.reject(make_comment(), moderator=moderator, reason="abuse")
    html = moderator_client.get(f"{QUEUE}?queue=mine").text
    assert "Rejected by Mo Moderator just now: abuse" in html


def test_what_is_left_of_an_erased_author_breaks_nothing(moderator_client):
    comment = make_comment(name="Ana")
    comment.commenter.email = ""
    comment.commenter.save()
    Comment.objects.filter(pk=comment.pk).update(name="", deleted_at=timezone.now())
    html = moderator_client.get(QUEUE).text
    assert "address erased" in html
    assert "Name removed" in html
    assert "Taken back by its author" in html


def test_the_author_is_shown_with_other_names_neighbours_notes_and_bans(
    moderator_client, moderator
):
    comment = make_comment(name="Ana", email="ana@mail.example")
    make_comment(name="Anna B.", email="ana@mail.example")
    make_comment(name="Bo")
    Comment.objects.update(network="1:aa")
    author = comment.commenter
    author.notes.create(text="Kind.", at=timezone.now(), author=moderator)
    author.bans.create(reason="abuse", created_at=timezone.now(), created_by=moderator)
    html = moderator_client.get(f"{QUEUE}{comment.pk}/").text
    assert re.search(r"Also as\s+<bdi>Anna B\.</bdi>", html)
    assert re.search(r"From the same network:\s+<bdi>Bo</bdi>", html)
    assert "Banned" in html
    assert "1 note" in html


def test_what_a_reply_answers_may_not_be_public_any_more(moderator_client, moderator):
    parent = make_comment(text="Secret.")
    done = moderation.act([parent.pk], verb="approve", moderator=moderator)
    reply = make_comment(parent.article, parent=parent.pk)
    moderation.undo(done.act, moderator=moderator)
    html = moderator_client.get(f"{QUEUE}{reply.pk}/").text
    assert "(not shown)" in html
    assert "Secret." not in html


def test_the_actions_under_a_public_comment_cost_no_query(moderator, rf, django_assert_num_queries):
    pk = make_comment(status=Status.APPROVED).pk
    comment = Comment.objects.only("status", "turn", "is_featured").get(pk=pk)
    request = rf.get("/")
    request.user = moderator
    context = {"comment": comment, "next": "/articles/a/#comment-1"}
    with django_assert_num_queries(0):
        html = render_to_string("desk/comments/actions.html", context, request)
    assert 'name="next" value="/articles/a/#comment-1"' in html
    assert 'value="approve"' not in html
    assert 'value="remove"' in html


def test_a_comment_of_the_staff_has_a_badge_and_no_address(moderator_client, moderator):
    comment = make_comment()
    Comment.objects.filter(pk=comment.pk).update(commenter=None, user=moderator)
    html = moderator_client.get(QUEUE).text
    assert "Staff" in html
    assert "@mail.example" not in html


@pytest.mark.parametrize(
    "query", ["email= ANA@mail.example ", "article={slug}", "article={pk}", "q=rare", "why=links"]
)
def test_a_queue_is_filtered(moderator_client, query):
    wanted = make_comment(email="ana@mail.example", text="A rare word")
    Comment.objects.filter(pk=wanted.pk).update(held_for="links")
    make_comment()
    named = query.format(slug=f"/articles/{wanted.article.slug}/", pk=wanted.article_id)
    assert shown(moderator_client.get(f"{QUEUE}?{named}")) == [wanted]


def test_a_queue_is_filtered_by_days_of_the_paper(moderator_client, settings):
    comment = make_comment()
    today = timezone.localdate(comment.created_at)
    assert shown(moderator_client.get(f"{QUEUE}?since={today}&until={today}")) == [comment]
    assert shown(moderator_client.get(f"{QUEUE}?until=2020-01-01")) == []


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("email=nobody@mail.example", "Nobody has commented with this address."),
        ("article=no-such", "There is no such article."),
        ("article=" + "9" * 30, "There is no such article."),
        ("after=x", "There is no such page."),
        ("after=" + "9" * 18 + "-1", "There is no such page."),
        ("since=0001-01-01", "greater than"),
        ("since=9999-12-31", "less than"),
        ("q=%00", "Null characters"),
        ("queue=other", ""),
        ("why=" + "x" * 50, ""),
    ],
)
def test_a_filter_that_is_not_understood_shows_nothing_and_says_why(moderator_client, query, says):
    make_comment()
    response = moderator_client.get(f"{QUEUE}?{query}")
    assert response.status_code == 200
    assert shown(response) == []
    assert says in response.text


def test_the_next_page_keeps_the_filter(moderator_client, monkeypatch):
    monkeypatch.setattr(queues, "A_PAGE", 1)
    comments = [make_comment(name="Ana") for _ in range(2)]
    response = moderator_client.get(f"{QUEUE}?q=ana")
    assert shown(response) == comments[:1]
    [address] = re.findall(r'rel="next"\s+href="([^"]+)"', response.text)
    following = moderator_client.get(address.replace("&amp;", "&"))
    assert shown(following) == comments[1:]
    assert f'href="{QUEUE}?q=ana">First page' in following.text


def test_a_search_that_stops_says_how_far_it_came(moderator_client, monkeypatch):
    monkeypatch.setattr(queues, "STRETCH", 1)
    for _ in range(2):
        make_comment()
    html = moderator_client.get(f"{QUEUE}?q=nowhere").text
    assert "Nothing found so far." in html
    assert "Searched up to" in html
    assert "Search further" in html


def test_a_page_of_the_queue_costs_the_same_for_many_comments(moderator_client):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            moderator_client.get(QUEUE)
        return len(queries)

    parent = make_comment(status=Status.APPROVED)
    make_comment(parent.article, parent=parent.pk)
    edit(parent, "New.")
    few = cost()
    for _ in range(5):
        make_comment(parent.article, parent=parent.pk)
        edit(make_comment(status=Status.APPROVED), "New.")
    assert cost() == few


def test_one_comment_is_shown_with_all_its_texts_decisions_and_reports(moderator_client, moderator):
    comment = make_comment(text="Old words.", status=Status.APPROVED)
    edit(comment, "New words.")
    comment.reports.create(reporter="a", reason="abuse", details="Rude.", at=timezone.now())
    comment.reports.create(reporter="b", reason="spam", at=timezone.now())
    done = moderation.act([comment.pk], verb="remove", moderator=moderator, reason="legal")
    moderation.undo(done.act, moderator=moderator)
    comment.reports.create(reporter="c", reason="spam", at=timezone.now())
    html = moderator_client.get(f"{QUEUE}{comment.pk}/").text
    for words in (
        "Old words.",
        "New words.",
        "Removed by Mo",
        "Undone",
        "Rude.",
        "links",
        "– open",
    ):
        assert words in html


def test_a_comment_that_there_is_not_is_not_found(moderator_client):
    assert moderator_client.get(f"{QUEUE}{2**70}/").status_code == 404


def test_the_pages_of_the_desk_are_kept_by_nobody(moderator_client):
    assert moderator_client.get(QUEUE).headers["Cache-Control"] == "no-store, private"
