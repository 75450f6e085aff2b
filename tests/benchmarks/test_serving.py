"""What the benchmarks of serving make of what they see, without a site."""

import json
import os
import sys
from itertools import islice
from urllib.parse import parse_qs, urlsplit

import pytest

from comments import threads

from . import (
    client,
    exactness,
    figures,
    hello,
    loads,
    machine,
    memory,
    mixed,
    nginx,
    posts,
    processes,
    scheduled,
    serving,
)
from .figures import Figure
from .loads import Load

PAGE = client.Answer(
    status=200,
    headers=(
        ("server", "granian"),
        ("content-type", "text/html"),
        ("content-length", "5"),
        ("content-encoding", "br"),
        ("etag", '"1"'),
        ("x-odd", 'a "b" \\c $d'),
    ),
    body=b"\x00\xff{}$",
)
QUICK, SLOW = (
    Load(rate=1_000, p99=2, errors=0),
    Load(rate=390, p99=60, errors=0),
)


def load(rate: float, *, errors: int = 0) -> Load:
    return Load(rate=rate, p99=1, errors=errors)


def verdicts(judged) -> list[str]:
    return [figure.verdict for figure in judged]


def test_a_figure_is_judged_by_its_ratio_its_value_or_that_it_must_not_be():
    figure = Figure(what="x", base=10, value=9, unit=" ms")
    assert verdicts([figures.at_least(0.9, figure), figures.at_least(0.91, figure)]) == [
        "OK",
        "under",
    ]
    assert verdicts([figures.at_most(0.9, figure), figures.at_most(0.89, figure)]) == ["OK", "over"]
    assert verdicts([figures.under(9.1, figure), figures.under(9, figure)]) == ["OK", "over"]
    assert verdicts([figures.never("x", 0, 0), figures.never("x", 1, 0)]) == ["OK", "wrong"]


@pytest.mark.parametrize(("number", "wrong", "verdict"), [(9, 0, "OK"), (9, 1, "wrong")])
def test_none_of_very_many_may_be_wrong(number, wrong, verdict):
    assert figures.none_of("stale", number, wrong).verdict == verdict


def test_where_nothing_was_asked_nothing_is_proven():
    assert figures.none_of("stale", 0, 0).verdict == "wrong"


def test_what_wrk_measured_is_read_from_its_last_line():
    said = {"requests": 300, "microseconds": 1_500_000, "p99_microseconds": 2_500, "errors": 2}
    read = loads.read(f"Running 1s test\n  300 requests in 1.50s\n{json.dumps(said)}\n")
    assert read == Load(rate=200, p99=2.5, errors=2)


def test_of_several_rounds_the_quietest_counts_but_every_error():
    rounds = [load(10, errors=1), load(30), load(20, errors=2)]
    assert loads.best(rounds) == load(30, errors=3)


@pytest.fixture
def port(tmp_path):
    """Return the port of a server with a file named ``page``."""
    (tmp_path / "page").write_bytes(PAGE.body)
    port = processes.free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--directory", str(tmp_path)]
    with processes.running(command, port):
        yield port


def test_without_wrk_a_python_client_measures_and_says_so(port, monkeypatch):
    monkeypatch.setattr(loads.shutil, "which", lambda name: None)
    measured = loads.run(port, "/page", serving.IDENTITY, seconds=0.2)
    assert measured.rate > 0
    assert measured.errors == 0
    assert loads.run(port, "/gone", serving.IDENTITY, seconds=0.2).errors > 0
    assert "Python" in loads.tool()


def test_a_page_that_is_not_there_is_not_measured(port):
    assert client.page(port, "/page").body == PAGE.body
    with pytest.raises(RuntimeError, match="404"):
        client.page(port, "/gone")


def test_hello_has_the_bytes_and_the_headers_of_the_page(tmp_path, monkeypatch):
    started = {}
    hello.write(PAGE, tmp_path / "hello.json")
    monkeypatch.setenv(hello.VARIABLE, str(tmp_path / "hello.json"))
    body = hello.application({}, lambda status, headers: started.update(headers))
    assert b"".join(body) == PAGE.body
    assert started == dict(PAGE.headers[1:])


