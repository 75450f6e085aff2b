"""Shows where the words of a question are in a text. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from masthead import folding
from masthead.questions import Question, Term

LENGTH = 220
BEFORE = 50  # Characters of a passage before its first match.
# A short word may be an abbreviation: “us” also finds “U.S.”
LONGEST_ABBREVIATION = 5
MOST_PLACES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text, unescaped."""

    text: str
    is_match: bool


class Marker:
    """Finds the words of one question in any text."""

    def __init__(self, question: Question) -> None:
        self._pattern = re.compile("|".join(map(_pattern, question.wanted)))

    def marked(self, text: str) -> list[Piece]:
        """Return all of ``text``, in pieces."""
        text = unicodedata.normalize("NFC", text)
        return list(self._pieces(text, 0, len(text)))

    def passage(self, text: str) -> list[Piece]:
        """Return about ``LENGTH`` characters of ``text`` with as many of the words as possible.

        Where there is none of them, its beginning.
        """
        text = unicodedata.normalize("NFC", text)
        start = 0 if len(text) <= LENGTH else self._best_start(text)
        start = text.rfind(" ", 0, start) + 1 if start else 0
        end = len(text) if len(text) - start <= LENGTH else text.rfind(" ", start, start + LENGTH)
        end = end if end > start else start + LENGTH
        pieces = list(self._pieces(text, start, end))
        if start:
            pieces.insert(0, Piece(text="…\N{NO-BREAK SPACE}", is_match=False))
        if end < len(text):
            pieces.append(Piece(text="\N{NO-BREAK SPACE}…", is_match=False))
        return pieces

    def _best_start(self, text: str) -> int:
        found = self._pattern.finditer(folding.letter_by_letter(text))
        places = [(match.start(), match[0]) for match in islice(found, MOST_PLACES)]
        if not places:
            return 0
        best = max(places, key=lambda place: (_distinct(places, place[0]), -place[0]))
        return max(0, best[0] - BEFORE)

    def _pieces(self, text: str, start: int, end: int) -> Iterator[Piece]:
        done = start
        for match in self._pattern.finditer(folding.letter_by_letter(text), start, end):
            if match.start() > done:
                yield Piece(text=text[done : match.start()], is_match=False)
            yield Piece(text=text[match.start() : match.end()], is_match=True)
            done = match.end()
        if done < end:
            yield Piece(text=text[done:end], is_match=False)


def _distinct(places: list[tuple[int, str]], start: int) -> int:
    """Return how many different words a passage has that begins just before ``start``."""
    return len({word for at, word in places if start <= at < start + LENGTH - BEFORE})


def _pattern(term: Term) -> str:
    words = r"[\W_]+".join(map(_word, term.words))
    return rf"(?<!\w){words}" + (r"\w*" if term.is_beginning else r"(?!\w)")


def _word(word: str) -> str:
    if word.isalpha() and len(word) <= LONGEST_ABBREVIATION:
        return r"\.?".join(word)
    return re.escape(word)
