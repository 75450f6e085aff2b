import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from comments import passes, tasks
from comments.models import Comment, Subscription
from tests.factories import make_comment

from .working import NOON, at, proven_comment

pytestmark = pytest.mark.django_db
ANA = "ana@mail.example"


@pytest.fixture
def commenter(db):
    """Return somebody with mail about replies to two comments."""
    for _ in range(2):
        comment = proven_comment(email=ANA, status=Comment.Status.APPROVED)
        Subscription.objects.get_or_create(comment=comment, defaults={"created_at": NOON})
    return comment.commenter


def address(commenter):
    return reverse("comments:unsubscribe", args=[passes.end(commenter)])


def going_on():
    return Subscription.objects.filter(ended_at=None).count()


def test_a_look_ends_nothing(client, commenter):
    page = client.get(address(commenter)).content.decode()
    assert "End mail about replies?" in page
    assert ANA not in page
    assert going_on() == 2


def test_one_click_of_a_mail_program_ends_all_and_again_changes_nothing(commenter):
    client = Client(enforce_csrf_checks=True)
    elsewhere = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}
    for _ in range(2):
        response = client.post(
            address(commenter), {"List-Unsubscribe": "One-Click"}, headers=elsewhere
        )
        assert response.status_code == 200
    assert going_on() == 0
    assert not client.cookies


def test_when_it_ended_stays_the_first_time(client, commenter):
    for minutes in (0, 5):
        with at(minutes=minutes):
            client.post(address(commenter))
    assert set(Subscription.objects.values_list("ended_at", flat=True)) == {NOON}


def test_of_another_reader_nothing_ends(client, commenter):
    client.post(address(make_comment().commenter))
    assert going_on() == 2


def test_the_link_of_the_mail_works_for_years(client, commenter):
    with at():
        link = address(commenter)
    with at(days=3650):
        assert client.post(link).status_code == 200
    assert going_on() == 0


@pytest.mark.parametrize("token", ["x", "%00", "x" * 3000])
def test_a_forged_link_ends_nothing(client, commenter, token):
    assert client.post(f"/comments/unsubscribe/{token}/").status_code == 404
    assert going_on() == 2


def test_the_mail_tells_programs_where_to_click(client, commenter):
    parent = Comment.objects.first()
    with at():
        make_comment(parent.article, parent=parent.pk, status=Comment.Status.APPROVED)
    tasks.mail_replies.call(commenter.pk)
    headers = mail.outbox[-1].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"] == f"<http://testserver{address(commenter)}>"
    assert client.post(headers["List-Unsubscribe"][1:-1]).status_code == 200
    assert going_on() == 0
