"""Which language a page's own words are in, and which way a language runs.

An article may be in any language; the words around it are in one that the interface is translated
to: the article's, else the paper's, else English.
"""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation


def spoken(*wanted: str) -> str:
    """Return the first of the languages ``wanted`` (``es``, ``es-mx``) that the interface has."""
    known: list[str] = settings.INTERFACE_LANGUAGES
    primary = (language.partition("-")[0] for language in wanted)
    return next((language for language in primary if language in known), known[0])


def speaking(*wanted: str) -> AbstractContextManager[None]:
    """Say everything inside in the first of the languages that the interface has."""
    return translation.override(spoken(*wanted))


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr``, as HTML's ``dir`` has it."""
    try:
        info = translation.get_language_info(language)
    except KeyError:
        return "ltr"
    return "rtl" if info["bidi"] else "ltr"


def own_name(language: str) -> str:
    """Return what a language is called in that language; its code where that is not known."""
    try:
        return str(translation.get_language_info(language)["name_local"])
    except KeyError:
        return language
