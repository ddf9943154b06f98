"""Tables that only grow: the database itself refuses to change or remove a row."""

from django.db import migrations

SENTENCE = "this table only grows"


def create_statements(vendor, table):
    """The SQL that makes a table append-only on this kind of database."""
    if vendor == "sqlite":
        # INSERT OR REPLACE would take the place of a row without any DELETE.
        taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
        return [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
            for verb, when in (("update", ""), ("delete", ""), ("insert", taken))
        ]
    refuse = (
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    change = (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )
    truncate = (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
    return [refuse, change, truncate]


def drop_statements(vendor, table):
    """The SQL that takes the protection off again (to go back a migration)."""
    if vendor == "sqlite":
        verbs = ("update", "delete", "insert")
        return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in verbs]
    return [f"DROP FUNCTION IF EXISTS {table}_refuse() CASCADE"]


def append_only(table):
    """Return the migration operation that lets a table only grow."""

    def run(statements):
        def execute(apps, schema_editor):
            for sql in statements(schema_editor.connection.vendor, table):
                schema_editor.execute(sql)

        return execute

    return migrations.RunPython(run(create_statements), run(drop_statements))
