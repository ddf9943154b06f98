"""Filling an empty installation with a zip of the programme: all of it, or nothing."""

from itertools import batched

from django.db import DatabaseError, connection, transaction

from kansrijk.overview.models import DayBook, Standing, Tally
from kansrijk.overview.whole import Refused
from kansrijk.overview.whole.checking import CHANGED, opened
from kansrijk.overview.whole.packing import write_table
from kansrijk.overview.whole.tables import LISTS, lines_first, set_last_ids, tables

BATCH = 1000  # rows in one go
NOT_EMPTY = (
    "Deze installatie is niet leeg: er staan al gegevens in {}. Inlezen kan alleen in een nieuwe "
    "installatie."
)
DOES_NOT_FIT = "De database nam het niet aan, er is niets ingelezen: {}"


def unpack(path, *, other_key=False):
    """Bring in everything, compare it row for row, and return the manifest.

    Raises Refused, and then nothing has changed.
    """
    check_empty()
    with opened(path, other_key=other_key) as package:
        package.check_files()
        try:
            with transaction.atomic():
                fill(package)
        except DatabaseError as refused:
            first = str(refused).splitlines()[0]
            raise Refused(DOES_NOT_FIT.format(first)) from refused
        return package.manifest


def check_empty():
    """Raise Refused unless there is nothing but the lists that every installation begins with."""
    for table in tables(with_secrets=True):
        if table.name not in LISTS and table.model._base_manager.exists():
            raise Refused(NOT_EMPTY.format(table.name))


def fill(package):
    take_time()
    check_empty()
    for kept in (DayBook, Standing, Tally):  # counted of what was here, which goes
        kept.objects.all().delete()
    for table in package.tables:
        execute(f"DELETE FROM {quoted(table.name)}")
    for table in lines_first(package.tables):
        insert(table, package.rows(table))
    connection.check_constraints()
    set_last_ids({table.name: package.told(table)["last_id"] for table in package.tables})
    for table in package.tables:
        check_same(table, package.told(table))


def take_time():
    """Let nobody else begin here meanwhile, and let no statement be too slow; this transaction."""
    if connection.vendor == "postgresql":
        execute("SET LOCAL statement_timeout = 0")
        execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        execute("LOCK TABLE accounts_user IN EXCLUSIVE MODE")


def insert(table, rows):
    """Write rows as they are: no default, and nothing computed again."""
    names = ", ".join(map(quoted, [*table.columns, *table.missing]))
    marks = ", ".join(["%s"] * (len(table.columns) + len(table.missing)))
    sql = f"INSERT INTO {quoted(table.name)} ({names}) VALUES ({marks})"
    with connection.cursor() as cursor:
        for batch in batched(rows, BATCH):
            cursor.executemany(sql, [stored(table, row) for row in batch])


def stored(table, row):
    values = zip(table.fields, row, strict=True)
    own = [field.get_db_prep_save(value, connection) for field, value in values]
    return own + [make() for make in table.missing.values()]


def check_same(table, told):
    """Write the table out again: it has the very bytes that came in."""
    again = write_table(table)
    if any(again[key] != told[key] for key in again):
        raise Refused(CHANGED.format(table.file))


def quoted(name):
    return connection.ops.quote_name(name)


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
