"""Slow people block nobody, and a host that is away is not missed."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from .front import PATIENCE, until
from .test_posts import ARTICLE, FORM, HEAD, post

HALF_SENT = 32
MIB = 1024 * 1024
# Twelve megabytes of record.
LARGE_RECORD = """
import uuid
from meetings.models import Meeting
meeting = Meeting.objects.public().first()
for number in range(1500):
    meeting.pk, meeting.uid, meeting.slug = None, uuid.uuid4(), f"copy-{number}"
    meeting.summary = f"{number} " * 2000
    meeting.save(force_insert=True)
tell("")
"""
COUNT = """
from comments.models import Comment
tell(str(Comment.objects.filter(revisions__text__startswith={text!r}).count()))
"""


@pytest.fixture(scope="session")
def _large_record(sites) -> None:
    sites[0].tell(LARGE_RECORD)


@contextmanager
def breaking_off() -> Iterator[tuple[int, list[bytes]]]:
    """Listen as a site that dies of each request; give its port and what it was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def break_off() -> None:
            while True:
                connection, _ = listening.accept()
                with connection:
                    connection.settimeout(PATIENCE)
                    asked.append(connection.recv(65536))
                if not asked[-1]:
                    return

        thread = threading.Thread(target=break_off)
        thread.start()
        port = listening.getsockname()[1]
        try:
            yield port, asked
        finally:
            with socket.create_connection(("127.0.0.1", port)):
                pass  # Says nothing, which ends the thread.
            thread.join()


def test_posts_that_are_half_sent_block_nobody(front):
    head = f"{HEAD}Content-Type: {FORM['Content-Type']}\nContent-Length: 1000\n\n"
    half = head.replace("\n", "\r\n").encode() + b"text=" + b"x" * 500
    with ExitStack() as connections:
        for _ in range(HALF_SENT):
            connection = connections.enter_context(front.connect())
            connection.sendall(half)
        searches = [front.ask("/search/?q=meeting").status for _ in range(4)]
        assert [*searches, post(front, "Sent at once.").status] == [200] * 4 + [303]


@pytest.mark.usefixtures("_large_record")
def test_a_large_dump_passes_whole(front, sites):
    there = sites[0].ask("/meetings.json")
    here = front.ask("/meetings.json")
    assert len(there.body) > 10 * MIB
    assert here.body == there.body
    assert here.headers["ETag"] == there.headers["ETag"]


@pytest.mark.usefixtures("_large_record")
def test_who_takes_a_dump_slowly_keeps_nginx_waiting_and_not_the_site(front):
    with front.connect(receive_buffer=4096) as reader:
        reader.sendall(b"GET /meetings.json HTTP/1.1\r\nHost: paper.example\r\n\r\n")
        until(lambda: front.bytes_in_files() > 6 * MIB)


def test_requests_go_to_both_hosts(front, sites):
    for _ in range(10):
        front.ask("/healthz")
    assert {tuple(entry.ports) for entry in front.log(of=10)} == {(s.port,) for s in sites}


def test_a_host_that_is_stopped_is_not_missed(front, sites):
    assert sites[1].stop() == 0
    try:
        pages = [front.ask(ARTICLE).status for _ in range(10)]
        posts = [post(front, f"While one is away {number}").status for number in range(4)]
    finally:
        sites[1].start()
    assert pages == [200] * 10
    assert posts == [303] * 4
    assert sites[0].tell(COUNT.format(text="While one is away")) == "4"


def test_a_page_that_breaks_off_comes_from_the_other_host(put_before, sites):
    with breaking_off() as (broken, asked):
        front = put_before(sites[0].port, broken)
        assert [front.ask("/healthz").status for _ in range(10)] == [200] * 10
        assert asked


def test_a_post_that_breaks_off_is_not_sent_again(put_before, sites):
    with breaking_off() as (broken, asked):
        front = put_before(broken, sites[0].port)
        statuses = [post(front, f"Broken off {number}").status for number in range(6)]
        entries = front.log(of=6)
    taken = [entry for entry in entries if entry.ports == [sites[0].port]]
    lost = [entry for entry in entries if entry.ports == [broken]]
    assert len(lost) == len([request for request in asked if request]) > 0
    assert len(taken) + len(lost) == 6
    assert sorted(statuses) == [303] * len(taken) + [502] * len(lost)
    assert sites[0].tell(COUNT.format(text="Broken off")) == str(len(taken))
