"""What Django itself can find wrong with the project."""

import os
import re
import subprocess
import sys

import pytest
from django.core.management import call_command

from newsroom import data_dir

PRODUCTION = {
    "SITE_URL": "https://paper.example",
    "EMAIL_URL": "smtp+tls://me:secret@mail.example:587",
    "SECRET_KEY": "k" * 25 + "0123456789" * 3,
}
# Only for tests.
UNDOCUMENTED = {"TEMPLATE_DEBUG"}


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True)


def test_a_site_on_https_is_fit_for_production(tmp_path):
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    inherited = {name: os.environ[name] for name in os.environ if not name.startswith("DJANGO_")}
    checked = subprocess.run(  # noqa: S603
        command,
        check=False,
        capture_output=True,
        cwd=data_dir.PROJECT_DIR,
        env=inherited | PRODUCTION | {"DATA_DIR": str(tmp_path), "TEMPLATE_DEBUG": "off"},
        text=True,
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("document", ["README.md", ".env.example"])
def test_every_variable_is_documented(document):
    settings = (data_dir.PROJECT_DIR / "newsroom" / "settings.py").read_text()
    read = set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', settings)) | {"DATA_DIR"}
    text = (data_dir.PROJECT_DIR / document).read_text()
    assert {name for name in read - UNDOCUMENTED if name not in text} == set()
