"""What a check found about a comment. Pure."""

from dataclasses import asdict, dataclass
from enum import IntEnum


class Verdict(IntEnum):
    PASS = 0
    HOLD = 1
    SPAM = 2
    REFUSE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found, in words for the desk.

    ``spans`` are places (start, end) in the ``field``, "text" or "name"; ``number`` is what was
    counted or measured. ``policy`` and ``word_rule`` are keys of the rows whose rule it applied.
    ``answer`` tells the author of a refused comment why and what to do; it is not stored.
    """

    check: str
    verdict: Verdict
    detail: str
    policy: int | None = None
    word_rule: int | None = None
    field: str = "text"
    spans: tuple[tuple[int, int], ...] = ()
    number: int | None = None
    answer: str = ""

    def as_json(self) -> dict[str, object]:
        stored = asdict(self) | {"verdict": self.verdict.name.lower()}
        del stored["answer"]
        return stored
