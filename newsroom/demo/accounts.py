"""One account for each role, with passwords made on the spot and kept in a file for their owner."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group

from masthead.models import User
from newsroom import roles

ADMINISTRATOR = "administrator"
NAMES = {
    roles.REPORTER: ("Rosa", "Ibarra"),
    roles.EDITOR: ("Edwin", "Cole"),
    roles.MODERATOR: ("Mona", "Park"),
    ADMINISTRATOR: ("Ada", "Lind"),
}
USERNAMES = tuple(NAMES)
# Without letters and digits that look alike.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def file() -> Path:
    path: Path = settings.DATA_DIR / "demo-accounts.txt"
    return path


def passwords() -> dict[str, str]:
    """Return the passwords by user name, as the file has them; {} where there is no file."""
    lines = file().read_text().splitlines() if file().exists() else []
    return dict(line.split() for line in lines)


def make() -> None:
    """Make the accounts with the file's passwords, and before them the file where there is none.

    So a run that is cut off at any point leaves no account whose password nobody knows.
    """
    known = {name: _password() for name in USERNAMES} | passwords()
    _write(known)
    for name in USERNAMES:
        user = User.objects.create_user(
            name,
            f"{name}@demo.example",
            known[name],
            is_staff=True,
            is_superuser=name == ADMINISTRATOR,
            first_name=NAMES[name][0],
            last_name=NAMES[name][1],
        )
        if name != ADMINISTRATOR:
            user.groups.add(Group.objects.get(name=name))


def in_words() -> list[str]:
    """Return a line for each account, with its password where that is still the one of the file."""
    users = {user.username: user for user in User.objects.filter(username__in=USERNAMES)}
    known = passwords()
    lines = []
    for name in USERNAMES:
        user = users.get(name)
        if user is None:
            said = "(the account is gone)"
        elif user.check_password(known.get(name)):
            said = known[name]
        else:
            said = "(changed since; manage.py changepassword sets another)"
        lines.append(f"{name:<14} {said}")
    return lines


def _password() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def _write(known: dict[str, str]) -> None:
    """Write the file whole, readable for its owner only."""
    draft = file().with_suffix(".draft")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as stream:
        stream.writelines(f"{name} {password}\n" for name, password in known.items())
    draft.replace(file())