def test_nginx_adds_the_headers_that_it_does_not_find_by_itself(tmp_path):
    lines = nginx.configure(PAGE, tmp_path, 8123).splitlines()
    added = [line.strip() for line in lines if "add_header" in line]
    assert added == ['add_header content-encoding "br";', 'add_header x-odd "a \\"b\\" \\\\c d";']


def test_a_server_is_stopped_whatever_happens_meanwhile(tmp_path):
    port = processes.free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--directory", str(tmp_path)]

    def run(meanwhile):
        with processes.running(command, port):
            meanwhile()

    with pytest.raises(RuntimeError, match="gone answered 404"):
        run(lambda: client.page(port, "/gone"))
    with pytest.raises(ConnectionRefusedError):
        client.get(port, "/")


def test_a_server_that_ends_at_once_is_told():
    with (
        pytest.raises(RuntimeError, match="did not start"),
        processes.running([sys.executable, "-c", ""], processes.free_port()),
    ):
        pass


def test_servers_take_turns():
    asked = []

    def press(name: str) -> Load:
        asked.append(name)
        return load(len(asked))

    assert serving.in_turns(press, ["a", "b"], rounds=2) == {"a": load(3), "b": load(4)}
    assert asked == ["a", "b", "a", "b"]


@pytest.mark.parametrize(
    ("rate", "is_sqlite", "expected"),
    [
        (900, True, ["OK", "OK", "", "OK"]),
        (700, True, ["under", "under", "", "OK"]),
        (250, False, ["OK", "", "", "OK"]),
        (200, False, ["under", "", "", "OK"]),
    ],
)
def test_cached_pages_stand_beside_granian_and_nginx(rate, is_sqlite, expected):
    found = {serving.SITE: load(rate), serving.HELLO: load(1_000), serving.NGINX: load(2_000)}
    assert verdicts(serving.compare("brotli", found, is_sqlite=is_sqlite)) == expected


def test_slow_pages_are_places_in_the_thread_and_searches_in_turn():
    found = islice(mixed.addresses("/articles/hot/", 9, "/search/", seed="1"), 40)
    split = [urlsplit(address) for address in found]
    assert {one.path for one in split[::2]} == {"/articles/hot/"}
    assert {one.path for one in split[1::2]} == {"/search/"}
    places = [parse_qs(one.query)["after"][0] for one in split[::2]]
    assert len(set(places)) == 20
    assert all(threads.is_path(place) and place < "00000a" for place in places)


def test_slow_pages_may_cost_cached_ones_so_much_and_no_more():
    tally = mixed.Tally()
    tally.add(200)
    fine = mixed.compare({mixed.ALONE: QUICK, mixed.MIXED: load(400)}, tally, seconds=2)
    assert verdicts(fine) == ["OK", "OK", "OK", ""]
    assert fine[-1].value == 0.5
    tally.add(500)
    slow = mixed.compare({mixed.ALONE: QUICK, mixed.MIXED: SLOW}, tally, seconds=2)
    assert verdicts(slow) == ["under", "over", "wrong", ""]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (lambda is_public: is_public, (80, 0, 0)),
        (lambda is_public: False, (80, 40, 0)),
        (lambda is_public: True, (80, 0, 40)),
    ],
)
def test_a_page_that_is_not_what_was_decided_counts(shown, expected):
    comment = exactness.Watched(pk=1, text="exact1", paths=["/a/", "/b/"])
    changes = []

    def look(paths):
        return ["exact1" if shown(comment.is_public) else "" for path in paths]

    found = exactness.count([comment], lambda **change: changes.append(change), look, changes=10)
    assert (found.answers, found.missing, found.left) == expected
    assert changes[:2] == [{"pk": 1, "is_public": True}, {"pk": 1, "is_public": False}]


