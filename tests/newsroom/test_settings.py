import runpy
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import data_dir

SETTINGS = Path(data_dir.__file__).with_name("settings.py")


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Return the settings as they are in a given environment, with nothing else set."""
    monkeypatch.setattr(data_dir, "PROJECT_DIR", tmp_path)

    def read_settings(**environment: str) -> dict[str, Any]:
        for name in ("DATABASE_URL", "EMAIL_URL", "SITE_URL", "ALLOWED_HOSTS", "DEBUG"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("DATA_DIR", str(tmp_path))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return read_settings


def test_without_a_word_it_is_sqlite_in_the_data_directory(read, tmp_path):
    database = read()["DATABASES"]["default"]
    assert database["NAME"] == str(tmp_path / "newsroom.sqlite3")
    assert database["ENGINE"] == "newsroom.sqlite"
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]


def test_postgresql_gets_a_pool(read):
    database = read(DATABASE_URL="postgres://me@db/paper", DATABASE_POOL_SIZE="3")
    assert database["DATABASES"]["default"]["OPTIONS"]["pool"]["max_size"] == 3


@pytest.mark.parametrize("address", ["mysql://me@db/paper", "postgres//me@db/paper", "paper"])
def test_another_database_is_refused(read, address):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        read(DATABASE_URL=address)


def test_https_turns_on_what_needs_it(read):
    settings = read(SITE_URL="https://paper.example/")
    assert settings["SITE_URL"] == "https://paper.example"
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["SECURE_HSTS_SECONDS"]
    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert "paper.example" in settings["ALLOWED_HOSTS"]


def test_without_https_nothing_needs_it(read):
    settings = read()
    assert not settings["SECURE_SSL_REDIRECT"]
    assert not settings["SESSION_COOKIE_SECURE"]


@pytest.mark.parametrize("address", ["paper.example", "ftp://paper.example", "https://a.b/c"])
def test_what_is_no_address_of_a_site_is_refused(read, address):
    with pytest.raises(ImproperlyConfigured, match="write it like"):
        read(SITE_URL=address)


def test_without_a_server_mail_is_written_as_files(read, tmp_path):
    mailer = read()["MAILERS"]["default"]
    assert mailer["OPTIONS"] == {"file_path": str(tmp_path / "mail")}


def test_mail_goes_through_the_server_that_is_named(read):
    mailer = read(EMAIL_URL="smtp+tls://me:secret@mail.example:587")["MAILERS"]["default"]
    assert mailer["BACKEND"].endswith("smtp.EmailBackend")
    assert mailer["OPTIONS"]["host"] == "mail.example"
    assert mailer["OPTIONS"]["use_tls"]


def test_secrets_are_made_and_kept(read, tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    first = read()["SECRET_KEY"]
    assert first == read()["SECRET_KEY"] == (tmp_path / "secret-key").read_text()


def test_the_level_of_the_log_is_one_that_there_is(read):
    assert read(LOG_LEVEL="info")["LOGGING"]["root"]["level"] == "INFO"
    with pytest.raises(ImproperlyConfigured, match="choose DEBUG, INFO"):
        read(LOG_LEVEL="loud")
