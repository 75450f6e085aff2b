"""Public pages load all they show at once: to load a row by looking at another is refused."""

import datetime as dt

import pytest
from django.core.exceptions import FieldFetchBlocked
from django.db.models import FETCH_RAISE

from articles.models import Edition
from newsroom import roles
from newsroom.demo import loading
from newsroom.populating import filling
from newsroom.populating.planning import Size
from tests.benchmarks import public
from tests.crawling import crawl, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path
    roles.sync()
    loading.load()


@pytest.fixture
def refuse(monkeypatch):
    """Return what makes every row from then on refuse to load others."""
    return lambda: monkeypatch.setattr("django.db.models.query.DEFAULT_FETCH_MODE", FETCH_RAISE)


def test_what_is_refused_raises(article, refuse):
    refuse()
    with pytest.raises(FieldFetchBlocked):
        Edition.objects.get().article  # noqa: B018 - looked at.


def test_no_page_that_is_linked_loads_row_by_row(demo, refuse):
    refuse()
    found = crawl(visit, host="testserver")
    assert len(found.pages()) > 50


def test_no_kind_of_public_page_loads_row_by_row(demo, refuse):
    end = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    filling.fill(Size(articles=3, comments=200), seed=1, end=end, advance=lambda rows: None)
    addresses = public.addresses()
    refuse()
    statuses = {what: visit(address).status for what, address in addresses.items()}
    assert statuses == dict.fromkeys(addresses, 200) | public.STATUSES
