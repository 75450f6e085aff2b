"""Cleans what readers type of characters that are not seen, or are seen as something else. Pure.

Format characters (Unicode's Cf) are dropped but for the joiners that scripts such as Persian and
those of India are written with, and that hold emoji together, and for what ends in itself: bidi
embeddings and isolates that are closed again. Marks on a letter are capped.
"""

import re
import unicodedata

# As many marks as stand on one letter in any language (Vietnamese, Hebrew and Tibetan have 3);
# more are a tower that covers the lines above and below.
MOST_MARKS = 4
NON_JOINER, JOINER = "\u200c", "\u200d"
# Controls but tab and line feed; line and paragraph separators; what only programs read.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What begins an embedding or an override, and an isolate, with what ends it.
_OPENS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
_OVERRIDES = "\u202d\u202e"
_CLOSES = "\u202c\u2069"
_SPACES = re.compile(r"\s+")
# Letters that have no width though they are letters.
_FILLERS = "\u115f\u1160\u3164\uffa0"


def clean_name(text: str) -> str:
    """Return the name on one line, with nothing in it that is not seen."""
    text = _SURROGATES.sub("", text)
    text = _CONTROLS.sub(" ", unicodedata.normalize("NFC", text))
    text = _BIDI.sub("", text)
    for filler in _FILLERS:
        text = text.replace(filler, "")
    return _SPACES.sub(" ", _without_stray(_capped(text))).strip()


def clean_text(text: str) -> str:
    """Return the text with its lines, without what would disturb the text around it."""
    text = _SURROGATES.sub("", text)
    text = _CONTROLS.sub("", unicodedata.normalize("NFC", text))
    return "\n".join(_paired(line) for line in _capped(text).split("\n"))


def has_letter(text: str) -> bool:
    """Tell whether there is a letter or a digit, of any script, that can be seen."""
    return any(
        unicodedata.category(character)[0] in "LN" and character not in _FILLERS
        for character in text
    )


def can_be_seen(text: str) -> bool:
    """Tell whether there is anything but spaces, marks and characters that show nothing."""
    return any(
        unicodedata.category(character)[0] in "LNPS" and character not in _FILLERS
        for character in text
    )


def _capped(text: str) -> str:
    """Keep the first ``MOST_MARKS`` of the marks that stand on one letter."""
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _without_stray(text: str) -> str:
    """Drop format characters, but for joiners between what they may join."""
    return "".join(
        character
        for place, character in enumerate(text)
        if unicodedata.category(character) != "Cf" or _joins(text, place)
    )


def _joins(text: str, place: int) -> bool:
    """Tell whether a joiner stands where its script or an emoji needs it, and can be seen."""
    if text[place] not in {NON_JOINER, JOINER} or place in {0, len(text) - 1}:
        return False
    before, after = text[place - 1], text[place + 1]
    return all(_is_joined(neighbour) for neighbour in (before, after))


def _is_joined(character: str) -> bool:
    """Tell whether a character's script joins letters, or whether it is part of an emoji."""
    kind = unicodedata.category(character)
    if kind in {"So", "Sk"} or character == "\ufe0f":
        return True
    name = unicodedata.name(character, "")
    return kind[0] in "LM" and not name.startswith(("LATIN", "GREEK", "CYRILLIC", "ARMENIAN"))


def _paired(line: str) -> str:
    """Drop overrides, and of the other bidi controls those without their partner on the line."""
    dropped, opened = set[int](), list[int]()
    for place, character in enumerate(line):
        if character in _OPENS:
            opened.append(place)
        elif character in _CLOSES:
            if opened and _OPENS[line[opened[-1]]] == character:
                if line[opened.pop()] in _OVERRIDES:
                    dropped.add(place)
            else:
                dropped.add(place)
    dropped |= set(opened)
    return "".join(
        character
        for place, character in enumerate(line)
        if place not in dropped and character not in _OVERRIDES
    )
