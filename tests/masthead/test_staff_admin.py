from functools import partial

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from masthead.forms import StaffForm
from masthead.models import User
from newsroom import roles
from tests.factories import make_user

STAFF = "/admin/masthead/user/"


def role_pk(name: str = roles.REPORTER) -> int:
    return Group.objects.get(name=name).pk


def invitation(**fields: object) -> dict[str, object]:
    return {
        "username": "nora",
        "first_name": "Nora",
        "last_name": "New",
        "email": "nora@paper.example",
        "groups": [role_pk()],
        **fields,
    }


def changed(user: User, **fields: object) -> dict[str, object]:
    return {"username": user.username, "email": user.email, "is_active": "on", **fields}


@pytest.fixture
def admin_client(administrator_client: Client, _roles) -> Client:
    return administrator_client


def test_an_invited_person_gets_the_role_and_a_mail_and_no_password(admin_client, mails_after):
    [message] = mails_after(partial(admin_client.post, f"{STAFF}add/", invitation()))
    user = User.objects.get(username="nora")
    assert message.to == [user.email]
    assert [str(group) for group in user.groups.all()] == ["reporter"]
    assert user.is_staff
    assert not user.is_superuser
    assert not user.has_usable_password()


def test_the_invitation_is_confirmed_and_logged(admin_client):
    response = admin_client.post(f"{STAFF}add/", invitation(), follow=True)
    assert "A link to choose a password goes to nora@paper.example." in response.text
    assert LogEntry.objects.get().object_repr == "nora"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"email": ""}, "This field is required."),
        ({"email": "nora"}, "Enter a valid email address."),
        ({"username": "no good"}, "Enter a valid username."),
        ({"username": "OLGA"}, "Somebody else has this user name."),
        ({"groups": []}, "Choose a role, or make this person an administrator."),
    ],
)
def test_a_wrong_invitation_is_answered_at_its_field(admin_client, mails_after, fields, message):
    make_user(username="olga")
    data = invitation(**fields)
    responses = []
    assert not mails_after(lambda: responses.append(admin_client.post(f"{STAFF}add/", data)))
    assert message in responses[0].text
    assert 'value="Nora"' in responses[0].text
    assert not User.objects.filter(first_name="Nora").exists()


def test_an_administrator_needs_no_role(admin_client):
    admin_client.post(f"{STAFF}add/", invitation(groups=[], is_superuser="on"))
    assert User.objects.get(username="nora").is_superuser


def test_a_changed_role_replaces_the_old_one(admin_client, reporter):
    data = changed(reporter, groups=[role_pk(roles.EDITOR)])
    admin_client.post(f"{STAFF}{reporter.pk}/change/", data)
    assert [str(group) for group in reporter.groups.all()] == ["editor"]


def test_changing_somebody_sends_no_mail_and_keeps_the_password(admin_client, mails_after):
    user = make_user(roles.REPORTER, password="correct horse battery")  # noqa: S106
    data = changed(user, groups=[role_pk()], last_name="Changed")
    assert not mails_after(partial(admin_client.post, f"{STAFF}{user.pk}/change/", data))
    user.refresh_from_db()
    assert user.last_name == "Changed"
    assert user.has_usable_password()


@pytest.mark.parametrize("fields", [{"is_superuser": ""}, {"is_active": "", "is_superuser": "on"}])
def test_the_only_administrator_stays_one(admin_client, administrator, fields):
    data = changed(administrator, groups=[role_pk()], **fields)
    response = admin_client.post(f"{STAFF}{administrator.pk}/change/", data)
    assert "This is the only administrator." in response.text
    administrator.refresh_from_db()
    assert administrator.is_superuser
    assert administrator.is_active


def test_one_of_two_administrators_may_go(admin_client, administrator):
    make_user(is_superuser=True)
    data = changed(administrator, groups=[role_pk()])
    admin_client.post(f"{STAFF}{administrator.pk}/change/", data)
    administrator.refresh_from_db()
    assert not administrator.is_superuser


def test_what_changed_meanwhile_is_not_written_back(admin_client, reporter, monkeypatch):
    def clean_and_choose_a_password(form: StaffForm) -> None:
        User.objects.filter(pk=reporter.pk).update(password="chosen-meanwhile")  # noqa: S106

    monkeypatch.setattr(StaffForm, "clean", clean_and_choose_a_password)
    data = changed(reporter, groups=[role_pk()], last_name="Changed")
    admin_client.post(f"{STAFF}{reporter.pk}/change/", data)
    reporter.refresh_from_db()
    assert (reporter.password, reporter.last_name) == ("chosen-meanwhile", "Changed")


def test_a_link_is_mailed_again_to_the_open_accounts_chosen(admin_client, mails_after):
    chosen = [make_user(), make_user(is_active=False)]
    make_user()
    data = {"action": "mail_link", "_selected_action": [user.pk for user in chosen]}
    [message] = mails_after(partial(admin_client.post, STAFF, data))
    assert message.to == [chosen[0].email]
    page = admin_client.get(STAFF).text
    assert [f"goes to {user.email}" in page for user in chosen] == [True, False]


def test_the_list_shows_the_roles(admin_client, editor):
    html = admin_client.get(STAFF).text
    assert '<td class="field-role">administrator</td>' in html
    assert '<td class="field-role">editor</td>' in html


def test_the_list_needs_no_more_queries_for_more_people(admin_client, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        admin_client.get(STAFF)
    for _ in range(5):
        make_user(roles.REPORTER)
    with django_assert_num_queries(len(few)):
        admin_client.get(STAFF)


def test_nobody_else_manages_the_staff_whatever_permission_they_hold(reporter_client, reporter):
    reporter.user_permissions.set(
        Permission.objects.filter(content_type__model__in=["user", "group"])
    )
    add, own = f"{STAFF}add/", f"{STAFF}{reporter.pk}/"
    addresses = [STAFF, add, f"{own}change/", f"{own}password/", "/admin/auth/group/"]
    assert {reporter_client.get(address).status_code for address in addresses} == {403}
    assert reporter_client.post(add, invitation()).status_code == 403
    reporter_client.post(f"{own}change/", changed(reporter, is_superuser="on"))
    reporter.refresh_from_db()
    assert not reporter.is_superuser


def test_accounts_are_not_deleted(admin_client, reporter):
    assert admin_client.get(f"{STAFF}{reporter.pk}/delete/").status_code == 403


def test_roles_are_shown_but_not_changed(admin_client):
    address = f"/admin/auth/group/{role_pk(roles.MODERATOR)}/change/"
    assert "<li>Can view comment</li>" in admin_client.get(address).text
    assert admin_client.post(address, {"name": "boss"}).status_code == 403
    assert admin_client.get("/admin/auth/group/add/").status_code == 403
