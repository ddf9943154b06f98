"""What is asked of the database, counted in this process."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.client import hidden
from bench.sessions import InProcess

FRAME = ("BEGIN", "COMMIT")  # around the statements of a transaction


@contextmanager
def counting():
    """Yield a list that holds, at the end, every statement in order."""
    statements = []
    with CaptureQueriesContext(connection) as captured:
        yield statements
    statements += [query["sql"] for query in captured if query["sql"] not in FRAME]


def statements_of_save(hat, path, data):
    """The statements of saving a meeting, sign-in and the line of the trail included."""
    client = InProcess(hat)
    form = hidden(client.get(path).text)
    with counting() as statements:
        response = client.post(path, form | data)
    if response.status_code != 302:
        raise AssertionError(f"saving: {response.status_code}")
    return statements
