import os

import pytest

from newsroom import static_files


@pytest.fixture
def source(settings, tmp_path):
    """Return the only folder that has static files."""
    source, target = tmp_path / "source", tmp_path / "static"
    source.mkdir()
    target.mkdir()
    (source / "page.css").write_text("a{}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = target
    return source


def test_files_are_collected_once(source, settings):
    assert not static_files.are_collected()
    assert static_files.collect()
    assert (settings.STATIC_ROOT / "page.css").read_text() == "a{}"
    assert static_files.are_collected()
    assert not static_files.collect()


def test_what_changed_is_collected_again(source, settings):
    static_files.collect()
    (source / "page.css").write_text("b{}")
    os.utime(source / "page.css", (2e9, 2e9))
    assert static_files.collect()
    assert (settings.STATIC_ROOT / "page.css").read_text() == "b{}"
