"""What would else be loaded for the first page: addresses with their views, and templates."""

from pathlib import Path

from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.urls import get_resolver

# An editor may keep files of its own beside them.
KINDS = {".html", ".txt", ".xml"}


def preload() -> None:
    """Load all addresses and the site's own templates; they stay in the memory."""
    assert get_resolver().url_patterns
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    for directory in map(Path, engine.dirs):
        for file in directory.rglob("*.*"):
            if file.suffix in KINDS:
                engine.get_template(str(file.relative_to(directory)))
