import pytest
from django.core.management import CommandError, call_command

from comments import reading, recounting
from comments.models import Comment, CommentCount
from masthead import versions
from tests.factories import make_comment, publish_article

from .planting import plant_flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def miscounted(article):
    plant_flat(article, 3)
    CommentCount.objects.update(public=7)
    return article


def test_numbers_that_are_right_are_passed_over(article):
    make_comment(article, status=Comment.Status.APPROVED)
    make_comment(article)
    assert recounting.differences() == []
    call_command("recount_comments")


def test_a_wrong_number_is_told_and_left(miscounted, capsys):
    with pytest.raises(CommandError, match="Wrong numbers: 1"):
        call_command("recount_comments")
    assert capsys.readouterr().out == f"Article {miscounted.pk}: 7, not 3\n"
    assert reading.count(miscounted) == 7


def test_a_wrong_number_is_mended_and_its_page_made_anew(miscounted):
    key = versions.article_key(miscounted.pk)
    before = versions.number(key)
    call_command("recount_comments", "--fix")
    assert reading.count(miscounted) == 3
    assert versions.number(key) == before + 1
    assert recounting.differences() == []


def test_a_number_that_is_missing_is_mended():
    article = publish_article()
    plant_flat(article, 2)
    CommentCount.objects.all().delete()
    call_command("recount_comments", "--fix")
    assert reading.count(article) == 2


def test_a_number_without_comments_is_mended(article):
    CommentCount.objects.create(article=article, public=4)
    call_command("recount_comments", "--fix")
    assert reading.count(article) == 0
