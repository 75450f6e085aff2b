"""The benchmarks still run: their parts, on a site so small that nothing is measured."""

import datetime as dt
import io
import json

import pytest
from rich.console import Console

from articles.models import Article
from comments import posting
from comments.models import Policy
from newsroom import roles
from newsroom.populating import filling
from newsroom.populating.planning import Size
from tests.factories import publish_article
from tests.factories.comments import make_post

from . import figures, ledger, pages, posts

SLOW = figures.cost("the queue", 2.0, 4.0)
RESULT = figures.Result(title="Pages", base="few", value="many", figures=(SLOW,))


@pytest.fixture
def filled(db, settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path
    roles.sync()
    end = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    filling.fill(Size(articles=3, comments=200), seed=1, end=end, advance=lambda rows: None)


@pytest.mark.parametrize("benchmark", pages.BENCHMARKS)
def test_every_page_that_is_measured_opens(filled, monkeypatch, benchmark):
    monkeypatch.setattr(pages, "WARM_UP", 0)
    times = pages.times(benchmark, runs=1)
    assert len(times) >= 6
    assert all(len(taken) == 1 for taken in times.values())


def test_what_does_not_open_is_not_measured(filled, monkeypatch):
    monkeypatch.setattr(pages, "BENCHMARKS", {"gone": lambda: (pages.Client(), {"x": "/gone/"})})
    with pytest.raises(RuntimeError, match="404"):
        pages.times("gone", runs=1)


def test_posts_get_past_the_limits_and_are_found_by_their_text(filled):
    slugs = ledger.open_wide()
    article = Article.objects.live().get(slug=slugs[0])
    texts = [f"This is comment a-{number}." for number in range(12)]
    kept = [posting.post(article, make_post(text=text, network="198.18.0.0/24")) for text in texts]
    assert ledger.keys_by_text("a") == {
        comment.revisions.get().text: [comment.pk] for comment in kept
    }
    assert Policy.objects.filter(article=None, section=None).count() == 1


def test_a_client_is_told_where_its_comments_are(live_server):
    article = publish_article()
    port = int(live_server.url.rpartition(":")[2])
    first, second = posts.send(port, [article.slug], sender="a-7", number=2)
    assert [first.status, second.status] == [303, 303]
    assert ledger.keys_by_text("a") == {first.text: [first.pk], second.text: [second.pk]}


def answer(text: str, *, status: int = 303, pk: int = 0) -> posts.Answer:
    return posts.Answer(text=text, status=status, pk=pk, milliseconds=10)


def test_what_is_lost_or_doubled_is_told():
    answers = [
        answer("there", pk=1),
        answer("twice", pk=2),
        answer("lost", pk=4),
        answer("refused", status=422),
        answer("cut off", status=0),
    ]
    found = {"there": [1], "twice": [2, 3], "cut off": [5]}
    done = posts.Round(answers=answers, seconds=2, found=found)
    numbers = [len(done.accepted), done.refused, done.unanswered, done.lost, done.doubled]
    assert numbers == [3, 1, 1, 1, 1]
    result = posts.compare(done, done, title="Posts", is_sqlite=True)
    assert not result.is_fine


def test_a_page_that_costs_too_much_is_told():
    output = io.StringIO()
    figures.show(RESULT, Console(file=output, width=80))
    assert "2.00 ≤ 1.5 over" in " ".join(output.getvalue().replace("│", " ").split())
    assert not RESULT.is_fine
    assert figures.cost("the thread", 2.0, 3.0).verdict == "OK"


def test_figures_are_written_with_their_ratio(tmp_path):
    figures.write([RESULT], tmp_path / "benchmarks.json", machine={"date": "today"})
    written = json.loads((tmp_path / "benchmarks.json").read_text())
    (row,) = written.pop("figures")
    assert written == {"date": "today"}
    assert [row["what"], row["ratio"], row["verdict"]] == ["the queue", 2.0, "over"]
