"""Text as it is compared, never as it is stored or shown. Pure.

Case, accents, letters that look alike, invisible characters and punctuation make no difference.
What is compared keeps a map back to the text as it was written.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .lookalikes import LEET, LEET_ONE, LETTERS

# Marks that are put on letters of any script: dropped, so that "c̷a̷t" is "cat". The marks that
# the scripts of India, Arabic or Hebrew write vowels with are letters here.
_STRAY_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# Besides the format characters (Cf): fillers and variation selectors, which show nothing.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f]")
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
# A word in which letters and what stands for letters are mixed.
_MIXED = re.compile(r"[^\W\d_][\d@$]|[\d@$!|][^\W\d_]")
_WORD = re.compile("[^ ]+")
SPACE = " "


@dataclass(frozen=True, slots=True, kw_only=True)
class Matchable:
    """``text`` is words of letters and digits, with one space before, between and after them.

    ``starts`` and ``ends`` hold for each of its characters the place in the original.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the original the characters from ``start`` to ``end`` stand."""
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Matchable:
    """Return ``text`` as it is compared; never raises, whatever the text."""
    return _by_words(_folded(text, {}))


def variants(text: str) -> list[Matchable]:
    """Return ``normalise(text)``, and what else somebody may have meant to be read.

    Letters repeated three times or more are there once and twice too ("caaasino"), and in words
    that mix letters and digits those digits are letters too ("v1agra", "ca$ino").
    """
    plain = _folded(text, {})
    found = [plain]
    if _LONG_RUN.search(plain.text):
        found += [_shortened(plain, 1), _shortened(plain, 2)]
    if _MIXED.search(text):
        ones = "il" if set(LEET_ONE) & set(text) else "i"
        read = [_folded(text, LEET | dict.fromkeys(LEET_ONE, one)) for one in ones]
        found += [_shortened(folded, 1) for folded in read]
    return [_by_words(folded) for folded in found]


def _folded(text: str, digits: dict[str, str]) -> Matchable:
    """Return ``text`` with each character as it is compared; in mixed words ``digits`` too."""
    folded = [_fold(character) for character in text]
    for place in _mixed_places(text) if digits else ():
        folded[place] = digits.get(text[place], folded[place])
    places = [place for place, letters in enumerate(folded) for _ in letters]
    return Matchable(text="".join(folded), starts=places, ends=[place + 1 for place in places])


def _mixed_places(text: str) -> Iterator[int]:
    for word in re.finditer(r"[\w@$!|]*[\w@$]", text):
        if _MIXED.search(word[0]):
            yield from range(*word.span())


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    """Return letters and digits as they are compared, a space for anything else, '' for nothing.

    >>> _fold("É")
    'e'
    """
    if unicodedata.category(character) == "Cf" or _UNSEEN.match(character):
        return ""
    plain = unicodedata.normalize("NFKD", character).casefold()
    plain = unicodedata.normalize("NFKD", plain)
    marks_dropped = _STRAY_MARKS.sub("", plain)
    return "".join(_letter(part) for part in marks_dropped)


def _letter(character: str) -> str:
    if character in LETTERS:
        return LETTERS[character]
    match unicodedata.category(character)[0]:
        case "L" | "M":
            return character
        case "N":
            return str(unicodedata.digit(character, character))
        case _:
            return SPACE


def _shortened(letters: Matchable, to: int) -> Matchable:
    """Shorten runs of three and more of a letter ``to`` so many; the last one spans the rest."""
    text, starts, ends, done = "", list[int](), list[int](), 0
    for run in _LONG_RUN.finditer(letters.text):
        kept = slice(done, run.start() + to)
        text += letters.text[kept]
        starts += letters.starts[kept]
        ends += [*letters.ends[kept][:-1], letters.ends[run.end() - 1]]
        done = run.end()
    return Matchable(
        text=text + letters.text[done:],
        starts=[*starts, *letters.starts[done:]],
        ends=[*ends, *letters.ends[done:]],
    )


def _by_words(letters: Matchable) -> Matchable:
    """Put one space around and between words."""
    text, starts, ends = SPACE, [0], [0]
    for word in _WORD.finditer(letters.text):
        here = slice(*word.span())
        text += word[0] + SPACE
        starts += [*letters.starts[here], letters.ends[here][-1]]
        ends += [*letters.ends[here], letters.ends[here][-1]]
    return Matchable(text=text, starts=starts, ends=ends)
