"""Nothing but its own page reads the talking picture: no figure, list, print, calendar or mail."""

import ast
import re

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kansrijk.overview.figures.registry import FIGURES
from kansrijk.places.models import District, Method
from plans.models import CalendarFeed, Trajectory
from tests import make
from tests.client import HouseClient
from tests.house.test_access import NO_GET, OWN, arguments
from tests.house.test_house import SOURCES, TEMPLATES, name_of
from tests.plans.talking import talk

OF_THE_PAGE = {
    "plans/models/talking_pictures.py", "plans/talking_picture.py",
    "plans/forms/talking_picture.py", "plans/views/talking_picture.py",
}  # fmt: skip
MAY_NAME_IT = OF_THE_PAGE | {
    "plans/models/__init__.py",
    "kansrijk/audit/models.py",  # what a line about it is called
    "kansrijk/demo/review_lines.py",
}
MAY_IMPORT = OF_THE_PAGE | {"plans/models/__init__.py", "plans/review_urls.py"}
FORGETS = "plans/retention.py"  # calls forget_withdrawn, and nothing else
PAGE = {"reviews:talk", "reviews:talk_point", "reviews:correct_point"}
TABLE = re.compile("talking_?point", re.IGNORECASE)


def test_only_its_own_code_names_the_table():
    served = [path for path in [*SOURCES, *TEMPLATES] if not name_of(path).startswith("tests/")]
    named = {name_of(path) for path in served if TABLE.search(path.read_text())}

    assert named <= MAY_NAME_IT | {"templates/reviews/talk.html", "templates/reviews/talk_row.html"}


def test_only_its_own_code_imports_what_reads_it():
    modules = {"plans.models.talking_pictures", "plans.talking_picture"}
    modules |= {"plans.forms.talking_picture", "plans.views.talking_picture"}
    sources = [path for path in SOURCES if not name_of(path).startswith("tests/")]
    users = {name_of(path) for path in sources if modules & set(imports(path))}

    assert users - {FORGETS} <= MAY_IMPORT
    retention = [path.read_text() for path in sources if name_of(path) == FORGETS]
    taken = re.findall(r"from plans\.talking_picture import (.*)", "".join(retention))
    assert set(taken) <= {"forget_withdrawn"}


def imports(path):
    """Every module that a file takes something from, or takes as a whole."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


@pytest.fixture
def talked(rania, noor):
    """Rania's district talks instead of measuring; at her first look she said how it goes."""
    method = Method.objects.get(is_talking_picture=True)
    District.objects.filter(slug="west").update(method=method)
    Trajectory.objects.filter(participant=rania).update(method=method)
    look = talk(of=rania.trajectories.get(), body=3, mind=7)
    talk(of=look.trajectory, which="halfway", finished=False, body=6)
    make.appointment(of=look.trajectory)
    return look


def queries_on_it(action):
    """What the database was asked about the table while this was done."""
    with CaptureQueriesContext(connection) as asked:
        action()
    return [query["sql"] for query in asked if TABLE.search(query["sql"])]


@pytest.fixture
def worn(cast):
    """A browser for each hat; to load one anew for every address took a quarter of the time."""
    return {role: HouseClient().wear(hat) for role, hat in cast.items()}


def visits(url, role, worn, cast, rania):
    """Open an address as this hat, or send what takes only that; undo what it did."""
    with transaction.atomic():
        path = reverse(url.name, kwargs=arguments(url, "west", cast, rania, role))
        if worn[role].get(path).status_code == NO_GET:
            worn[role].post(path, {})
        transaction.set_rollback(True)


def test_no_page_of_any_hat_reads_it(talked, worn, cast, rania):
    for url in OWN:
        for role in sorted(url.view.hats):
            found = queries_on_it(lambda u=url, r=role: visits(u, r, worn, cast, rania))
            assert not found or url.name in PAGE, (url.name, role, found[:1])


def test_its_own_page_does_read_it(talked, worn, cast, rania):
    page = next(url for url in OWN if url.name == "reviews:talk")

    assert queries_on_it(lambda: visits(page, "buddy", worn, cast, rania))


def test_no_figure_calendar_or_mail_reads_it(talked, client, noor, lies):
    token = CalendarFeed.objects.make(by=noor, with_place=True)
    client.wear(lies)

    def all_the_rest():
        for slug in FIGURES:
            client.get(reverse("figure", args=[slug]))
        client.get(f"/agenda/{token}.ics")
        call_command("daily")

    read = [sql for sql in queries_on_it(all_the_rest) if not sql.startswith("UPDATE")]
    assert not read
