"""The translations of the interface: whole, compiled, and with what is filled in."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

PLACE = re.compile(r"%\((\w+)\)|%%|<(/?\w+)|\b(href=\"%\(\w+\)s\")")


def catalogues() -> list[Path]:
    return sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))


def entries() -> list[polib.POEntry]:
    return [entry for path in catalogues() for entry in polib.pofile(str(path))]


def places(text: str) -> list[tuple[str, ...]]:
    return sorted(PLACE.findall(text))


def test_every_language_of_the_interface_but_its_own_has_a_catalogue():
    there = [path.parent.parent.name for path in catalogues()]
    assert ["en", *there] == settings.INTERFACE_LANGUAGES


def test_every_word_is_translated():
    missing = [entry.msgid for entry in entries() if not entry.translated() or entry.fuzzy]
    assert missing == []


def test_a_translation_fills_in_what_the_original_does():
    odd = [
        (original, said)
        for entry in entries()
        for said in (entry.msgstr_plural or {0: entry.msgstr}).values()
        for original in [entry.msgid_plural or entry.msgid]
        if places(original) != places(said)
    ]
    assert odd == []


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.parent.parent.name)
def test_a_catalogue_is_compiled_as_it_stands(path):
    compiled = polib.mofile(str(path.with_suffix(".mo")))
    now = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))}
    assert {(entry.msgctxt, entry.msgid): entry.msgstr for entry in compiled} == {
        key: entry.msgstr for key, entry in now.items()
    }
    assert [entry.msgstr_plural for entry in compiled] == [
        now[entry.msgctxt, entry.msgid].msgstr_plural for entry in compiled
    ]