@pytest.mark.parametrize(
    ("asked", "came", "shown", "is_early", "is_late"),
    [
        (8.0, 9.0, (), False, False),
        (8.0, 9.0, ("/a/",), True, False),
        (9.0, 11.0, ("/a/",), False, False),
        (9.0, 11.0, (), False, False),
        (10.0, 11.0, (), False, True),
        (10.0, 11.0, ("/a/",), False, False),
    ],
)
def test_an_answer_is_early_or_late_only_where_it_cannot_be_right(
    asked, came, shown, is_early, is_late
):
    sight = scheduled.Sight(asked=asked, came=came, shown=frozenset(shown))
    assert scheduled.is_early(sight, {"/a/": 10.0}) is is_early
    assert scheduled.is_late(sight, {"/a/": 10.0}) is is_late


def test_only_answers_that_can_be_wrong_prove_something():
    times = [(8.0, 9.0, ()), (9.5, 10.5, ()), (10.1, 10.2, ()), (12.0, 12.1, ("/a/", "/b/"))]
    sights = [
        scheduled.Sight(asked=asked, came=came, shown=frozenset(shown))
        for asked, came, shown in times
    ]
    early, late = scheduled.judge(sights, {"/a/": 10.0, "/b/": 11.0})
    assert [early.base, early.value, early.verdict] == [3, 0, "OK"]
    assert [late.base, late.value, late.verdict] == [2, 1, "wrong"]


def test_the_memory_of_a_process_is_read_from_the_system():
    assert memory.pss_in("Rss: 900 kB\nPss:   512 kB\nPss_Anon: 100 kB\n") == 512
    assert memory.pss_in("") == 0
    assert memory.parent_in("12 (a) S (b) S 7 12 0") == 7
    assert memory.parent_in("") == 0


def test_all_that_a_process_started_counts():
    assert sorted(memory.tree(2, {2: 1, 3: 2, 4: 3, 5: 1, 6: 2})) == [2, 3, 4, 6]
    assert os.getpid() in memory.tree(os.getppid(), memory.parents())


def test_the_whole_memory_is_judged_and_its_parts_are_told():
    found = memory.compare({"serve": 90.0}, {"serve": 100.0, "task worker": 251.0})
    assert [(one.what, one.value, one.verdict) for one in found] == [
        ("before any page", 90, ""),
        ("serve", 100, ""),
        ("task worker", 251, ""),
        ("all of it", 351, "over"),
    ]


def test_the_machine_is_described():
    described = json.loads(json.dumps(machine.describe()))
    assert set(described) == {"date", "machine", "versions"}
    assert described["versions"]["granian"]


def test_what_the_machine_says_of_itself_is_understood():
    assert machine.version_in("nginx version: nginx/1.22.1\n") == "1.22.1"
    assert machine.version_in("") == ""
    assert machine.model_in("processor\t: 0\nmodel name\t: Best CPU\n") == "Best CPU"
    assert machine.memory_in("MemTotal:        2097152 kB\n") == 2048
    assert machine.memory_in("") == 0


def one(rate: float) -> posts.Round:
    answers = [posts.Answer(text=str(n), status=303, pk=n + 1, milliseconds=n) for n in range(100)]
    found = {answer.text: [answer.pk] for answer in answers}
    return posts.Round(answers=answers, seconds=100 / rate, found=found)


@pytest.mark.parametrize(
    ("rate", "is_sqlite", "is_fine"), [(70, True, True), (69, True, False), (69, False, True)]
)
def test_two_workers_may_not_be_much_slower_than_one_on_sqlite(rate, is_sqlite, is_fine):
    assert posts.compare(one(100), one(rate), title="", is_sqlite=is_sqlite).is_fine is is_fine


def test_turns_are_added_up():
    merged = posts.merge([one(100), one(50)])
    assert merged.rate == pytest.approx(200 / 3)
    assert (len(merged.accepted), merged.lost, merged.doubled) == (200, 0, 0)
