import getpass
import socket
import sys

import pytest
from django.core.management import CommandError, call_command

from articles.models import Section
from masthead.models import FlatPage, Publication, User
from newsroom import roles, server, static_files
from newsroom.demo import accounts, loading

pytestmark = pytest.mark.django_db

ADMINISTRATOR = {"username": "ada", "email": "ada@paper.example"}
PASSWORD = "a long one, noted down"  # noqa: S105


@pytest.fixture(autouse=True)
def served(settings, monkeypatch, tmp_path) -> list[tuple[int, int, str]]:
    """Return the ports, numbers of workers and hosts that were served on, in place of serving."""
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path
    served = []

    def serve(port, *, workers, announce, host):
        announce()
        served.append((port, workers, host))
        return 0

    monkeypatch.setattr(server, "serve", serve)
    monkeypatch.setattr(static_files, "collect", lambda: False)
    monkeypatch.delenv("SITE_URL")
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    return served


class Terminal:
    def isatty(self) -> bool:
        return True


def test_demo_tells_where_the_site_is_and_who_may_sign_in(capsys):
    call_command("demo", no_serve=True)
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8000/admin/" in said
    for name, password in accounts.passwords().items():
        assert f"{name:<14} {password}" in said


def test_demo_shows_what_it_does(capsys):
    call_command("demo", no_serve=True)
    assert "Loading the demo: done in" in capsys.readouterr().err


def test_demo_serves_on_the_port(served, unused_port, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("demo", port=unused_port)
    assert ended.value.code == 0
    assert [port for port, *_ in served] == [unused_port]
    assert f"Serving http://127.0.0.1:{unused_port}/" in capsys.readouterr().out


def test_demo_does_not_begin_where_the_port_is_taken():
    with socket.create_server((server.HOST, 0)) as taken, pytest.raises(server.CannotBind):
        call_command("demo", port=taken.getsockname()[1])
    assert not User.objects.exists()


def setup(**options) -> None:
    defaults = {"name": "The Paper", "no_input": True, "no_serve": True, **ADMINISTRATOR}
    call_command("setup", **(defaults | options))


def test_setup_makes_an_empty_site_with_its_first_administrator():
    setup()
    user = User.objects.get()
    assert (user.username, user.email, user.is_superuser) == ("ada", "ada@paper.example", True)
    assert user.check_password(PASSWORD)
    assert Publication.objects.current().name == "The Paper"
    assert set(FlatPage.objects.values_list("slug", flat=True)) == {"comment-rules", "privacy"}
    assert Section.objects.get().name == "News"


def test_setup_gives_the_roles_their_permissions():
    setup()
    editor = User.objects.create_user("ed")
    editor.groups.add(roles.Group.objects.get(name=roles.EDITOR))
    assert editor.has_perm("articles.publish_edition")


def test_setup_asks_for_what_is_missing(monkeypatch):
    answers = iter(["The Asked One"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda *prompt: PASSWORD)
    monkeypatch.delenv("DJANGO_SUPERUSER_PASSWORD")
    setup(name=None, no_input=False)
    assert Publication.objects.current().name == "The Asked One"
    assert User.objects.get().check_password(PASSWORD)


def test_setup_on_an_existing_site_asks_nothing_and_changes_nothing():
    setup()
    call_command("setup", no_input=True, no_serve=True)
    assert Publication.objects.current().name == "The Paper"
    assert User.objects.count() == 1


@pytest.mark.parametrize("name", [None, "x" * 101])
def test_setup_refuses_a_paper_without_a_fit_name(name):
    with pytest.raises(CommandError, match="--name"):
        setup(name=name)


@pytest.mark.parametrize("password", ["", "too short"])
def test_setup_refuses_a_weak_password(monkeypatch, password):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)
    with pytest.raises(CommandError, match="DJANGO_SUPERUSER_PASSWORD will not do"):
        setup()
    assert not User.objects.exists()


def test_setup_refuses_the_demo():
    roles.sync()
    loading.load()
    with pytest.raises(CommandError, match="This is the demo"):
        setup()


def test_setup_serves(served, unused_port):
    with pytest.raises(SystemExit):
        setup(no_serve=False, port=unused_port)
    assert [port for port, *_ in served] == [unused_port]


def test_serve_serves_what_is_prepared(served, settings, unused_port):
    (settings.STATIC_ROOT / static_files.MARK).touch()
    with pytest.raises(SystemExit):
        call_command("serve", port=unused_port, workers=3)
    assert served == [(unused_port, 3, "127.0.0.1")]


def test_serve_listens_elsewhere_where_it_is_told_to(served, settings, unused_port, capsys):
    (settings.STATIC_ROOT / static_files.MARK).touch()
    with pytest.raises(SystemExit):
        call_command("serve", "--host", "127.0.0.2", port=unused_port, workers=1)
    assert served == [(unused_port, 1, "127.0.0.2")]
    assert f"Serving http://127.0.0.2:{unused_port}/" in capsys.readouterr().out


def test_serve_takes_no_host_that_is_no_address(served):
    with pytest.raises(CommandError, match=r"--host.*paper\.example"):
        call_command("serve", "--host", "paper.example")
    assert not served


def test_serve_refuses_what_is_not_prepared(served, unused_port):
    with pytest.raises(CommandError, match=r"manage\.py setup"):
        call_command("serve", port=unused_port)
    assert not served
