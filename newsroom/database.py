"""Whether the database can be used, asked before work starts: the refusal is one line."""

from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


class Unreachable(CommandError):
    """The database does not let itself be used; the message says why."""


class Behind(CommandError):
    """Migrations are pending; the message says what to run."""


def refuse_unreachable() -> None:
    """Raise ``Unreachable`` where there is no connection.

    Asks past the pool, which would try again for as long as its timeout, logging each failure.
    """
    probe = connection.copy()
    probe.settings_dict["OPTIONS"].pop("pool", None)
    try:
        with probe.wrap_database_errors:
            probe.get_new_connection(probe.get_connection_params()).close()
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        message = f"The database cannot be reached ({reason}). See DATABASE_URL."
        raise Unreachable(message) from error


def refuse_pending_migrations() -> None:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        message = (
            f"The database is behind this version (migrations to apply: {len(pending)}). "
            "Run first: manage.py setup --no-serve"
        )
        raise Behind(message)
