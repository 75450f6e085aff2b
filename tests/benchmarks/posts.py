"""Posts by sixteen clients at once, after which every accepted one has to be there, once."""

import http.client
import multiprocessing
import re
import secrets
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from random import Random
from statistics import quantiles
from urllib.parse import urlencode

from newsroom.populating.prose import Pen

from .figures import Figure, Result
from .sites import HOST, Site

CLIENTS = 16
_COMMENT = re.compile(r"#comment-([0-9]+)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for ``text``.

    ``pk`` is that of the comment to which the answer leads, 0 where it was not accepted;
    ``status`` is 0 where no answer came.
    """

    text: str
    status: int
    pk: int
    milliseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """All answers, and the keys of the comments that there are afterwards, by text."""

    answers: Sequence[Answer]
    seconds: float
    found: dict[str, list[int]]

    @property
    def accepted(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.pk]

    @property
    def refused(self) -> int:
        return sum(answer.status > 0 and not answer.pk for answer in self.answers)

    @property
    def unanswered(self) -> int:
        return sum(answer.status == 0 for answer in self.answers)

    @property
    def lost(self) -> int:
        return sum(answer.pk not in self.found.get(answer.text, []) for answer in self.accepted)

    @property
    def doubled(self) -> int:
        return sum(len(keys) > 1 for keys in self.found.values())

    @property
    def percentiles(self) -> list[float]:
        """The milliseconds of accepted posts, in a hundred equal parts."""
        times = [answer.milliseconds for answer in self.accepted]
        return quantiles(times, n=100, method="inclusive")


def post(site: Site, *, number: int) -> Round:
    """Serve the site as README says, have ``number`` comments posted, and look them up."""
    run = secrets.token_hex(4)  # The site may have seen another one.
    slugs = site.ask("ledger.open_wide")
    with site.serving() as port:
        jobs = [(port, slugs, f"{run}-{client}", number // CLIENTS) for client in range(CLIENTS)]
        with multiprocessing.get_context("spawn").Pool(CLIENTS) as pool:
            started = time.perf_counter()
            answers = [answer for client in pool.starmap(send, jobs) for answer in client]
            seconds = time.perf_counter() - started
    return Round(answers=answers, seconds=seconds, found=site.ask("ledger.keys_by_text", run=run))


def send(port: int, slugs: Sequence[str], client: str, number: int) -> list[Answer]:
    """Post ``number`` comments one after the other, each by an author of its own."""
    pen = Pen(Random(client))  # noqa: S311 - for texts.
    with closing(http.client.HTTPConnection(HOST, port, timeout=60)) as connection:
        return [
            _send(connection, slugs[one % len(slugs)], f"{client}-{one}", pen.remark())
            for one in range(number)
        ]


def _send(connection: http.client.HTTPConnection, slug: str, name: str, remark: str) -> Answer:
    text = f"This is comment {name}. {remark}"
    fields = {"text": text, "name": f"Reader {name}", "email": f"reader-{name}@mail.example"}
    started = time.perf_counter()
    try:
        connection.request(
            "POST",
            f"/articles/{slug}/comments/",
            urlencode(fields),
            {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"},
        )
        response = connection.getresponse()
        response.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return Answer(text=text, status=0, pk=0, milliseconds=0)
    taken = (time.perf_counter() - started) * 1000
    comment = _COMMENT.search(response.headers.get("Location", ""))
    pk = int(comment[1]) if response.status == http.HTTPStatus.SEE_OTHER and comment else 0
    return Answer(text=text, status=response.status, pk=pk, milliseconds=taken)


def compare(rounds: dict[str, Round], *, number: int) -> Result:
    """Return the figures of the first and the last database side by side."""
    (names, values) = zip(*rounds.items(), strict=True)
    base, value = values[0], values[-1]
    return Result(
        title=f"{number:,} posts by {CLIENTS} clients at once",
        base=names[0],
        value=names[-1],
        figures=(
            _never("accepted and not there", base.lost, value.lost),
            _never("there twice", base.doubled, value.doubled),
            _never("without an answer", base.unanswered, value.unanswered),
            _never("refused", base.refused, value.refused),
            Figure(what="accepted", base=len(base.accepted), value=len(value.accepted)),
            Figure(
                what="accepted in a second",
                base=len(base.accepted) / base.seconds,
                value=len(value.accepted) / value.seconds,
            ),
            _within("half of them within", base, value, 50),
            _within("99 of 100 within", base, value, 99),
        ),
    )


def _never(what: str, base: int, value: int) -> Figure:
    verdict = "wrong" if base or value else "OK"
    return Figure(what=what, base=base, value=value, verdict=verdict)


def _within(what: str, base: Round, value: Round, part: int) -> Figure:
    times = [one.percentiles[part - 1] for one in (base, value)]
    return Figure(what=what, base=times[0], value=times[1], unit=" ms")
