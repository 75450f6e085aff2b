"""Who may enter the pages beside the queues."""

import pytest

from tests.factories import make_comment


@pytest.fixture(
    params=[
        "authors/{commenter}/",
        "bans/",
        "bans/new/?comment={comment}",
        "bulk/",
        "articles/",
        "articles/{article}/",
        "sections/{section}/",
        "numbers/",
        "numbers.csv",
        "mail/",
        "{comment}/reply/",
    ]
)
def address(request, article):
    comment = make_comment(article)
    keys = {
        "comment": comment.pk,
        "commenter": comment.commenter_id,
        "article": article.pk,
        "section": article.editions.get().section_id,
    }
    return "/desk/comments/" + request.param.format(**keys)


def test_moderators_enter(moderator_client, address):
    assert moderator_client.get(address).status_code == 200


def test_others_of_the_staff_do_not(reporter_client, address):
    assert reporter_client.get(address).status_code == 403


def test_who_is_not_signed_in_is_led_to_the_sign_in(client, address):
    answer = client.get(address)
    assert (answer.status_code // 100, answer.url.partition("?")[0]) == (3, "/admin/login/")
