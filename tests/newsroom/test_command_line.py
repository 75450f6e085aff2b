import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import command_line
from newsroom.data_dir import DataDirError


class Unusable:
    def __init__(self, error: Exception) -> None:
        self.error = error

    @property
    def INSTALLED_APPS(self) -> list[str]:  # noqa: N802 - the setting's name.
        raise self.error


@pytest.mark.parametrize("error", [DataDirError, ImproperlyConfigured, ValueError])
def test_settings_that_cannot_be_used_give_one_line(monkeypatch, error):
    monkeypatch.setattr(command_line, "settings", Unusable(error("This is wrong.")))
    with pytest.raises(SystemExit, match=r"This is wrong\.$"):
        command_line.run(["manage.py", "check"])


def test_the_command_is_run(capsys):
    command_line.run(["manage.py", "version"])
    assert capsys.readouterr().out.startswith("6.")


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, EOFError])
def test_an_interruption_ends_without_a_traceback(monkeypatch, interruption):
    def interrupt(arguments: list[str]) -> None:
        raise interruption

    monkeypatch.setattr(command_line, "execute_from_command_line", interrupt)
    with pytest.raises(SystemExit) as ended:
        command_line.run(["manage.py", "demo"])
    assert ended.value.code == 130
