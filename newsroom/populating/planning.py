"""Who says what when, where in which thread, and what becomes of it: the plan of all comments.

Pure; the same for the same ``rng``. Times are seconds before the end of the plan (negative).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from random import Random

from comments import threads

DAY = 24 * 60 * 60
PERIOD = 2 * 365 * DAY
# The worker deletes spam after 30 days, and empties networks after 14.
SPAM_STAYS = 29 * DAY
NETWORK_STAYS = 13 * DAY
# The article with the most comments came out so long before the end.
HOT_SINCE = 60 * DAY
FEATURED_IN_HOT = 3
SHARE_OF_REPLIES = 0.5
# So many replies of the busiest thread go to its first comment.
SHARE_OF_PILE = 0.1
LATEST = 30  # Replies go to one of so many comments before.


class Fate(Enum):
    """What becomes of a comment."""

    AT_ONCE = auto()  # approved by screening
    STAFF = auto()  # of the staff, so at once too
    APPROVED = auto()
    FEATURED = auto()
    EDITED = auto()  # at once, and edited by its author
    EDIT_WAITS = auto()
    REPORTED = auto()
    PENDING = auto()
    REJECTED = auto()
    SPAM = auto()
    REMOVED = auto()


# In per cent.
SHARES = {
    Fate.AT_ONCE: 21.0,
    Fate.STAFF: 1.0,
    Fate.APPROVED: 43.9,
    Fate.FEATURED: 0.1,
    Fate.EDITED: 2.0,
    Fate.EDIT_WAITS: 1.0,
    Fate.REPORTED: 6.0,
    Fate.PENDING: 7.0,
    Fate.REJECTED: 6.0,
    Fate.SPAM: 6.0,
    Fate.REMOVED: 6.0,
}
# Readers saw these, so they may have replies.
ANSWERED = frozenset(Fate) - {Fate.PENDING, Fate.REJECTED, Fate.SPAM}


@dataclass(slots=True, kw_only=True, eq=False)
class Planned:
    """A comment. ``article``, ``author`` and ``number`` are counted from 0."""

    article: int
    author: int
    at: float
    fate: Fate
    parent: "Planned | None"
    path: str
    number: int = 0  # Its place among all comments, by time.


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    articles: int
    comments: int

    @property
    def hot(self) -> int:
        """The number of comments of the busiest article, which is number 0."""
        most = max(self.comments // 100, min(self.comments // 2, 500))
        return self.comments if self.articles == 1 else most

    @property
    def authors(self) -> int:
        return self.comments // 8 + 1


def publications(rng: Random, size: Size) -> list[float]:
    """Return when each article came out."""
    return [-HOT_SINCE, *(-rng.random() * PERIOD for _ in range(size.articles - 1))]


def plan(rng: Random, size: Size, published: list[float]) -> list[Planned]:
    """Return all comments by time; a reply is after what it answers."""
    planned = [
        comment
        for article, number in enumerate(_spread(rng, size))
        for comment in _thread(rng, size, article, _moments(rng, number, published[article]))
    ]
    planned.sort(key=lambda comment: comment.at)
    for number, comment in enumerate(planned):
        comment.number = number
    return planned


def _spread(rng: Random, size: Size) -> list[int]:
    """Return how many comments each article has: most a few, three in ten none, one very many."""
    numbers = [size.hot, *[0] * (size.articles - 1)]
    discussed = max(1, int((size.articles - 1) * 0.7))
    for _ in range(size.comments - size.hot):
        numbers[1 + int(discussed * rng.random() ** 2)] += 1
    return numbers


def _moments(rng: Random, number: int, published: float) -> list[tuple[float, Fate]]:
    """Return when comments come to an article and what becomes of each, in their order."""
    moments = []
    for fate in rng.choices(list(SHARES), list(SHARES.values()), k=number):
        at = published + rng.expovariate(1 / (1.5 * DAY))
        if fate is Fate.SPAM:
            at = rng.uniform(max(published, -SPAM_STAYS), 0)
        elif at >= 0:
            at = rng.uniform(published, 0)
        moments.append((at, fate))
    moments.sort(key=lambda moment: moment[0])
    return moments


@dataclass(slots=True)
class _Places:
    """Gives places in one thread."""

    last: dict[str, str] = field(default_factory=dict)  # The last path below each path.

    def next(self, parent: Planned | None) -> str:
        base = threads.base_of_replies(parent.path) if parent else ""
        self.last[base] = threads.next_path(base, self.last.get(base))
        return self.last[base]


def _thread(
    rng: Random, size: Size, article: int, moments: list[tuple[float, Fate]]
) -> Iterator[Planned]:
    places, answered = _Places(), list[Planned]()
    is_hot, featured = article == 0, 0
    for at, drawn in moments:
        fate = drawn
        if is_hot and fate is Fate.APPROVED and featured < FEATURED_IN_HOT:
            fate, featured = Fate.FEATURED, featured + 1
        parent = _parent(rng, answered, is_hot=is_hot)
        comment = Planned(
            article=article,
            author=int(size.authors * rng.random() ** 2),
            at=at,
            fate=fate,
            parent=parent,
            path=places.next(parent),
        )
        if fate in ANSWERED:
            answered.append(comment)
        yield comment


def _parent(rng: Random, answered: list[Planned], *, is_hot: bool) -> Planned | None:
    """Return what a comment replies to, if anything."""
    if not answered or rng.random() > SHARE_OF_REPLIES:
        return None
    if is_hot and rng.random() < SHARE_OF_PILE:
        return answered[0]
    return answered[max(0, len(answered) - 1 - int(LATEST * rng.random()))]
