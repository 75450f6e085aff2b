"""The one directory that changes: database, media, static files, mail as files, and the secrets.

Read before Django's settings exist, so it imports nothing of Django's.
"""

import os
import secrets
from pathlib import Path

import environ

PROJECT_DIR = Path(__file__).resolve().parent.parent
# A web server in front may read the others, where DATA_DIR lets it through.
SUBFOLDERS = {"mail": 0o700, "media": 0o755, "static": 0o755}


class DataDirError(Exception):
    """``DATA_DIR`` cannot be used; the message says what to do."""


def path() -> Path:
    """Return ``DATA_DIR`` from the environment, ``var/`` in the project where it is not set."""
    return Path(os.environ.get("DATA_DIR") or PROJECT_DIR / "var").resolve()


def prepare() -> Path:
    """Read ``.env``, then make the directory and its subfolders where they are missing.

    ``ENV_FILE`` names another file to read. What the environment already says stands over the
    file. Raises ``DataDirError`` where the directory cannot be made or written to.
    """
    environ.Env.read_env(os.environ.get("ENV_FILE") or PROJECT_DIR / ".env")
    root = path()
    try:
        # Names, addresses and secrets are in it: only the site's own account may look.
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, mode in SUBFOLDERS.items():
            (root / name).mkdir(mode=mode, exist_ok=True)
        probe = root / f".write-test-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        message = (
            f"Cannot write to the data directory {root} ({error.strerror}). "
            "Make it writable or set DATA_DIR to a directory that is."
        )
        raise DataDirError(message) from error
    return root


def secret(name: str) -> str:
    """Return the secret kept in the file ``name``, made on first use with mode 0600.

    Two processes that start at once agree: the file appears whole under its name or not at all,
    and whoever comes second reads what the first one wrote.
    """
    file = path() / name
    if not file.exists():
        draft = file.with_name(f".{name}-{os.getpid()}-{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as stream:
            stream.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, file)
        except FileExistsError:  # Another process was first.
            pass
        finally:
            draft.unlink()
    return file.read_text().strip()
