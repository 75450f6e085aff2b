import re
from functools import partial

import pytest

from masthead import inviting, tasks
from masthead.forms import PasswordLinkForm
from masthead.models import Publication, User
from tests.factories import make_user

PHRASE = "correct horse battery"


def link_in(message):
    [link] = re.findall(r"http://testserver(\S+)", message.body)
    return link


def new_user() -> User:
    return User(username="nora", email="nora@paper.example", first_name="Nora")


def asks(email: str) -> None:
    form = PasswordLinkForm({"email": email})
    assert form.is_valid()
    form.save()


def test_an_invitation_makes_a_member_of_the_staff_without_a_password(db):
    user = new_user()
    inviting.invite(user)
    user.refresh_from_db()
    assert user.is_staff
    assert not user.has_usable_password()


def test_the_invitation_is_mailed_after_the_commit(db, mails_after):
    Publication.objects.create(name="The Morning Paper")
    [message] = mails_after(partial(inviting.invite, new_user()))
    assert message.to == ["nora@paper.example"]
    assert message.subject == "Your account at The Morning Paper"
    assert "account at The Morning Paper" in message.body
    assert "Your user name is nora. The link works once and for 3 days." in message.body


def test_the_invited_choose_a_password_by_the_link_and_sign_in(db, mails_after, client):
    [message] = mails_after(partial(inviting.invite, new_user()))
    form_page = client.get(link_in(message), follow=True)
    passwords = {"new_password1": PHRASE, "new_password2": PHRASE}
    done = client.post(form_page.request["PATH_INFO"], passwords, follow=True)
    assert "Your password has been set" in done.text
    assert client.login(username="nora", password=PHRASE)


def test_the_link_works_once(db, mails_after, client):
    [message] = mails_after(partial(inviting.invite, new_user()))
    user = User.objects.get()
    user.set_password(PHRASE)
    user.save()
    assert "link was invalid" in client.get(link_in(message), follow=True).text


def test_a_forgotten_password_is_answered_by_mail(db, mails_after):
    user = make_user(username="olga", password=PHRASE)
    [message] = mails_after(partial(asks, user.email.upper()))
    assert message.to == [user.email]
    assert message.subject == "A new password for Newsroom"
    assert "your password stays as it is" in message.body


def test_whoever_let_the_invitation_lapse_can_ask_for_another_link(db, mails_after):
    user = make_user()
    [message] = mails_after(partial(asks, user.email))
    assert message.subject == "Your account at Newsroom"


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_staff": False}])
def test_closed_accounts_get_no_mail(db, mails_after, fields):
    user = make_user(**fields)
    assert not mails_after(partial(asks, user.email))
    assert not mails_after(partial(inviting.mail_link, user))


def test_an_unknown_address_gets_no_mail_and_the_same_answer(db, mails_after, client):
    def post() -> None:
        response = client.post("/accounts/reset/", {"email": "x@else.example"}, follow=True)
        assert "if an account exists" in response.text

    assert not mails_after(post)


def test_the_address_in_the_mail_is_the_sites_whatever_host_was_named(
    db, mails_after, client, settings
):
    settings.ALLOWED_HOSTS = ["*"]
    user = make_user()
    post = partial(
        client.post, "/accounts/reset/", {"email": user.email}, headers={"host": "evil.example"}
    )
    [message] = mails_after(post)
    assert link_in(message)
    assert "evil" not in message.body + message.subject


def test_marks_of_html_in_the_papers_name_are_printed_as_they_are(db, mails_after):
    Publication.objects.create(name="Fish & <Chips>")
    [message] = mails_after(partial(inviting.invite, new_user()))
    assert "account at Fish & <Chips>." in message.body


def test_an_account_deleted_meanwhile_is_passed_over(db, mailoutbox):
    tasks.mail_password_link.call(0)
    assert not mailoutbox
