"""The cast: Noor is a buddy in West, Wouter her WIJ contact, Lies leads West, Tess trains,
Bea administers. Rania has had Noor as her buddy for ten weeks."""

import logging

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

from kansrijk.accounts.models import Role
from kansrijk.audit.triggers import create_statements, drop_statements
from tests import make
from tests.client import HouseClient

SHIPPED = []  # the rows that migrations made, as they stand before the first test
GROWING = [
    "audit_auditevent",
    "participants_castvote",
]  # tables that refuse to be emptied between two tests


def emptied_with_triggers_off(flush):
    """Let the end of a transactional test empty the tables that only grow.

    The rows that ship with the software come back, so the next test finds the districts.
    """

    def execute_sql_flush(self, sql_list):
        for table in GROWING:
            run(drop_statements(connection.vendor, table))
        flush(self, sql_list)
        for table in GROWING:
            run(create_statements(connection.vendor, table))
        connection.creation.deserialize_db_from_string(SHIPPED[0])

    return execute_sql_flush


def run(statements):
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


BaseDatabaseOperations.execute_sql_flush = emptied_with_triggers_off(
    BaseDatabaseOperations.execute_sql_flush
)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """On SQLite, a file of this run alone: threads cannot share a database in memory."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        SHIPPED.append(connection.creation.serialize_db_to_string())


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
