import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from newsroom import database

pytestmark = pytest.mark.django_db


def test_a_database_that_is_there_is_not_refused():
    database.refuse_unreachable()
    database.refuse_pending_migrations()


def test_one_that_cannot_be_reached_is_named_in_a_line(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", "/nowhere/at-all")
    with pytest.raises(database.Unreachable, match=r"cannot be reached \(.+\)\. See DATABASE_URL"):
        database.refuse_unreachable()


def test_a_pending_migration_is_refused_with_what_to_run():
    newest = max(MigrationLoader(connection).graph.leaf_nodes("comments"))
    MigrationRecorder(connection).record_unapplied(*newest)
    with pytest.raises(database.Behind, match=r"to apply: 1.*manage\.py setup"):
        database.refuse_pending_migrations()
