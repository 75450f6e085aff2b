import os
import stat
from pathlib import Path

import pytest

from newsroom import data_dir


@pytest.fixture
def root(monkeypatch, tmp_path):
    root = tmp_path / "data"
    monkeypatch.setenv("DATA_DIR", str(root))
    monkeypatch.setattr(data_dir, "PROJECT_DIR", tmp_path)
    return root


def test_the_directory_is_made_with_its_folders(root):
    assert data_dir.prepare() == root
    assert {child.name for child in root.iterdir()} == {"mail", "media", "static"}


def test_only_the_sites_own_account_may_look_into_it(root):
    data_dir.prepare()
    for folder in (root, root / "mail"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_without_a_variable_it_is_var_in_the_project(root, monkeypatch):
    monkeypatch.delenv("DATA_DIR")
    assert data_dir.path() == root.parent / "var"


def test_the_env_file_counts_where_the_environment_says_nothing(root, monkeypatch):
    monkeypatch.delenv("DATA_DIR")
    monkeypatch.delenv("ENV_FILE")
    (root.parent / ".env").write_text(f"DATA_DIR={root.parent / 'elsewhere'}\n")
    assert data_dir.prepare() == root.parent / "elsewhere"
    monkeypatch.delenv("DATA_DIR")  # Read from the file into the environment.


def test_a_directory_that_cannot_be_written_is_named(root):
    root.touch()
    with pytest.raises(data_dir.DataDirError, match=f"{root} .* set DATA_DIR"):
        data_dir.prepare()


def test_a_secret_is_made_once_and_only_its_owner_reads_it(root):
    data_dir.prepare()
    first = data_dir.secret("key")
    assert len(first) > 50
    assert data_dir.secret("key") == first
    assert stat.S_IMODE((root / "key").stat().st_mode) == 0o600


def test_of_two_that_make_a_secret_at_once_the_second_reads_the_firsts(root, monkeypatch):
    data_dir.prepare()
    link = os.link

    def link_second(draft, file):
        Path(file).write_text("the first one's")
        link(draft, file)

    monkeypatch.setattr(os, "link", link_second)
    assert data_dir.secret("key") == "the first one's"
    assert [child.name for child in root.iterdir() if child.is_file()] == ["key"]
