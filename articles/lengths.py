"""How long a text takes to read, and its beginning. Pure.

Words are counted between white space; the characters of scripts that are written without it
(Chinese, Japanese, Thai …) one by one.
"""

import re

from django.utils.text import Truncator

WORDS_A_MINUTE = 230
CHARACTERS_A_MINUTE = 500
WORDS_OF_BEGINNING = 30
CHARACTERS_OF_BEGINNING = 250
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def minutes(text: str) -> int:
    """Return whole minutes, at least 1."""
    characters = len(_UNSPACED.findall(text))
    words = len(_UNSPACED.sub(" ", text).split())
    return max(1, round(words / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE))


def beginning(text: str) -> str:
    """Return the first words of a text, as the description of a page has them."""
    words = Truncator(text).words(WORDS_OF_BEGINNING)
    return Truncator(words).chars(CHARACTERS_OF_BEGINNING)
