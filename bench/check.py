"""Does what was loaded obey the rules that COPY did not check by itself?"""

from django.apps import apps
from django.db import connection

from participants.chain import first_misfit


def misfits():
    """Name what is wrong: keys that point nowhere, rules that are broken, votes that do not fit.

    Checks and unique rules hold for every row of a COPY, but that is shown here too.
    """
    found = [*dangling(), *broken()]
    if wrong := first_misfit():
        found.append(str(wrong))
    return found


def dangling():
    """Name each foreign key with rows that point at nothing."""
    quote = connection.ops.quote_name
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.is_relation and field.db_constraint:
                there = field.target_field
                sql = (
                    f"SELECT count(*) FROM {quote(model._meta.db_table)} a "
                    f"WHERE a.{quote(field.column)} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
                    f"{quote(there.model._meta.db_table)} b "
                    f"WHERE b.{quote(there.column)} = a.{quote(field.column)})"
                )
                with connection.cursor() as cursor:
                    cursor.execute(sql)
                    if count := cursor.fetchone()[0]:
                        yield f"{field}: {count}"


def broken():
    """Name each check with rows that break it, as the database itself states the check."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass, conname, pg_get_expr(conbin, conrelid) FROM pg_constraint "
            "WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
        )
        for table, name, rule in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table} WHERE NOT ({rule})")
            if count := cursor.fetchone()[0]:
                yield f"{name}: {count}"
