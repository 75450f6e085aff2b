import pytest

from articles.models import Article
from comments import moderation, reading
from comments.models import Comment, Policy
from tests.factories import make_comment

pytestmark = pytest.mark.django_db
APPROVED = Comment.Status.APPROVED


@pytest.fixture
def live(article):
    Policy.objects.create(mode="none-held")
    return Article.objects.live().get(pk=article.pk)


@pytest.fixture
def _small_pages(monkeypatch):
    monkeypatch.setattr(reading, "A_PAGE", 2)


def test_only_public_comments_are_read(live, moderator):
    public = make_comment(live)
    for status in set(Comment.Status) - {APPROVED}:
        make_comment(live, status=status)
    html = reading.read(live).html
    assert html.count("<article>") == 1
    assert f'id="comment-{public.pk}"' in html


@pytest.mark.parametrize("count", [0, 10, 100])
def test_a_page_of_comments_costs_one_query(live, count, django_assert_num_queries):
    for _ in range(count):
        make_comment(live)
    with django_assert_num_queries(1):
        assert reading.read(live).html.count("<article>") == count


@pytest.mark.usefixtures("_small_pages")
def test_the_pages_hold_every_comment_once(live):
    comments = [make_comment(live) for _ in range(5)]
    html, after = "", ""
    for _ in range(3):
        thread = reading.read(live, after=after)
        html, after = html + thread.html, thread.next_after
    assert after == ""
    assert [f'id="comment-{comment.pk}"' in html for comment in comments] == [True] * 5
    assert html.count("<article>") == 5


@pytest.mark.usefixtures("_small_pages")
def test_a_comment_is_found_on_the_page_that_shows_it(live):
    first = make_comment(live)
    second = make_comment(live)
    replies = [make_comment(live, parent=second.pk) for _ in range(3)]
    for comment in [first, second, *replies]:
        html = reading.read(live, after=reading.page_of(comment)).html
        assert f'id="comment-{comment.pk}"' in html
    assert reading.page_of(first) == ""


def test_the_replies_to_a_removed_comment_stay(live, moderator):
    parent = make_comment(live)
    reply = make_comment(live, parent=parent.pk)
    moderation.remove(parent, moderator=moderator)
    html = reading.read(live).html
    assert "This comment is not shown." in html
    assert f'id="comment-{reply.pk}"' in html
    assert parent.name not in html


def test_a_flattened_reply_says_whom_it_answers(live, moderator):
    chain = [make_comment(live)]
    for _ in range(4):
        chain.append(make_comment(live, parent=chain[-1].pk))
    assert f"in reply to {chain[3].name}" in reading.read(live).html
    moderation.remove(chain[3], moderator=moderator)
    assert chain[3].name not in reading.read(live).html


def test_a_name_as_its_author_wrote_it_is_shown_in_the_paper_s_time(live, settings):
    settings.TIME_ZONE = "America/Tegucigalpa"
    comment = make_comment(live)
    assert comment.name in reading.read(live).html
