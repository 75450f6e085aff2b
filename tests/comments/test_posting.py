import datetime as dt

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from comments import posting
from comments.models import Comment, Commenter, Decision, Policy, Subscription, Tally
from comments.screening import Verdict
from masthead import versions
from tests.factories import make_comment, make_user
from tests.factories.comments import make_post, make_word_rule

pytestmark = pytest.mark.django_db
Status = Comment.Status
HERE, THERE = "192.0.2.0/24", "198.51.100.0/24"


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
    first = posting.post(live, make_post(text="Yes.", email="ana@mail.example", network=HERE))
    posting.post(live, make_post(text="Yes.", email="ana@mail.example", parent=first.pk))
    posting.post(live, make_post(text="Yes.", email="bo@mail.example", network=THERE))
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


def refused(live, match, **fields):
    with pytest.raises(posting.NotTaken, match=match) as told:
        posting.post(live, make_post(**fields))
    return told.value


def test_a_refusal_keeps_nothing_but_its_number_of_the_day(live):
    make_word_rule("casino", action="reject")
    for _ in range(2):
        refused(live, "“casino” here", text="My casino", email="ana@mail.example")
    refused(live, "by a program", honeypot="x")
    tallies = Tally.objects.values_list("what", "number", "day")
    assert set(tallies) == {
        ("refused:forbidden_words", 2, timezone.localdate()),
        ("refused:honeypot", 1, timezone.localdate()),
    }
    assert (Comment.objects.count(), Commenter.objects.count()) == (0, 0)


def test_a_reply_to_nothing_is_no_refusal_of_a_check(live):
    assert refused(live, "no longer there", parent=999).check == ""
    assert Tally.objects.count() == 0


def test_the_second_of_an_author_s_comments_waits_fifteen_seconds(live):
    with time_machine.travel(dt.datetime(2026, 3, 28, 12, 0, tzinfo=dt.UTC), tick=False) as clock:
        posting.post(live, make_post(email="ana@mail.example", is_proven=True))
        refused(live, "wait 15 more seconds", email="ana@mail.example", is_proven=True)
        posting.post(live, make_post(email="ana@mail.example"))
        clock.shift(15)
        posting.post(live, make_post(email="ana@mail.example", is_proven=True))
    assert Comment.objects.count() == 3


def test_the_hundredth_comment_of_a_network_is_refused_and_the_tenth_held(live):
    Policy.objects.create(mode="none-held", network_holds_from=2, network_refuses_from=3)
    taken = [posting.post(live, make_post(network=HERE)) for _ in range(3)]
    assert [comment.is_public for comment in taken] == [True, True, False]
    refused(live, "the network that you use", network=HERE)


def test_a_double_click_is_no_second_comment_to_any_limit(live):
    post = make_post(email="ana@mail.example", is_proven=True, network=HERE)
    Policy.objects.create(network_refuses_from=1)
    first = posting.take(live, post)
    assert posting.take(live, post) == posting.Taken(comment=first.comment, is_new=False)
    Policy.objects.create(mode="closed")
    assert not posting.take(live, post).is_new


def answers(live, **fields):
    """Return what a stranger sees of the answer to a post with each of two emails."""
    told = []
    for email in ("ana@mail.example", "nobody@mail.example"):
        try:
            with transaction.atomic():
                taken = posting.take(live, make_post(email=email, **fields))
                told.append((taken.is_new, taken.comment.status, bool(taken.comment.shown)))
                transaction.set_rollback(True)
        except posting.NotTaken as refusal:
            told.append(str(refusal))
    return told


@pytest.mark.parametrize("minutes", [1, 60])
@pytest.mark.parametrize("network", [HERE, THERE])
@pytest.mark.parametrize("change", ["", "!!"])
def test_no_answer_tells_whose_email_a_public_text_is_of(live, minutes, network, change):
    Policy.objects.create(mode="none-held")
    text = "A text of some length, which everybody can read on the page of the article."
    noon = dt.datetime(2026, 3, 28, 12, 0, tzinfo=dt.UTC)
    with time_machine.travel(noon, tick=False) as clock:
        posting.post(live, make_post(text=text, email="ana@mail.example", network=HERE))
        clock.shift(60 * minutes)
        right, wrong = answers(live, text=text + change, network=network)
    assert right == wrong


def test_the_holder_of_a_pass_is_told_of_a_repeat_on_any_network(live):
    Policy.objects.create(mode="none-held")
    post = {"text": "Yes.", "email": "ana@mail.example"}
    first = posting.post(live, make_post(**post, network=HERE))
    assert posting.post(live, make_post(**post, network=THERE, is_proven=True)) == first


def test_who_wants_replies_is_subscribed(live):
    wanting = posting.post(live, make_post(wants_replies=True))
    posting.post(live, make_post())
    assert [row.comment for row in Subscription.objects.all()] == [wanting]


def screened(comment, text):
    return posting.screen_edit(comment, text, network="", now=timezone.now())


def test_an_edit_is_screened_as_the_comment_was_but_for_numbers(live):
    Policy.objects.create(mode="none-held")
    make_word_rule("casino")
    comment = posting.post(live, make_post(text="A first text.", is_proven=True))
    assert screened(comment, "A first text.").verdict == Verdict.PASS
    assert screened(comment, "My casino").deciding_check == "held_words"
    Policy.objects.create(mode="all-held")
    assert screened(comment, "A second text.").deciding_check == "everything_held"
    Policy.objects.create(legal_hold=True)
    assert screened(comment, "A second text.").verdict == Verdict.REFUSE


def test_the_staff_s_reply_is_public_at_once_with_badge_and_full_name(live, moderator):
    parent = make_comment(live, status=Status.APPROVED)
    reply = posting.reply_as_staff(parent, user=moderator, text="We have corrected it.")
    assert (reply.parent, reply.user, reply.name) == (parent, moderator, "Mo Moderator")
    assert (reply.is_public, reply.commenter) == (True, None)
    assert reply.decisions.last().moderator == moderator
    assert reply.shown.html == "<p>We have corrected it.</p>"


def test_the_staff_may_begin_a_thread_and_need_no_full_name(live):
    user = make_user(username="rr")
    comment = posting.reply_as_staff(live, user=user, text="Ask us anything.")
    assert (comment.name, comment.parent, comment.path) == ("rr", None, "000001")


def test_the_staff_reply_to_what_is_public_only(live, moderator):
    with pytest.raises(posting.NotTaken, match="no longer there"):
        posting.reply_as_staff(make_comment(live), user=moderator, text="We have corrected it.")
