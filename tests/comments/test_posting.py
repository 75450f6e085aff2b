import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from comments import posting
from comments.models import Comment, Commenter, Decision, Policy
from masthead import versions
from tests.factories import make_comment
from tests.factories.comments import make_post

pytestmark = pytest.mark.django_db
Status = Comment.Status


@pytest.fixture
def live(article):
    return Article.objects.live().get(pk=article.pk)


def test_a_comment_is_kept_with_its_html_and_its_findings(live):
    comment = posting.post(live, make_post(text="<b>Hi", name="Ana", email="Ana@mail.example"))
    revision = comment.revisions.get()
    assert (comment.status, comment.name) == (Status.PENDING, "Ana")
    assert (revision.text, revision.html) == (
        "<b>Hi",
        "<p>&lt;b&gt;Hi</p>",
    )
    assert [finding["check"] for finding in revision.findings] == ["everything_held"]


def test_what_screening_decided_is_logged(live):
    comment = posting.post(live, make_post())
    decision = Decision.objects.get(comment=comment)
    assert (decision.from_status, decision.to_status) == ("", Status.PENDING)
    assert (decision.moderator, decision.check_name) == (None, "everything_held")


def test_where_nothing_is_held_a_comment_is_public_at_once(live):
    Policy.objects.create(mode="none-held")
    comment = posting.post(live, make_post())
    assert comment.is_public
    assert comment.shown == comment.revisions.get()


def test_posting_a_held_comment_raises_no_version(live):
    posting.post(live, make_post())
    assert versions.number(versions.article_key(live.pk)) == 0


def test_one_address_is_one_commenter_however_it_is_typed(live):
    posting.post(live, make_post(email="ana@mail.example"))
    posting.post(live, make_post(email="ANA@mail.example"))
    assert Commenter.objects.count() == 1


def test_the_same_post_within_ten_minutes_is_the_first_comment(live):
    post = make_post()
    first = posting.post(live, post)
    assert posting.post(live, post) == first
    assert (Comment.objects.count(), Decision.objects.count()) == (1, 1)


def test_the_same_text_later_that_day_is_refused(live):
    post = make_post()
    with time_machine.travel(dt.datetime(2019, 3, 28, 12, 0, tzinfo=dt.UTC), tick=False):
        posting.post(live, post)
    later = dt.datetime(2019, 3, 28, 12, 11, tzinfo=dt.UTC)
    with time_machine.travel(later, tick=False), pytest.raises(posting.NotTaken, match="already"):
        posting.post(live, post)


def test_the_same_text_on_the_next_day_is_taken(live):
    post = make_post()
    with time_machine.travel(dt.datetime(2019, 3, 28, 12, 0, tzinfo=dt.UTC), tick=False):
        first = posting.post(live, post)
    with time_machine.travel(dt.datetime(2019, 3, 29, 12, 1, tzinfo=dt.UTC), tick=False):
        assert posting.post(live, post) != first


def test_the_same_text_as_a_reply_or_from_another_is_another_comment(live):
    Policy.objects.create(mode="none-held")
    first = posting.post(live, make_post(text="Yes.", email="ana@mail.example"))
    posting.post(live, make_post(text="Yes.", email="ana@mail.example", parent=first.pk))
    posting.post(live, make_post(text="Yes.", email="bo@mail.example"))
    assert Comment.objects.count() == 3


def test_a_reply_stands_under_what_it_answers(live):
    parent = make_comment(live, status=Status.APPROVED)
    reply = posting.post(live, make_post(parent=parent.pk))
    assert (reply.parent, reply.path) == (parent, parent.path + "000001")


def test_a_reply_to_the_fourth_level_keeps_its_parent_and_stands_beside_it(live):
    Policy.objects.create(mode="none-held")
    comment = None
    for _ in range(5):
        comment = posting.post(live, make_post(parent=comment.pk if comment else None))
    assert comment.path == "000001" * 3 + "000002"
    assert comment.parent.path == "000001" * 4


@pytest.mark.parametrize("status", [Status.PENDING, Status.REMOVED, Status.SPAM])
def test_a_reply_to_what_is_not_public_is_refused(live, status):
    parent = make_comment(live, status=status)
    with pytest.raises(posting.NotTaken, match="no longer there"):
        posting.post(live, make_post(parent=parent.pk))


def test_a_reply_to_a_comment_on_another_article_is_refused(live):
    elsewhere = make_comment(status=Status.APPROVED)
    with pytest.raises(posting.NotTaken):
        posting.post(live, make_post(parent=elsewhere.pk))


def test_a_closed_article_takes_no_comment(live):
    Policy.objects.create(article=live, mode="closed")
    with pytest.raises(posting.NotTaken, match="closed"):
        posting.post(live, make_post())


def test_a_filled_honeypot_is_refused_and_nothing_is_kept(live):
    with pytest.raises(posting.NotTaken, match="program"):
        posting.post(live, make_post(honeypot="x"))
    assert (Comment.objects.count(), Commenter.objects.count()) == (0, 0)


def test_a_refused_post_does_not_tell_whose_comment_an_email_is_of(live):
    posting.post(live, make_post(text="Mine.", email="ana@mail.example"))
    probe = make_post(text="Mine.", email="ana@mail.example", honeypot="x")
    with pytest.raises(posting.NotTaken, match="program"):
        posting.post(live, probe)


def test_a_finding_names_the_policy_row(live):
    policy = Policy.objects.create(mode="all-held", minimum_seconds=30)
    comment = posting.post(live, make_post(seconds=20))
    findings = {finding["check"]: finding for finding in comment.revisions.get().findings}
    assert {finding["policy"] for finding in findings.values()} == {policy.pk}
    assert "20 s" in findings["typed_too_fast"]["detail"]


def queries_of_a_post(live):
    with CaptureQueriesContext(connection) as queries:
        posting.post(live, make_post())
    return len(queries)


def test_posting_costs_the_same_however_many_comments_there_are(live):
    make_comment(live)
    few = queries_of_a_post(live)
    for _ in range(20):
        make_comment(live)
    assert queries_of_a_post(live) == few
