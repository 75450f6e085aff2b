"""What a reader asks for: words, “phrases”, and -words that must not be there. Pure.

Every text is a question; one without a word in it asks for nothing.
"""

import re
from dataclasses import dataclass, replace

from . import folding

LONGEST = 200  # characters
MOST_TERMS = 12
_QUOTES = '"“”„‟«»'
_TERM = re.compile(
    rf"(?P<no>(?<!\S)[-−])?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<word>[^\s{_QUOTES}]+))"
)
# One letter begins too many words.
SHORTEST_BEGINNING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Folded words that stand next to each other; of the last, maybe only the beginning."""

    words: tuple[str, ...]
    is_beginning: bool = False

    def __str__(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``text`` is what was asked, fit to be shown. ``needs_all``: any one term would not do."""

    text: str
    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]
    needs_all: bool = True

    def in_whole_words(self) -> "Question":
        """Return the question without the beginning of a word in it."""
        whole = (replace(term, is_beginning=False) for term in self.wanted)
        return replace(self, wanted=tuple(whole))

    def loosened(self) -> "Question":
        """Return the question for what has any of the terms."""
        return replace(self, needs_all=False)


def ask(text: str) -> Question:
    shown = "".join(character if character.isprintable() else " " for character in text[:LONGEST])
    wanted, unwanted = list[Term](), list[Term]()
    for match in _TERM.finditer(shown):
        words = tuple(folding.words(match["phrase"] or match["word"] or "").split())
        is_last = match["word"] is not None and match.end() == len(shown.rstrip())
        if words:
            (unwanted if match["no"] else wanted).append(_term(words, is_last=is_last))
    return Question(
        text=shown.strip(),
        wanted=tuple(wanted[:MOST_TERMS]),
        unwanted=tuple(unwanted[:MOST_TERMS]),
    )


def _term(words: tuple[str, ...], *, is_last: bool) -> Term:
    """Take the word that is being typed for the beginning of one."""
    return Term(words=words, is_beginning=is_last and len(words[-1]) >= SHORTEST_BEGINNING)
