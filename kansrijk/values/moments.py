"""Reading many rows as they stand at one moment."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment():
    """Read all rows as they stand at one moment, also while people write; nobody has to wait.

    Inside another transaction that one decides what is seen.
    """
    if connection.in_atomic_block:
        yield
        return
    with began(), transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def began():
    """Let SQLite begin as a reader: our usual way takes the lock of the one writer at once."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    usual, connection.transaction_mode = connection.transaction_mode, None
    try:
        yield
    finally:
        connection.transaction_mode = usual
