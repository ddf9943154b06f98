"""Make the database ready for the demo, or empty it; never one that holds anything else."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from kansrijk.accounts.models import User
from kansrijk.demo.people import MARKER

NOT_OURS = (
    "Deze database bevat andere gegevens dan die van de demo. "
    "De demo blijft daar af: kies een lege database."
)
UNREADABLE = "De database is niet te bereiken, of het bestand is geen database."
IN_USE = "De database kon niet leeg worden gemaakt: stop eerst alles wat haar gebruikt."


def prepare(stdout):
    """Bring the tables up to date; when they already are, this costs a few queries."""
    if not is_prepared():
        call_command("migrate", interactive=False, verbosity=0, stdout=stdout)
        call_command("createcachetable", verbosity=0, stdout=stdout)


def is_prepared():
    executor = MigrationExecutor(connection)
    cache = settings.CACHES["default"].get("LOCATION")
    has_cache = cache in connection.introspection.table_names()
    return has_cache and not executor.migration_plan(executor.loader.graph.leaf_nodes())


def holds_only_demo():
    """Tell whether nothing is lost by emptying: there is the demo, or nobody at all."""
    tables = connection.introspection.table_names()
    if User._meta.db_table not in tables:
        return not tables
    users = User.objects.all()
    return users.filter(email=MARKER).exists() or not users.exists()


def check():
    """Raise CommandError unless the database is empty or holds the demo."""
    try:
        if not holds_only_demo():
            raise CommandError(NOT_OURS)
    except DatabaseError as error:
        raise CommandError(UNREADABLE) from error


def empty():
    """Throw the demo away; call `check` first."""
    try:
        empty_sqlite() if connection.vendor == "sqlite" else empty_postgresql()
    except DatabaseError as error:
        raise CommandError(IN_USE) from error


def empty_sqlite():
    """Remove the file: the audit trail refuses to be deleted row by row."""
    connection.close()
    name = str(connection.settings_dict["NAME"])
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(name + suffix).unlink(missing_ok=True)


def empty_postgresql():
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
