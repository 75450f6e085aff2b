import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from newsroom import roles

pytestmark = pytest.mark.django_db


def test_each_role_may_do_what_the_table_says(reporter, editor, moderator):
    assert reporter.has_perm("articles.change_edition")
    assert not reporter.has_perm("articles.publish_edition")
    assert editor.has_perm("articles.publish_edition")
    assert editor.has_perm("comments.moderate_comment")
    assert moderator.has_perm("comments.moderate_comment")
    assert not moderator.has_perm("articles.change_edition")


def test_what_was_given_beside_the_table_is_taken_back():
    call_command("sync_roles")
    group = Group.objects.get(name=roles.MODERATOR)
    listed = set(group.permissions.all())
    group.permissions.set(Group.objects.get(name=roles.EDITOR).permissions.all())
    call_command("sync_roles")
    assert set(group.permissions.all()) == listed


def test_a_permission_that_there_is_not_is_an_error(monkeypatch):
    monkeypatch.setitem(roles.ROLES, roles.MODERATOR, {"comments.comment": ("judge",)})
    with pytest.raises(LookupError, match="moderator"):
        roles.sync()
