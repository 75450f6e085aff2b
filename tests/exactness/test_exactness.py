"""Whatever two processes do, in any order: each page in front is what Django itself would answer.

The site is served as README says, by two workers; what is done to it comes from two processes.
"""

import gzip
import http.client
import itertools
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from psycopg import sql

from tests.browser.site import PROJECT_DIR, Site

ACTORS, NUMBERS = st.integers(0, 1), st.integers(0, 99)
KINDS = (
    "person",
    "organization",
    "place",
    "section",
    "topic",
    "meeting",
    "agreement",
    "page",
    "paper",
)
VERBS = ("approve", "approve", "reject", "spam", "remove", "feature", "unfeature")
MODES = ("closed", "all-held", "none-held")
STEPS, EXAMPLES = 6, 3


class Actor:
    """A process at work on the site."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.exactness.actor"],
            cwd=PROJECT_DIR,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, name: str, *arguments: Any) -> Any:
        """Call a function of ``acts``; what it did is committed when this returns."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps([name, arguments])}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def stop(self) -> None:
        self._process.communicate()
        assert self._process.returncode == 0


class Reader:
    """Somebody whose browser keeps a connection to one of the workers."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> tuple[int, str]:
        self._connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = self._connection.getresponse()
        body = response.read()
        is_gzip = response.headers.get("Content-Encoding") == "gzip"
        return response.status, (gzip.decompress(body) if is_gzip else body).decode()

    def close(self) -> None:
        self._connection.close()


class Ground:
    """The site, and the two processes that work on it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        # Without it, coverage does not see that what they render are templates.
        own = {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "TEMPLATE_DEBUG": "on"}
        self.actors = [Actor(site.environment | own) for _ in "ab"]
        self._turns = itertools.count()

    def differences(self) -> list[str]:
        """Return the addresses that are not answered as Django itself would now."""
        turn = next(self._turns)
        actor = self.actors[turn % 2]
        addresses = actor("pages")
        with closing(Reader(self.site.port)) as one, closing(Reader(self.site.port)) as other:
            readers = itertools.cycle([one, other])
            seen = [next(readers).get(address) for address in addresses]
        fresh = actor("look", addresses)
        return [
            address
            for address, before, now in zip(addresses, seen, fresh, strict=True)
            if list(before) != now
        ]


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Ground]:
    site = Site(tmp_path_factory.mktemp("exactness"), _database_url())
    site.prepare()
    site.start()
    ground = Ground(site)
    yield ground
    for actor in ground.actors:
        actor.stop()
    assert site.stop() == 0


def _database_url() -> str:
    """Return a new database on the server of the tests; '' on SQLite."""
    if connection.vendor == "sqlite":
        return ""
    told = connection.settings_dict
    name = f"exactness_{secrets.token_hex(4)}"
    user = ":".join(filter(None, [told["USER"], told["PASSWORD"]]))
    server = f"postgres://{user}@{told['HOST']}:{told['PORT']}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as server_connection:
        server_connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return f"{server}/{name}"


class Newsroom(RuleBasedStateMachine):
    """A day at the paper: each rule is an act of one of two processes."""

    ground: Ground

    def act(self, actor: int, name: str, *arguments: Any) -> Any:
        return self.ground.actors[actor](name, *arguments)

    @rule(actor=ACTORS)
    def publish(self, actor: int) -> None:
        self.act(actor, "publish", mark())

    @rule(actor=ACTORS, number=NUMBERS)
    def revise(self, actor: int, number: int) -> None:
        self.act(actor, "revise", number, mark())

    @rule(actor=ACTORS)
    def schedule(self, actor: int) -> None:
        wait_until(self.act(actor, "schedule", mark()))

    @rule(actor=ACTORS, number=NUMBERS)
    def withdraw(self, actor: int, number: int) -> None:
        self.act(actor, "withdraw", number)

    @rule(actor=ACTORS, number=NUMBERS)
    def move(self, actor: int, number: int) -> None:
        self.act(actor, "move", number, mark())

    @rule(actor=ACTORS, kind=st.sampled_from(KINDS), number=NUMBERS)
    def rename(self, actor: int, kind: str, number: int) -> None:
        self.act(actor, "rename", kind, number, mark())

    @rule(actor=ACTORS, number=NUMBERS)
    def place_in_front(self, actor: int, number: int) -> None:
        wait_until(self.act(actor, "place_in_front", number))

    @rule(actor=ACTORS, number=NUMBERS)
    def show_or_hide_a_meeting(self, actor: int, number: int) -> None:
        self.act(actor, "show_or_hide", number)

    @rule(actor=ACTORS, number=NUMBERS)
    def comment(self, actor: int, number: int) -> None:
        self.act(actor, "comment", number, mark())

    @rule(actor=ACTORS, number=NUMBERS, verb=st.sampled_from(VERBS))
    def decide(self, actor: int, number: int, verb: str) -> None:
        self.act(actor, "decide", number, verb)

    @rule(actor=ACTORS)
    def undo(self, actor: int) -> None:
        self.act(actor, "undo")

    @rule(actor=ACTORS, number=NUMBERS)
    def erase(self, actor: int, number: int) -> None:
        self.act(actor, "erase", number)

    @rule(actor=ACTORS, number=NUMBERS, mode=st.sampled_from(MODES))
    def rule_comments(self, actor: int, number: int, mode: str) -> None:
        self.act(actor, "rule", number, mode)

    @invariant()
    def every_page_is_as_django_makes_it_now(self) -> None:
        assert self.ground.differences() == []


def mark() -> str:
    return f"m{secrets.token_hex(5)}"


def wait_until(moment: float) -> None:
    while time.time() <= moment:
        time.sleep(0.02)


def test_every_page_is_always_right(ground: Ground) -> None:
    day = type("Day", (Newsroom,), {"ground": ground})
    run_state_machine_as_test(
        day,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_pages_are_kept_and_a_change_without_a_version_would_be_missed(ground: Ground) -> None:
    """What is compared above are kept pages: a change past all versions is not seen."""
    actor = ground.actors[0]
    with closing(Reader(ground.site.port)) as reader:
        headline = mark()
        (address,) = actor("first_page")
        before = reader.get(address)
        actor("whisper", headline)
        assert reader.get(address) == before
        assert headline not in before[1]
        actor("publish", mark())
        assert headline in reader.get(address)[1]
