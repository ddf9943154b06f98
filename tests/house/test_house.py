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
    "kansrijk.administration",
    "kansrijk.imports",
    "kansrijk.overview",
    "kansrijk.demo",
    "kansrijk.urls",
]
PACKAGES = ("kansrijk", "buddies", "participants", "plans", "bench", "tests")
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


def breaking(paths, rule):
    """Map the name of each file to what this rule finds wrong in it; nothing where all is well."""
    return {name_of(path): wrong for path in paths if (wrong := rule(path))}


def imports_above(path):
    own = layer(".".join(path.relative_to(ROOT).with_suffix("").parts))
    if own is not None:
        return [m for m in imports(path) if (other := layer(m)) is not None and other > own]


def long_functions(path):
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, functions))
    return [f.name for f in found if f.end_lineno - f.lineno >= 40]


def longer_than(most):
    return lambda path: len(path.read_text().splitlines()) >= most


def trusts(path):
    return re.findall(r"\|\s*safe\b|autoescape off|mark_safe", path.read_text())


def test_imports_point_down():
    assert not breaking(SOURCES, imports_above)


def test_files_stay_short():
    assert not breaking(SOURCES, longer_than(300))


def test_functions_stay_short():
    assert not breaking(SOURCES, long_functions)


def test_templates_stay_short():
    assert not breaking(TEMPLATES, longer_than(120))


def test_templates_trust_no_data():
    assert not breaking(TEMPLATES, trusts)


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


def test_every_view_names_its_hats_or_is_public():
    guarded = [url for url in all_urls() if getattr(url.view, "login_required", True)]
    assert not [url.name for url in guarded if not hasattr(url.view, "hats")]


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
