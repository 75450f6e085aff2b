"""What is loaded before the workers of the web server are forked."""

import gc
import sys

import pytest
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.urls import clear_url_caches, get_resolver

from newsroom import preloading, web_server


@pytest.fixture
def _unfrozen():
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("_unfrozen")
def test_an_application_is_loaded_and_left_alone_by_the_collector(tmp_path, monkeypatch):
    (tmp_path / "an_application.py").write_text("hello = object()\n")
    monkeypatch.syspath_prepend(tmp_path)
    web_server.load("an_application:hello")
    assert "an_application" in sys.modules
    assert gc.get_freeze_count()
    del sys.modules["an_application"]


def test_addresses_and_templates_are_loaded_without_the_database():
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    [loader] = engine.engine.template_loaders
    loader.reset()
    clear_url_caches()
    preloading.preload()
    assert {"articles/article.html", "404.html"} <= loader.get_template_cache.keys()
    assert "url_patterns" in vars(get_resolver())


def test_what_an_editor_keeps_beside_templates_is_left_alone(settings, tmp_path):
    (tmp_path / ".page.html.swp").write_bytes(b"\xff\x00")
    (tmp_path / "page.html").write_text("{% if it %}parses{% endif %}")
    [own] = settings.TEMPLATES
    settings.TEMPLATES = [own | {"DIRS": [tmp_path]}]
    preloading.preload()
