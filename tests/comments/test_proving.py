import pytest

from comments import proving
from comments.models import Ban, Comment, CommentRevision, Decision, Policy, Report
from comments.models.policy import DEFAULTS
from tests.factories import make_comment, make_user

from .working import NOON, at, proven_comment

pytestmark = pytest.mark.django_db
MAIL = "ana@mail.example"
NEW = {"check": "new_author", "verdict": "hold", "detail": "", "policy": None}
LINKS = NEW | {"check": "links"}


@pytest.fixture
def _new_held(db):
    Policy.objects.create(mode=Policy.Mode.NEW_HELD, trusted_after=2)


def held(*findings, article=None):
    """Return a comment that waits for these findings alone."""
    comment = make_comment(article, email=MAIL)
    CommentRevision.objects.filter(comment=comment).update(findings=list(findings))
    return comment


def trusted_by(number):
    """Let the author have so many approved comments with a proven address."""
    for _ in range(number):
        proven_comment(email=MAIL, status=Comment.Status.APPROVED)


def test_a_proof_is_noted_once():
    comment = make_comment()
    with at():
        assert proving.prove(comment).proven_at == NOON
    with at(hours=1):
        assert proving.prove(comment).proven_at == NOON


def test_a_proof_of_one_comment_proves_no_other():
    first, second = make_comment(email=MAIL), make_comment(email=MAIL)
    proving.prove(first)
    second.refresh_from_db()
    assert second.proven_at is None


@pytest.mark.usefixtures("_new_held")
def test_whoever_is_trusted_and_proves_is_shown_at_once():
    trusted_by(2)
    comment = proving.prove(held(NEW))
    assert comment.is_public
    assert Decision.objects.filter(comment=comment).last().check_name == proving.PROVEN


@pytest.mark.usefixtures("_new_held")
@pytest.mark.parametrize(
    ("findings", "approved"), [([NEW], 1), ([NEW, LINKS], 2), ([LINKS], 2), ([], 2)]
)
def test_a_proof_alone_shows_nothing(findings, approved):
    trusted_by(approved)
    assert proving.prove(held(*findings)).status == Comment.Status.PENDING


@pytest.mark.usefixtures("_new_held")
def test_a_banned_author_gains_nothing_by_a_proof():
    trusted_by(2)
    comment = held(NEW)
    Ban.objects.create(
        commenter=comment.commenter, reason="abuse", created_at=NOON, created_by=make_user()
    )
    assert proving.prove(comment).status == Comment.Status.PENDING


@pytest.mark.usefixtures("_new_held")
def test_a_rejected_comment_stays_rejected(article):
    trusted_by(2)
    comment = make_comment(email=MAIL, status=Comment.Status.REJECTED)
    CommentRevision.objects.filter(comment=comment).update(findings=[NEW])
    assert proving.prove(comment).status == Comment.Status.REJECTED


def test_where_everything_is_held_by_now_a_proof_shows_nothing(article):
    assert DEFAULTS["mode"] == Policy.Mode.ALL_HELD
    trusted_by(2)
    assert proving.prove(held(NEW)).status == Comment.Status.PENDING


@pytest.mark.usefixtures("_new_held")
def test_a_withdrawn_article_s_comment_can_be_proven(article):
    trusted_by(2)
    comment = held(NEW, article=article)
    article.editions.update(status="superseded")
    proven = proving.prove(comment)
    assert proven.proven_at
    assert proven.status == Comment.Status.PENDING


def test_a_comment_of_somebody_else_is_removed():
    comment = make_comment()
    proving.disown(comment)
    comment.refresh_from_db()
    assert comment.status == Comment.Status.REMOVED
    assert Decision.objects.filter(comment=comment).last().check_name == proving.DISOWNED


def test_a_public_comment_of_somebody_else_comes_back_to_the_desk_once():
    comment = make_comment(status=Comment.Status.APPROVED)
    proving.disown(comment)
    proving.disown(comment)
    comment.refresh_from_db()
    assert comment.queue == "reported"
    assert comment.is_public
    assert Report.objects.get().reporter == comment.commenter.email_key


@pytest.mark.parametrize("status", [Comment.Status.REJECTED, Comment.Status.SPAM])
def test_of_what_is_not_shown_there_is_nothing_to_disown(status):
    comment = make_comment(status=status)
    proving.disown(comment)
    comment.refresh_from_db()
    assert comment.status == status


def test_a_proven_comment_cannot_be_disowned():
    comment = make_comment(is_proven=True)
    proving.disown(comment)
    comment.refresh_from_db()
    assert comment.status == Comment.Status.PENDING
