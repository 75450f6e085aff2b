import pytest
from pytest_django.asserts import assertContains

from comments.models import NoticePreference

MAIL = "/desk/comments/mail/"


def test_without_a_choice_mail_comes_hourly(moderator_client, moderator):
    page = moderator_client.get(MAIL)
    assert page.context["form"]["every"].value() == "hourly"
    assertContains(page, moderator.email)


@pytest.mark.parametrize("every", NoticePreference.Every.values)
def test_a_choice_is_kept(moderator_client, moderator, every):
    answer = moderator_client.post(MAIL, {"every": every})
    assert (answer.status_code, answer.url) == (303, MAIL)
    assert NoticePreference.objects.get().user == moderator
    assert moderator_client.get(MAIL).context["form"]["every"].value() == every


def test_a_choice_can_be_changed(moderator_client, moderator):
    for every in ("daily", "never"):
        moderator_client.post(MAIL, {"every": every})
    assert NoticePreference.objects.get().every == "never"


def test_what_is_no_choice_is_refused(moderator_client):
    answer = moderator_client.post(MAIL, {"every": "second"})
    assertContains(answer, "Select a valid choice", status_code=422)
    assert not NoticePreference.objects.exists()
