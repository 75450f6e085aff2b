"""The site's side of the benchmarks of serving, on a site so small that nothing is measured."""

import datetime as dt
import io
import json
import sys

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Edition
from comments.models import Comment
from masthead.models import Publication
from newsroom import roles
from newsroom.populating import filling
from newsroom.populating.planning import Size

from . import moderating, picking, scheduling, talker


@pytest.fixture
def filled(db, settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path
    roles.sync()
    end = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    filling.fill(Size(articles=9, comments=60), seed=1, end=end, advance=lambda rows: None)


def test_what_is_served_is_there(filled):
    client = Client()
    hot, threads = picking.hot(comments=10_000)
    assert threads > 1
    assert picking.discussed(comments=10_000) == hot
    for address in (hot, picking.search(), *picking.articles(number=3)):
        assert client.get(address).status_code == 200


def test_a_watched_comment_is_on_its_pages_while_it_is_public(filled):
    client = Client()
    for watched in moderating.prepare(articles=2):
        for is_public in (False, True, False):
            moderating.change(watched["pk"], is_public=is_public)
            pages = [client.get(path).text for path in watched["paths"]]
            assert {watched["text"] in page for page in pages} == {is_public}


def test_articles_are_scheduled_one_after_the_other(filled):
    before = timezone.now().timestamp()
    moments = scheduling.schedule(moments=3, first_in=60, apart=2)
    first, second, third = moments.values()
    assert 60 <= first - before < 120
    assert (second - first, third - second) == pytest.approx((2, 2))
    scheduled = Edition.objects.filter(status=Edition.Status.SCHEDULED)
    assert {edition.article.get_absolute_url() for edition in scheduled} == set(moments)
    assert Publication.objects.get().next_due_at.timestamp() <= first


def test_a_process_that_stays_answers_line_by_line(filled, monkeypatch, capsys):
    (watched,) = moderating.prepare(articles=1)
    calls = [json.dumps({"pk": watched["pk"], "is_public": public}) for public in (False, True)]
    monkeypatch.setattr(sys, "argv", ["talker", "moderating.change"])
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(calls)))
    talker.main()
    assert capsys.readouterr().out == "null\nnull\n"
    assert Comment.objects.get(pk=watched["pk"]).status == Comment.Status.APPROVED
