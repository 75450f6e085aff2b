"""Headlines, articles, names and remarks that nobody wrote. Pure; the same for the same ``rng``.

Sentences are put together of a few dozen parts, made once and then drawn, so that a million
remarks take seconds.
"""

from dataclasses import dataclass
from random import Random
from uuid import UUID

PLACES = ("Miami", "Tegucigalpa", "the capital", "the valley", "San Lucas", "the border towns")
BODIES = ("council", "ministry", "port authority", "delegation", "court", "school board", "union")
ACTS = ("delays", "approves", "opens", "reviews", "defends", "withdraws", "rewrites", "funds")
THINGS = (
    "a plan for the harbour",
    "new rules for border crossings",
    "the water agreement",
    "a bridge that was promised twice",
    "the night train",
    "a register of meetings",
    "the school meals budget",
    "talks on migration",
)
REASONS = (
    "after a day of talks",
    "before the summer",
    "against the advice of its own lawyers",
    "as costs rise",
    "without a vote",
    "and gives no date",
    "for the third time",
)
OPENINGS = (
    "I read this twice and still think",
    "As somebody who lives there, I can say",
    "It should be added",
    "My neighbours told me",
    "The article does not mention",
    "With respect to the earlier comment, I doubt",
    "Years ago it was the same:",
    "What nobody asks is how it came",
)
CLAIMS = (
    "that the {body} knew about {thing} all along",
    "that {place} pays for {thing} in the end",
    "that the {body} {act} whatever it likes",
    "that {thing} was on the agenda in {place} before",
    "that one meeting in {place} changes little",
)
ENDS = (".", ".", ".", ".", "!", "?", " …", ", and that is that.")
FIRST_NAMES = (
    "Ana",
    "Bela",
    "Carlos",
    "Dora",
    "Elif",
    "Farid",
    "Greta",
    "Hugo",
    "Ivo",
    "Jonas",
    "Kofi",
    "Lena",
    "Marta",
    "Nils",
    "Olga",
    "Pavel",
    "Quynh",
    "Rosa",
    "Samir",
    "Tove",
    "Uma",
    "Viktor",
    "Wanda",
    "Ximena",
    "Yusuf",
    "Zoe",
)
LAST_NAMES = (
    "Abel",
    "Brandt",
    "Castillo",
    "Dietz",
    "Eriksen",
    "Flores",
    "Garay",
    "Hoang",
    "Ibarra",
    "Jansen",
    "Keller",
    "Lozano",
    "Mejia",
    "Novak",
    "Okafor",
    "Paz",
    "Quispe",
    "Rivas",
    "Santos",
    "Thorsen",
    "Ueda",
    "Varga",
    "Winter",
    "Yilmaz",
    "Zelaya",
)
POOL = 4000
SHARE_OF_LONG = 0.2  # in two paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    headline: str
    dek: str
    body: str


class Pen:
    """Writes, at random, from sentences that it made before."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._remarks = [self._remark() for _ in range(POOL)]
        self._news = [self._headline() + "." for _ in range(POOL)]

    def story(self) -> Story:
        paragraphs = (" ".join(self._rng.choices(self._news, k=4)) for _ in range(5))
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        return Story(headline=self._headline(), dek=self._rng.choice(self._news), body=body)

    def remark(self) -> str:
        """Return one to five sentences, in one paragraph or two."""
        sentences = self._rng.choices(self._remarks, k=self._rng.randint(1, 5))
        breaks = self._rng.randrange(len(sentences)) if self._rng.random() < SHARE_OF_LONG else 0
        first, second = " ".join(sentences[:breaks]), " ".join(sentences[breaks:])
        return f"{first}\n\n{second}" if first else second

    def person(self) -> tuple[str, str]:
        """Return a first and a last name."""
        return self._rng.choice(FIRST_NAMES), self._rng.choice(LAST_NAMES)

    def uid(self) -> UUID:
        return UUID(int=self._rng.getrandbits(128), version=4)

    def _headline(self) -> str:
        pick = self._rng.choice
        return (
            f"{pick(BODIES).title()} of {pick(PLACES)} {pick(ACTS)} {pick(THINGS)} {pick(REASONS)}"
        )

    def _remark(self) -> str:
        pick = self._rng.choice
        claim = pick(CLAIMS).format(
            body=pick(BODIES), place=pick(PLACES), thing=pick(THINGS), act=pick(ACTS)
        )
        return f"{pick(OPENINGS)} {claim}{pick(ENDS)}"
