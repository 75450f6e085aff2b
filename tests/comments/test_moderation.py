import pytest
from django.db import IntegrityError

from comments import moderation
from comments.models import Comment, CommentRevision, Decision
from masthead import versions
from tests.factories import make_comment

pytestmark = pytest.mark.django_db
Status = Comment.Status


@pytest.fixture
def comment(db):
    return make_comment()


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        (moderation.approve, Status.APPROVED),
        (moderation.reject, Status.REJECTED),
        (moderation.mark_spam, Status.SPAM),
        (moderation.remove, Status.REMOVED),
    ],
)
def test_each_verb_gives_its_status_and_leaves_a_decision(comment, moderator, verb, status):
    decided = verb(comment, moderator=moderator, reason="other")
    decision = Decision.objects.latest("pk")
    assert decided.status == status
    assert (decision.moderator, decision.from_status, decision.to_status, decision.reason) == (
        moderator,
        Status.PENDING,
        status,
        "other",
    )


def test_approving_shows_the_newest_revision(comment, moderator):
    edited = CommentRevision.objects.create(
        comment=comment, number=2, text="New", html="<p>New</p>", created_at=comment.created_at
    )
    assert moderation.approve(comment, moderator=moderator).shown == edited


def test_approving_a_new_revision_of_a_public_comment_is_a_decision(comment, moderator):
    moderation.approve(comment, moderator=moderator)
    edited = CommentRevision.objects.create(
        comment=comment, number=2, text="New", html="<p>New</p>", created_at=comment.created_at
    )
    moderation.approve(comment, moderator=moderator)
    assert Decision.objects.latest("pk").revision == edited


def test_any_status_may_follow_any_other(comment, moderator):
    for status in [*Status, *reversed(Status)]:
        comment = moderation.decide(comment, to=status, moderator=moderator)
        assert comment.status == status


def test_deciding_the_same_again_changes_nothing(comment, moderator):
    moderation.approve(comment, moderator=moderator)
    version = versions.number(versions.COMMENTS)
    moderation.approve(comment, moderator=moderator)
    assert Decision.objects.filter(to_status=Status.APPROVED).count() == 1
    assert versions.number(versions.COMMENTS) == version


def test_a_stale_comment_is_decided_on_as_it_is_now(comment, moderator):
    stale = Comment.objects.get(pk=comment.pk)
    moderation.mark_spam(comment, moderator=moderator)
    moderation.approve(stale, moderator=moderator)
    assert Decision.objects.latest("pk").from_status == Status.SPAM


@pytest.mark.parametrize(
    ("was", "to", "raises"),
    [
        (Status.PENDING, Status.APPROVED, True),
        (Status.APPROVED, Status.REMOVED, True),
        (Status.PENDING, Status.SPAM, False),
        (Status.REJECTED, Status.SPAM, False),
    ],
)
def test_versions_are_raised_where_readers_see_a_difference(comment, moderator, was, to, raises):
    comment = moderation.decide(comment, to=was, moderator=moderator)
    key = versions.article_key(comment.article_id)
    before = [versions.number(name) for name in (key, versions.COMMENTS)]
    moderation.decide(comment, to=to, moderator=moderator)
    after = [versions.number(name) for name in (key, versions.COMMENTS)]
    assert after == [number + raises for number in before]


def test_moderation_does_not_refresh_the_whole_site(comment, moderator):
    before = versions.number(versions.SITE)
    moderation.approve(comment, moderator=moderator)
    assert versions.number(versions.SITE) == before


def test_the_database_refuses_a_public_comment_without_text(comment):
    with pytest.raises(IntegrityError):
        Comment.objects.filter(pk=comment.pk).update(status=Status.APPROVED)


def test_the_database_refuses_a_decision_by_nobody(comment):
    with pytest.raises(IntegrityError):
        Decision.objects.create(
            comment=comment,
            revision=comment.revisions.get(),
            at=comment.created_at,
            to_status=Status.SPAM,
        )


def test_the_record_says_what_it_is(comment):
    assert str(comment.revisions.get()) == "Revision 1"
    assert str(comment.decisions.get()) == "new → pending"
    assert str(comment) == f"{comment.name} on {comment.article.slug}"
    assert str(comment.commenter) == comment.commenter.email
    comment.commenter.email = ""
    assert str(comment.commenter) == "(erased)"
