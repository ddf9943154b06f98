"""The house rules that a machine can check."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from tests.house.urls import all_urls

ROOT = Path(__file__).parents[2]
ORDER = [
    "kansrijk.values",
    "kansrijk.places",
    "kansrijk.accounts",
    "kansrijk.audit",
    "kansrijk.ui",
    "kansrijk.mail",
    "buddies",
    "participants",
    "plans",
    "kansrijk.overview",
    "kansrijk.administration",
    "kansrijk.demo",
    "kansrijk.urls",
]
PACKAGES = ("kansrijk", "buddies", "participants", "plans", "tests")
SOURCES = [
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
]
TEMPLATES = list((ROOT / "templates").rglob("*.html"))
OF_ALLAUTH = ("account/", "mfa/", "usersessions/", "allauth/")  # found by name, by allauth


def layer(module):
    return next((i for i, app in enumerate(ORDER) if f"{module}.".startswith(f"{app}.")), None)


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_point_down(path):
    own = layer(".".join(path.relative_to(ROOT).with_suffix("").parts))
    if own is not None:
        above = [m for m in imports(path) if (other := layer(m)) is not None and other > own]
        assert not above


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_stay_short(path):
    assert len(path.read_text().splitlines()) < 300


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_functions_stay_short(path):
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, functions))
    assert not [f.name for f in found if f.end_lineno - f.lineno >= 40]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_stay_short(path):
    assert len(path.read_text().splitlines()) < 120


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_trust_no_data(path):
    assert not re.search(r"\|\s*safe\b|autoescape off|mark_safe", path.read_text())


def test_every_template_is_used():
    texts = {path: path.read_text() for path in [*SOURCES, *TEMPLATES]}
    unused = [
        name
        for template in TEMPLATES
        if not (name := str(template.relative_to(ROOT / "templates"))).startswith(OF_ALLAUTH)
        and not re.fullmatch(r"\d{3}\.html", name)
        and not any(name in text for path, text in texts.items() if path != template)
    ]
    assert not unused


@pytest.mark.parametrize("url", all_urls(), ids=lambda url: url.name)
def test_every_view_names_its_hats_or_is_public(url):
    assert hasattr(url.view, "hats") or not getattr(url.view, "login_required", True)


ABOUT_PARTICIPANTS = [
    *apps.get_app_config("participants").get_models(),
    *apps.get_app_config("plans").get_models(),
]
# Lists of the programme and secrets of staff: about no participant.
OF_NOBODY = {"OutcomeKind", "ConsentText", "ChainHead", "GoalTemplate", "Partner", "CalendarFeed"}


@pytest.mark.parametrize("model", ABOUT_PARTICIPANTS, ids=lambda m: m.__name__)
def test_every_field_is_either_kept_or_erased(model):
    if model.__name__ not in OF_NOBODY:
        fields = {field.name for field in model._meta.concrete_fields}
        assert sorted([*model.Privacy.keep, *model.Privacy.erase]) == sorted(fields)


def test_no_address_of_elsewhere_in_what_is_served():
    served = [*TEMPLATES, *(ROOT / "static").rglob("*.css"), *(ROOT / "static").rglob("*.js")]
    allowed = "http://www.w3.org/"
    found = [
        name_of(path)
        for path in served
        if re.search(r"https?://", path.read_text().replace(allowed, ""))
    ]
    assert not found


@pytest.mark.skipif(connection.vendor != "sqlite", reason="threads share any other database")
def test_the_database_of_the_tests_is_a_file(db):
    assert not connection.is_in_memory_db()
