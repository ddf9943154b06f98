"""The rows that ship with the software, and the way back."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from django.db import connection

from kansrijk.places.models import District, Method, Neighbourhood

ROOT = Path(__file__).parents[2]


def test_the_districts_of_the_programme(db):
    rows = {d.slug: (d.started_as, d.method.key) for d in District.objects.select_related("method")}

    assert rows == {
        "oost": ("2018 (proef)", "mobility-mentoring"),
        "west": ("2021", "mobility-mentoring"),
        "zuid": ("januari 2021", "positieve-gezondheid"),
        "oosterpark": ("", "mobility-mentoring"),
    }


def test_neighbourhoods_know_when_they_began(db):
    began = dict(Neighbourhood.objects.values_list("name", "started_on"))

    assert (began["Selwerd"], began["Paddepoel"]) == (date(2021, 1, 1), date(2022, 1, 1))
    assert began["Tuinwijk"] == date(2022, 1, 1)
    assert len(began) == 9


@pytest.mark.parametrize(
    ("slug", "funders"),
    [
        ("oost", ["Gemeente Groningen", "Nationaal Programma Groningen"]),
        ("west", ["Regiodeal"]),
        ("zuid", []),
    ],
)
def test_who_pays(db, slug, funders):
    found = District.objects.get(slug=slug).funders.values_list("name", flat=True)

    assert sorted(found) == funders


def test_methods_have_their_domains_in_order(db):
    method = Method.objects.get(key="mobility-mentoring")

    names = [domain.name for domain in method.domains.all()]

    assert names == ["thuissituatie", "welzijn", "financiën", "opleiding", "werk"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="goes back and forth in SQLite itself")
def test_every_migration_can_go_back(tmp_path, migrated):
    kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    copy(migrated, tmp_path / "kansrijk.sqlite3")

    back = [sys.executable, "manage.py", "migrate", "-v0", "places", "zero"]
    subprocess.run(back, env=kept | {"VAR": str(tmp_path)}, cwd=ROOT, check=True)

    with closing(sqlite3.connect(tmp_path / "kansrijk.sqlite3")) as database:
        found = database.execute("SELECT tbl_name FROM sqlite_master")
        left = {table.split("_")[0] for (table,) in found}
    assert left == {"audit", "auth", "cache", "django", "sqlite"}  # on which no place has a hold
