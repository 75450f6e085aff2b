"""Finding the words of thousands of rules in a text at once. Pure.

A rule is a word or a phrase; ``*`` stands for any letters and digits within a word. All rules'
fixed parts are one automaton (Aho and Corasick, 1975), which reads the text once however
many rules there are; what it finds is then compared with the whole rule.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

import ahocorasick

from . import matching
from .matching import SPACE, Matchable

ANY = "*"
# What a rule must have in one piece, so that it is not found in every text.
SHORTEST = 2
_WORD = re.compile(r"[^ ]+")


class Unusable(ValueError):
    """The words of a rule have no letters or digits that could be looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """``section`` and ``article`` are keys; the rule is for the whole site without either."""

    pk: int
    words: str
    action: str  # WordRule.Action
    is_whole: bool = True
    section: int | None = None
    article: int | None = None

    def applies_to(self, *, section: int | None, article: int) -> bool:
        return self.section in {None, section} and self.article in {None, article}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where in the original text a rule's words stand."""

    rule: Rule
    start: int
    end: int


class _Text:
    """A normalised text and its words."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        return [(match.start(), match.end()) for match in _WORD.finditer(self.text)]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.words]

    def word_at(self, place: int) -> int:
        """Return the number of the word that begins at ``place`` or before it."""
        return bisect_right(self._starts, place) - 1

    def word(self, number: int) -> str:
        start, end = self.words[number]
        return self.text[start:end]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """Words without a star: the automaton finds them whole."""

    key: str
    margin: int  # Spaces at both ends of the key, which are no part of the words.

    def places(self, text: _Text, start: int, end: int) -> Iterator[tuple[int, int]]:
        yield start + self.margin, end - self.margin


@dataclass(frozen=True, slots=True, kw_only=True)
class _Starred:
    """Words with stars, each as the fixed parts between them; ``key`` is one of those."""

    key: str
    words: Sequence[Sequence[str]]

    def places(self, text: _Text, start: int, end: int) -> Iterator[tuple[int, int]]:
        here = text.word_at(start + self.key.startswith(SPACE))
        for number in range(len(self.words)):
            first, last = here - number, here - number + len(self.words) - 1
            if first < 0 or last >= len(text.words):
                continue
            if all(_is_like(text.word(first + at), parts) for at, parts in enumerate(self.words)):
                yield text.words[first][0], text.words[last][1]


def _is_like(word: str, parts: Sequence[str]) -> bool:
    """Compare a word with the fixed parts between stars; in time that grows with its length."""
    if len(parts) == 1:
        return word == parts[0]
    first, *middle, last = parts
    if len(word) < len(first) + len(last) or not word.startswith(first) or not word.endswith(last):
        return False
    place, end = len(first), len(word) - len(last)
    for part in middle:
        found = word.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return True


def pattern(words: str) -> list[list[str]]:
    """Return the fixed parts of each word as they are compared; raises ``Unusable``.

    >>> pattern("Buy *coin")
    [['buy'], ['', 'coin']]
    """
    parsed = [
        [matching.normalise(part).text.strip() for part in piece.split(ANY)]
        for piece in words.split()
    ]
    found: list[list[str]] = []
    for parts in parsed:
        found += _by_word(parts)
    if max((len(part) for parts in found for part in parts), default=0) < SHORTEST:
        message = "Give at least two letters or digits in one piece."
        raise Unusable(message)
    return found


def _by_word(parts: list[str]) -> list[list[str]]:
    """Split parts that hold several words: "semi-pro*" is the words "semi" and "pro*"."""
    by_word: list[list[str]] = [[]]
    for part in parts:
        first, *rest = part.split(SPACE)
        by_word[-1].append(first)
        by_word += [[word] for word in rest]
    return [parts for parts in by_word if parts != [""]]


def _phrase(words: list[list[str]], *, is_whole: bool) -> _Phrase:
    margin = SPACE if is_whole else ""
    phrase = SPACE.join(parts[0] for parts in words)
    return _Phrase(key=f"{margin}{phrase}{margin}", margin=len(margin))


def _open_at_ends(words: list[list[str]]) -> list[list[str]]:
    """Return the words of a rule that is for parts of words too: with a star before and after."""
    opened = [["", *words[0]], *words[1:]]
    return [*opened[:-1], [*opened[-1], ""]]


def _keys(words: list[list[str]]) -> list[str]:
    """Return the fixed parts, with a space where a word begins or ends with one."""
    return [
        (SPACE if at == 0 else "") + part + (SPACE if at == len(parts) - 1 else "")
        for parts in words
        for at, part in enumerate(parts)
        if len(part) >= SHORTEST
    ]


class Matcher:
    """All rules, ready to be looked for; made once, used for many texts."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._patterns: dict[str, list[tuple[Rule, _Phrase | _Starred]]] = {}
        starred = []
        for rule in rules:
            with suppress(Unusable):  # The form refuses it; in the database it harms nobody.
                words = pattern(rule.words)
                if any(len(parts) > 1 for parts in words):
                    starred.append((rule, words if rule.is_whole else _open_at_ends(words)))
                else:
                    self._add(rule, _phrase(words, is_whole=rule.is_whole))
        self._add_starred(starred)
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_ANY)
        for key in self._patterns:
            self._automaton.add_word(key, key)
        self._automaton.make_automaton()

    def _add(self, rule: Rule, compiled: _Phrase | _Starred) -> None:
        self._patterns.setdefault(compiled.key, []).append((rule, compiled))

    def _add_starred(self, starred: Sequence[tuple[Rule, list[list[str]]]]) -> None:
        """Look for each rule by the part of it that the fewest others have.

        Of a thousand rules that begin alike, a word is so compared with those that end like it.
        """
        shared = Counter(key for _, words in starred for key in set(_keys(words)))
        for rule, words in starred:
            rarest = min(_keys(words), key=lambda key: (shared[key], -len(key)))
            self._add(rule, _Starred(key=rarest, words=words))

    def find(self, text: str) -> list[Hit]:
        """Return where the rules' words stand in ``text``, in its order."""
        if not self._patterns:
            return []
        hits = {hit for variant in matching.variants(text) for hit in self._find(variant)}
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.rule.pk))

    def _find(self, variant: Matchable) -> Iterator[Hit]:
        text = _Text(variant.text)
        for last, key in self._automaton.iter(variant.text):
            for rule, compiled in self._patterns[key]:
                for place in compiled.places(text, last + 1 - len(key), last + 1):
                    start, end = variant.span(*place)
                    yield Hit(rule=rule, start=start, end=end)
