import datetime as dt
from collections import Counter
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Q
from django.utils import timezone

from articles.models import Article, Edition
from comments import backlog, moderation, posting, screening, threads
from comments.models import Act, Comment, CommentCount, CommentRevision, Decision, Report
from masthead import versions
from masthead.models import User
from newsroom import founding, roles, static_files
from newsroom.demo import loading
from newsroom.populating import filling, planning
from newsroom.populating.planning import Fate, Size
from newsroom.populating.prose import Pen
from tests.factories.comments import make_post

pytestmark = pytest.mark.django_db

SIZE = Size(articles=12, comments=400)
END = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _place(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    roles.sync()


def fill(size: Size = SIZE, **options) -> list[int]:
    """Fill the site; return how many rows were done at each step."""
    steps: list[int] = []
    given: dict[str, Any] = {"seed": 1, "end": END, "advance": steps.append} | options
    filling.fill(size, **given)
    return steps


@pytest.fixture
def filled(_place) -> None:
    fill()


def made() -> list[Comment]:
    """Return the comments that are not the demo's."""
    return list(Comment.objects.filter(article__slug__regex=r"-1-\d+$").order_by("pk"))


def test_it_makes_as_many_as_wanted_beside_the_demo():
    loading.load()
    before = Article.objects.live().count(), Comment.objects.count()
    fill()
    after = Article.objects.live().count(), Comment.objects.count()
    assert after == (before[0] + 12, before[1] + 400)


def test_what_is_done_adds_up():
    assert sum(fill()) == SIZE.articles + SIZE.authors + SIZE.comments


def test_rows_are_as_valid_as_those_of_a_form(filled):
    for model in (Article, Edition, Comment, CommentRevision, Decision, Act, Report):
        for row in model.objects.order_by("-pk")[:40]:
            nullable = {field.name for field in model._meta.concrete_fields if field.null}
            row.full_clean(exclude=nullable)


def test_every_status_and_every_queue_is_there(filled):
    assert set(Comment.objects.values_list("status", flat=True)) == set(Comment.Status)
    queues = Counter(comment.queue for comment in made())
    assert set(queues) == {"pending", "reported", "approved", "rejected", "spam", "removed"}
    assert queues["pending"] > 20


def test_a_reply_stands_below_what_it_answers_and_comes_after_it(filled):
    replies = Comment.objects.exclude(parent=None).select_related("parent")
    assert len(replies) > 100
    for reply in replies:
        assert reply.parent
        assert reply.path.startswith(threads.base_of_replies(reply.parent.path))
        assert reply.article_id == reply.parent.article_id
        assert (reply.created_at, reply.pk) > (reply.parent.created_at, reply.parent.pk)


def test_threads_reach_the_fourth_level(filled):
    assert {len(comment.path) // threads.STEP for comment in made()} == {1, 2, 3, 4}


def test_nobody_answers_what_was_never_public(filled):
    answered = Comment.objects.exclude(replies=None)
    assert not answered.filter(shown=None).exists()


def test_decisions_lead_to_the_status(filled):
    comments = Comment.objects.annotate(number=Count("decisions"))
    assert not comments.exclude(number=F("turn")).exists()
    for comment in made():
        last = comment.decisions.order_by("pk").last()
        assert last
        assert (last.to_status, last.moderator, last.at) == (
            comment.status,
            comment.decided_by,
            comment.decided_at,
        )


def test_public_comments_are_counted(filled):
    public = Counter(comment.article_id for comment in made() if comment.is_public)
    counts = CommentCount.objects.filter(article__in=public).values_list("article", "public")
    assert dict(counts) == public


def test_one_article_has_most_comments_and_some_have_none(filled):
    numbers = sorted(Article.objects.annotate(n=Count("comments")).values_list("n", flat=True))
    assert numbers[0] == 0
    assert numbers[-1] == SIZE.hot == SIZE.comments / 2


def test_some_authors_have_many_comments_and_some_another_name(filled):
    authors = Counter(comment.commenter_id for comment in made())
    assert authors.most_common(2)[1][1] > 10
    names = {(comment.commenter_id, comment.name) for comment in made()}
    assert len(names) > len(authors)


def test_only_what_the_worker_would_keep_is_there(filled):
    spam = Comment.objects.filter(status="spam", created_at__lt=END - dt.timedelta(days=30))
    old = Comment.objects.filter(created_at__lt=END - dt.timedelta(days=14)).exclude(network="")
    assert not (spam | old).exists()
    assert Comment.objects.exclude(network="").exists()


def test_an_edit_waits_beside_what_readers_see(filled):
    waiting = Comment.objects.filter(edit_waits=True).first()
    assert waiting
    assert [waiting.queue, waiting.status, waiting.revisions.count()] == ["pending", "approved", 2]
    assert waiting.shown == waiting.revisions.get(number=1)


def test_a_comment_waits_for_a_check_that_there_is(filled):
    checks = {check.__name__ for check in screening.CHECKS}
    for comment in Comment.objects.pending():
        finding = comment.revisions.all().last().findings[0]
        assert comment.held_for == finding["check"]
        assert comment.held_for in checks


def test_a_reported_comment_has_three_open_reports(filled):
    for comment in Comment.objects.filter(queue="reported"):
        assert comment.reported_at
        assert comment.decided_at
        assert comment.reported_at >= comment.decided_at
        assert comment.reports.open().values("reporter").distinct().count() == 3


def test_what_a_moderator_did_can_be_undone(filled):
    moderator = User.objects.get(username=roles.MODERATOR)
    act = Act.objects.filter(moderator=moderator, verb=Act.Verb.APPROVE, number__gt=1).first()
    assert act
    done = moderation.undo(act, moderator=moderator)
    assert {comment.status for comment in done.changed} == {"pending"}
    assert len(done.changed) == act.number


def test_the_site_goes_on_afterwards(filled):
    before = [comment.pk for comment in made()]
    busiest = CommentCount.objects.order_by("-public")[0].article
    comment = posting.post(Article.objects.live().get(pk=busiest.pk), make_post())
    assert comment.pk > max(before)


def test_pages_are_refreshed():
    loading.load()
    before = versions.number(versions.SITE), versions.number(versions.COMMENTS)
    fill()
    assert versions.number(versions.SITE) > before[0]
    assert versions.number(versions.COMMENTS) > before[1]


def test_readers_are_told_that_moderation_takes_long(filled):
    assert backlog.is_slow()


def test_one_seed_makes_one_plan():
    plans = [planning.plan(Random(5), SIZE, [-planning.DAY] * 12) for _ in range(2)]  # noqa: S311
    told = [[(one.at, one.path, one.author, one.fate) for one in plan] for plan in plans]
    assert told[0] == told[1]
    assert {one.fate for one in plans[0]} == set(Fate)


def test_one_seed_makes_one_text():
    pens = [Pen(Random(5)) for _ in range(2)]  # noqa: S311
    assert len({(pen.remark(), pen.story(), pen.person(), pen.uid()) for pen in pens}) == 1


def test_another_seed_adds_more(filled):
    fill(Size(articles=1, comments=5), seed=2)
    assert Article.objects.filter(slug__endswith="-2-0").get().comments.count() == 5


def test_a_seed_is_not_used_twice(filled):
    with pytest.raises(filling.FilledBefore, match="--seed"):
        fill()


def test_no_comments_are_fine():
    fill(Size(articles=2, comments=0))
    assert Article.objects.filter(slug__regex=r"-1-\d$").count() == 2


def test_a_site_of_its_own_is_refused():
    founding.found(name="The Paper")
    with pytest.raises(loading.NotEmpty):
        fill()
    assert not Article.objects.exists()


def test_the_command_fills_the_demo_and_says_so(monkeypatch, capsys):
    monkeypatch.setattr(static_files, "collect", lambda: False)
    call_command("populate", "--articles=2", "--comments=3")
    assert capsys.readouterr().out == "Added 2 articles and 3 comments.\n"
    newest = Comment.objects.aggregate(n=Count("pk", filter=Q(created_at__lt=timezone.now())))
    assert newest["n"] >= 3


@pytest.mark.parametrize(
    "option", ["--articles=0", "--comments=-1", "--comments=many", "--seed=10000001"]
)
def test_the_command_refuses_numbers_that_make_no_sense(option):
    with pytest.raises(CommandError, match="is no number from"):
        call_command("populate", option)
