"""Which tables move with the programme, and how they hang together."""

from dataclasses import dataclass
from graphlib import TopologicalSorter

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

APPS = ["places", "accounts", "audit", "mail", "buddies", "participants", "plans", "imports"]
# Sessions, limits and mails about signing in end with the installation; counts are made anew.
STAYS_BEHIND = [
    "overview", "account", "usersessions", "sessions", "contenttypes", "auth", "django_structlog",
]  # fmt: skip
WAITING = {"imports_row"}  # rows of sheets that nobody said yes to yet: gone within a day
SECRET_APP = "mfa"  # second factors
SECRET_COLUMNS = {"accounts_user": {"password": lambda: make_password(None)}}
# Lists that a new installation begins with; the rows of the file take their place.
LISTS = {
    "places_method", "places_domain", "places_methodversion", "places_level", "places_area",
    "places_sentence", "places_language", "places_funder", "places_district_funders",
    "places_district", "places_neighbourhood", "audit_term", "buddies_theme", "buddies_course",
    "buddies_theme_domains", "participants_consenttext", "participants_chainhead",
    "places_published", "plans_goaltemplate", "plans_outcomekind", "plans_partner",
}  # fmt: skip
FOLDER = "data/"


@dataclass(frozen=True)
class Table:
    """A table and those of its columns that move; `missing` makes what a new row needs besides."""

    model: type
    fields: tuple
    missing: dict

    @property
    def name(self):
        return self.model._meta.db_table

    @property
    def file(self):
        return f"{FOLDER}{self.name}.csv"

    @property
    def columns(self):
        return [field.column for field in self.fields]

    def rows(self, chunk):
        """Walk through all rows in the order of their ids, as tuples of the fields' values."""
        names = [field.attname for field in self.fields]
        return self.model._base_manager.order_by("pk").values_list(*names).iterator(chunk)


def tables(*, with_secrets):
    """All tables that move, in the order of their apps."""
    names = [*APPS, SECRET_APP] if with_secrets else APPS
    models = [m for app in names for m in models_of(app) if m._meta.db_table not in WAITING]
    return [table_of(model, with_secrets=with_secrets) for model in models]


def models_of(app):
    return apps.get_app_config(app).get_models(include_auto_created=True)


def table_of(model, *, with_secrets):
    missing = {} if with_secrets else SECRET_COLUMNS.get(model._meta.db_table, {})
    fields = [field for field in model._meta.concrete_fields if field.column not in missing]
    return Table(model, tuple(fields), missing)


def lines_first(found):
    """The same tables, each before those that it refers to.

    The database checks what rows refer to at the end. In this order no line is ever added to a
    look that is finished already, so no lock has to be lifted to bring in a locked look.
    """
    by_model = {table.model: table for table in found}
    refers = {
        model: {
            field.related_model
            for field in table.fields
            if field.related_model in by_model and field.related_model is not model
        }
        for model, table in by_model.items()
    }
    return [by_model[model] for model in TopologicalSorter(refers).static_order()][::-1]


def state_of_migrations():
    """The last migration of each app that moves, or None where some are not applied yet."""
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(leaves):
        return None
    return {app: name for app, name in leaves if app in [*APPS, SECRET_APP]}


def last_ids(found):
    """Map a table to the last id it ever gave, also to rows that are gone: none is given twice."""
    names = [table.name for table in found]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
        else:
            cursor.execute(
                "SELECT name, pg_sequence_last_value(pg_get_serial_sequence(name, 'id')::regclass)"
                " FROM unnest(%s::text[]) AS name",
                [names],
            )
        told = {name: last or 0 for name, last in cursor.fetchall()}
    return {name: told.get(name, 0) for name in names}


def set_last_ids(wanted):
    """Let each table (name → id) go on counting after this id."""
    with connection.cursor() as cursor:
        for name, last in wanted.items():
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, last]
                )
            else:
                sql = "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, %s)"
                cursor.execute(sql, [name, max(last, 1), last > 0])
