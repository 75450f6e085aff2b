import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import authors
from comments.models import AuthorNote, Ban, Commenter, Report
from tests.factories import make_comment, make_user

ANA = "ana@mail.example"
NET, OTHER_NET = "192.0.2.0/24", "198.51.100.0/24"


def history(*comments):
    return authors.histories(comments)[comments[0].commenter_id]


def test_an_authors_comments_are_counted_by_status(article):
    made = [
        make_comment(article, email=ANA, status=status)
        for status in ("approved", "approved", "rejected", "spam", "removed", "pending")
    ]
    make_comment(article, status="spam")
    found = history(made[0])
    counted = found.approved, found.rejected, found.spam, found.removed, found.pending
    assert counted == (2, 1, 1, 1, 1)
    assert (found.first_seen, found.last_seen) == (made[0].created_at, made[-1].created_at)
    assert not found.has_more


def test_no_more_than_the_newest_comments_are_read(article, monkeypatch):
    monkeypatch.setattr(authors, "NEWEST", 2)
    oldest = make_comment(article, email=ANA, status="approved")
    newest = [make_comment(article, email=ANA, status="spam") for _ in range(2)]
    found = history(*newest)
    assert (found.approved, found.spam, found.has_more) == (0, 2, True)
    assert found.first_seen == oldest.created_at


def test_the_names_used_with_an_address_are_told_newest_first_without_erased_ones(article):
    for name in ("Ana", "Anna", "Ana", ""):
        comment = make_comment(article, email=ANA, name=name)
    assert history(comment).names == ("Ana", "Anna")


def test_names_of_others_from_the_same_network_are_told(article):
    mine = make_comment(article, email=ANA, name="Ana", network=NET)
    make_comment(article, name="Bo", network=NET)
    make_comment(article, name="Ana", network=NET)
    make_comment(article, name="Cy", network=OTHER_NET)
    make_comment(article, name="Di")
    assert history(mine).names_near == ("Bo",)


def test_an_author_is_proven_by_one_proven_comment(article):
    comment = make_comment(article, email=ANA)
    assert not history(comment).is_proven
    make_comment(article, email=ANA, is_proven=True)
    assert history(comment).is_proven


def test_an_author_is_banned_while_a_ban_of_the_address_is_in_force(article):
    comment = make_comment(article)
    now = timezone.now()
    ban = Ban.objects.create(
        commenter=comment.commenter, reason="spam", created_at=now, created_by=make_user()
    )
    assert history(comment).is_banned
    Ban.objects.filter(pk=ban.pk).update(until=now)
    assert not history(comment).is_banned


def test_an_author_is_banned_by_a_ban_of_the_comments_network(article):
    comment, other = make_comment(article, network=NET), make_comment(article)
    Ban.objects.create(
        network=comment.network,
        until=timezone.now() + dt.timedelta(days=1),
        reason="spam",
        created_at=timezone.now(),
        created_by=make_user(),
    )
    found = authors.histories([comment, other])
    assert [found[each.commenter_id].is_banned for each in (comment, other)] == [True, False]


def test_notes_on_an_author_are_counted(article):
    comment = make_comment(article)
    for text in ("Polite.", "Less polite."):
        AuthorNote.objects.create(
            commenter=comment.commenter, text=text, at=timezone.now(), author=make_user()
        )
    assert history(comment).notes == 2


def test_a_page_of_comments_costs_as_many_queries_as_one(article, django_assert_num_queries):
    made = [make_comment(article, network=NET) for _ in range(5)]
    with CaptureQueriesContext(
        connection,
    ) as one:
        authors.histories(made[:1])
    with django_assert_num_queries(len(one)):
        authors.histories(made)


def test_staff_have_no_history(article):
    comment = make_comment(article)
    comment.commenter = None
    assert authors.histories([comment]) == {}


def test_a_reader_without_comments_has_no_history(db):
    assert authors.history(Commenter.objects.create(email_key="0")) is None


def test_neighbours_are_others_from_an_authors_networks_the_busiest_first(article):
    mine = make_comment(article, email=ANA, network=NET)
    for email in ("bo@mail.example", "cy@mail.example", "cy@mail.example"):
        make_comment(article, email=email, network=NET)
    make_comment(article, network=OTHER_NET)
    make_comment(article, email=ANA)
    found = authors.neighbours(mine.commenter)
    assert [(each.commenter.email, each.comments) for each in found] == [
        ("cy@mail.example", 2),
        ("bo@mail.example", 1),
    ]


def test_reports_against_an_author_are_found_newest_first(article):
    comments = [make_comment(article, email=ANA, status="approved") for _ in range(2)]
    comments.append(make_comment(article, status="approved"))
    reports = [
        Report.objects.create(comment=each, reporter="1", reason="abuse", at=timezone.now())
        for each in comments
    ]
    assert list(authors.reports_against(comments[0].commenter)) == [reports[1], reports[0]]
