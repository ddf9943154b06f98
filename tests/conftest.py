"""The cast: Noor is a buddy in West, Wouter her WIJ contact, Lies leads West, Tess trains,
Bea administers. Rania has had Noor as her buddy for ten weeks."""

import fcntl
import logging
import os

import pytest
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadGroupScheduling

from kansrijk.accounts.models import Role
from tests import make
from tests.client import HouseClient

LONGEST = "test_every_migration_can_go_back"  # first, so that no process ends alone with it
# Tests that share something which takes long to make; the same process runs them all.
TOLD_ONCE = ("tests/demo/", "tests/plans/test_a_year.py", "tests/ui/test_production.py")
# No test asserts a time; on CI the examples are also the same each time, as Hypothesis then has it.
settings.register_profile(
    "house", parent=settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")
# More patience than in production: that a machine is busy is no fault of what is tested.
PATIENT = " -c lock_timeout=9000 -c idle_in_transaction_session_timeout=0"
SHIPPED = {}  # table → (columns, rows) that migrations made, as they stand before the first test


def empty_with_triggers_off(self, sql_list):
    """Let the end of a transactional test empty the tables, also those that keep their rows.

    The rows that ship with the software come back, so the next test finds the districts. Only
    tables with rows are touched: to truncate all of them took most of a test on PostgreSQL.
    """
    with transaction.atomic():
        triggers = own_triggers()
        run(f"DROP TRIGGER {name}" for name in triggers)
        if connection.vendor == "postgresql":
            run(["SET LOCAL session_replication_role = replica"])  # no triggers, no foreign keys
        run(f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables_with_rows())
        put_back()
        run(triggers.values())


def own_triggers():
    """Map each trigger of SQLite to the statement that makes it; empty on PostgreSQL."""
    if connection.vendor == "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def tables_with_rows():
    """The names of the tables that hold anything, with one query."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    asked = [
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(name)})"
        for name in names
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return {name for (name,) in cursor.fetchall()}


def read_shipped():
    """Keep the rows of every table as they are, once."""
    for table in tables_with_rows():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            SHIPPED[table] = columns, cursor.fetchall()


def put_back():
    """Write the rows that ship, a statement a table; as objects this took most of a test."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, (columns, rows) in SHIPPED.items():
            names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
            sql = f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})"
            cursor.executemany(sql, rows)


def run(statements):
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


class Together(LoadGroupScheduling):
    """Keep what is told once in one process; a mark does not reach xdist since pytest 9.2."""

    def _split_scope(self, nodeid):
        return next((place for place in TOLD_ONCE if nodeid.startswith(place)), nodeid)


def pytest_addoption(parser):
    parser.addoption(
        "--database-only", action="store_true", help="leave out the tests that ask no database"
    )


def pytest_collection_modifyitems(config, items):
    """On a second database only what asks one can differ."""
    items.sort(key=lambda item: item.name != LONGEST)
    if config.getoption("database_only"):
        out = [item for item in items if not asks_database(item)]
        items[:] = [item for item in items if asks_database(item)]
        config.hook.pytest_deselected(items=out)


def asks_database(item):
    return "migrated" in item.fixturenames or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Together(config, log)


BaseDatabaseOperations.execute_sql_flush = empty_with_triggers_off


@pytest.fixture(scope="session")
def migrated(tmp_path_factory, django_db_blocker):
    """Migrate once in a run, whatever the number of processes; return the name of the database.

    On SQLite that is a file of this run alone: threads cannot share a database in memory.
    """
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    settings, made = connection.settings_dict, folder / "migrated"
    if connection.vendor == "sqlite":
        settings["TEST"]["NAME"] = str(folder / "migrated.sqlite3")
    with django_db_blocker.unblock(), open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            connection.creation.create_test_db(verbosity=0, autoclobber=True)
            connection.close()
            made.write_text(settings["NAME"])
    return made.read_text()


@pytest.fixture(scope="session")
def django_db_setup(migrated, django_db_blocker):
    """Give this process a copy of its own, in place of pytest-django, which migrates in each."""
    creation, settings = connection.creation, connection.settings_dict
    settings["NAME"] = migrated
    if connection.vendor == "postgresql":
        settings["OPTIONS"]["options"] += PATIENT
    own = os.environ.get("PYTEST_XDIST_WORKER", "own")
    with django_db_blocker.unblock():
        creation.clone_test_db(own, verbosity=0)
        settings["NAME"] = creation.get_test_db_clone_settings(own)["NAME"]
        read_shipped()
        yield
        creation.destroy_test_db(migrated, verbosity=0)


class Unknown(logging.Handler):
    """Collects the variables that a template used but nobody gave."""

    def emit(self, record):
        variable, template = record.args
        if not str(template).startswith(("django/", "allauth/elements")):
            self.found.append(f"{variable} in {template}")


@pytest.fixture(autouse=True)
def templates_know_their_variables():
    handler, logger = Unknown(), logging.getLogger("django.template")
    handler.found, before = [], (logger.level, logger.propagate)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    logger.level, logger.propagate = before
    assert not handler.found


@pytest.fixture
def client():
    return HouseClient()


@pytest.fixture
def wouter(db):
    return make.hat(Role.WIJ, "Wouter Speelmaat")


@pytest.fixture
def noor(wouter):
    """Noor's hat; `noor.user.buddy` is what she is as a buddy."""
    return make.buddy("Noor Testinga", wij=wouter).user.hats.get()


@pytest.fixture
def lies(db):
    return make.hat(Role.LEAD, "Lies Oefenveen")


@pytest.fixture
def lotte(db):
    """She leads the whole programme."""
    return make.hat(Role.LEAD, "Lotte Voorbeeldsma", where=None)


@pytest.fixture
def tess(db):
    return make.hat(Role.TRAINER, "Tess Nepstra")


@pytest.fixture
def bea(db):
    return make.hat(Role.ADMIN, "Bea Proefstra")


@pytest.fixture
def rania(noor):
    participant = make.participant("Rania Fictema")
    make.trajectory(of=participant, to=noor.user.buddy)
    return participant
