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

from . import client
from .figures import Figure, Result, at_least, never
from .processes import HOST
from .scale import SQLITE
from .sites import Site

CLIENTS = 16
WORKERS = (1, 2)
TURNS = 2
# On SQLite, where they wait for each other.
OF_ONE_WORKER = 0.7
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
    def rate(self) -> float:
        return len(self.accepted) / self.seconds

    @property
    def percentiles(self) -> list[float]:
        """The milliseconds of accepted posts, in a hundred equal parts."""
        times = [answer.milliseconds for answer in self.accepted]
        return quantiles(times, n=100, method="inclusive")


def measure(site: Site, database: str, *, number: int) -> Result:
    """Have ``number`` comments posted with one and with several workers, in two turns each."""
    done = {workers: list[Round]() for workers in WORKERS}
    for _ in range(TURNS):
        for workers, rounds in done.items():
            rounds.append(post(site, number=number // TURNS, workers=workers))
    one, several = (merge(rounds) for rounds in done.values())
    title = f"{number:,} posts on {database} by {CLIENTS} clients at once"
    return compare(one, several, title=title, is_sqlite=database == SQLITE)


def merge(rounds: Sequence[Round]) -> Round:
    return Round(
        answers=[answer for one in rounds for answer in one.answers],
        seconds=sum(one.seconds for one in rounds),
        found={text: keys for one in rounds for text, keys in one.found.items()},
    )


def post(site: Site, *, number: int, workers: int) -> Round:
    """Serve the site, have ``number`` comments posted, and look them up."""
    run = secrets.token_hex(4)  # The site may have seen another one.
    slugs = site.ask("ledger.open_wide")
    with site.serving(workers=workers) as server:
        client.page(server.port, "/")
        jobs = [
            (server.port, slugs, f"{run}-{sender}", number // CLIENTS) for sender in range(CLIENTS)
        ]
        context = multiprocessing.get_context("spawn")
        ready = context.Barrier(CLIENTS + 1)
        with context.Pool(CLIENTS, initializer=ready.wait) as pool:
            ready.wait()
            started = time.perf_counter()
            answers = [answer for sent in pool.starmap(send, jobs) for answer in sent]
            seconds = time.perf_counter() - started
    return Round(answers=answers, seconds=seconds, found=site.ask("ledger.keys_by_text", run=run))


def send(port: int, slugs: Sequence[str], sender: str, number: int) -> list[Answer]:
    """Post ``number`` comments one after the other, each by an author of its own."""
    pen = Pen(Random(sender))  # noqa: S311 - for texts.
    with closing(http.client.HTTPConnection(HOST, port, timeout=60)) as connection:
        return [
            _send(connection, slugs[one % len(slugs)], f"{sender}-{one}", pen.remark())
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


def compare(one: Round, several: Round, *, title: str, is_sqlite: bool) -> Result:
    """Return the figures of one worker and of several side by side."""
    rate = Figure(what="accepted", base=one.rate, value=several.rate, unit="/s")
    return Result(
        title=title,
        base="{} worker".format(*WORKERS),
        value="{1} workers".format(*WORKERS),
        figures=(
            never("accepted and not there", one.lost, several.lost),
            never("there twice", one.doubled, several.doubled),
            never("without an answer", one.unanswered, several.unanswered),
            never("refused", one.refused, several.refused),
            Figure(what="accepted, in all", base=len(one.accepted), value=len(several.accepted)),
            at_least(OF_ONE_WORKER, rate) if is_sqlite else rate,
            _within("half of them within", one, several, 50),
            _within("99 of 100 within", one, several, 99),
        ),
    )


def _within(what: str, one: Round, several: Round, part: int) -> Figure:
    base, value = (done.percentiles[part - 1] for done in (one, several))
    return Figure(what=what, base=base, value=value, unit=" ms")
