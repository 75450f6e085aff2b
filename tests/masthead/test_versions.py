import subprocess
import sys
from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from masthead import versions
from masthead.models import PageVersion


def test_a_key_that_was_never_raised_has_number_0(db):
    assert versions.number(versions.SITE) == 0


def test_each_bump_raises_its_keys_by_one_and_no_other(db):
    versions.bump(versions.SITE)
    versions.bump(versions.SITE, versions.article_key(7))
    assert versions.number("site") == 2
    assert versions.number("article:7") == 1
    assert versions.number(versions.COMMENTS) == 0


def test_a_key_given_twice_is_raised_once(db):
    versions.bump(versions.SITE, versions.SITE)
    assert versions.number(versions.SITE) == 1


def test_rows_are_written_in_the_order_of_their_keys(db, django_assert_num_queries):
    versions.bump("a", "b", "c")
    with django_assert_num_queries(3) as queries:
        versions.bump("c", "a", "b")
    assert [query["sql"].split("'")[1] for query in queries] == ["a", "b", "c"]


def test_a_stale_row_cannot_lower_a_number(db):
    versions.bump(versions.SITE)
    stale = PageVersion.objects.get(key=versions.SITE)
    versions.bump(versions.SITE)
    versions.bump(versions.SITE)
    assert stale.number == 1
    assert versions.number(versions.SITE) == 3


def test_a_version_says_its_key_and_number(db):
    versions.bump(versions.SITE)
    assert str(PageVersion.objects.get()) == "site 1"


@pytest.mark.django_db(transaction=True)
def test_a_bump_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError, match="transaction of the change"):
        versions.bump(versions.SITE)
    assert versions.number(versions.SITE) == 0


@pytest.mark.django_db(transaction=True)
def test_a_bump_is_undone_with_its_transaction():
    with transaction.atomic():
        versions.bump(versions.SITE)
        transaction.set_rollback(True)
    assert versions.number(versions.SITE) == 0


def _bump_often(times: int) -> None:
    for _ in range(times):
        with transaction.atomic():
            versions.bump(versions.SITE, versions.COMMENTS)
    connection.close()


def _bump_from_threads() -> list[int]:
    threads = [Thread(target=_bump_often, args=[20]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [versions.number(versions.SITE), versions.number(versions.COMMENTS)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_concurrent_bumps_all_count_on_postgresql():
    assert _bump_from_threads() == [80, 80]


# Tests run on a database in memory, which is no file that threads could wait for.
ON_A_FILE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", "masthead", verbosity=0)
from tests.masthead.test_versions import _bump_from_threads
print(_bump_from_threads())
"""


def test_concurrent_bumps_all_count_on_sqlite(tmp_path):
    environment = {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", ON_A_FILE],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[80, 80]"
