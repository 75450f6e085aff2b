"""Which of what matches answers best. Pure, and so the same on both databases.

The more of the question stands in the title, the better, and then in the lead (standfirst, names,
places); half of it is worth a quarter. A short title or lead that is the question beats a long
one that has it. Of equals, the newest.
"""

from collections.abc import Iterable

from masthead.matching import Match
from masthead.questions import Question

IN_TITLE, IN_LEAD = 8, 3
AS_A_PHRASE = 3
ALL_OF_TITLE, ALL_OF_LEAD = 4, 2
# A word that only begins as the question does, beside one that is in it.
BEGINNING = 0.8
# Words of up to three letters are mostly “of”, “the”, “los”: they say little beside others.
SHORT, WEIGHT_OF_SHORT = 3, 0.1


class Ranker:
    """Says how well entries answer one question."""

    def __init__(self, question: Question) -> None:
        texts = [(str(term), term.is_beginning) for term in question.wanted]
        weights = [WEIGHT_OF_SHORT if len(text) <= SHORT else 1 for text, _ in texts]
        self._terms = [
            (f" {text}", is_beginning, weight / sum(weights))
            for (text, is_beginning), weight in zip(texts, weights, strict=True)
        ]
        self._whole = "".join(text for text, _, _ in self._terms)
        self._length = self._whole.count(" ")

    def score(self, match: Match) -> float:
        title, lead = f" {match.title} ", f" {match.lead} "
        in_title, in_lead = self._presence(title), self._presence(lead)
        return (
            in_title**2 * (IN_TITLE + ALL_OF_TITLE * self._share(title))
            + in_lead**2 * (IN_LEAD + ALL_OF_LEAD * self._share(lead))
            + AS_A_PHRASE * (self._whole in title or self._whole in lead)
        )

    def _presence(self, padded: str) -> float:
        """Return how much of the question is in a text that has a space at both ends."""
        return sum(
            weight * (1 if f"{text} " in padded else BEGINNING * is_beginning)
            for text, is_beginning, weight in self._terms
            if text in padded
        )

    def _share(self, padded: str) -> float:
        """Return how much of a text the question would be."""
        return min(1, self._length / (padded.count(" ") - 1))


def best_first(matches: Iterable[Match], question: Question) -> list[Match]:
    score = Ranker(question).score
    return sorted(matches, key=lambda match: (-score(match), -match.position))
