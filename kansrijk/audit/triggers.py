"""Tables that only grow: the database itself refuses to change or remove a row."""

from django.db import migrations

SENTENCE = "this table only grows"


def create_statements(vendor, table, old="1 = 0"):
    """The SQL that makes a table append-only on this kind of database.

    `old` is SQL about the row OLD under which it may be deleted; where it is unknown, it may not.
    """
    if vendor == "sqlite":
        # INSERT OR REPLACE would take the place of a row without any DELETE.
        taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
        return [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
            for verb, when in (
                ("update", ""), ("delete", f"WHEN NOT COALESCE({old}, 0)"), ("insert", taken)
            )
        ]  # fmt: skip
    refuse = (
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF TG_OP = 'DELETE' THEN IF {old} THEN RETURN OLD; END IF; END IF; "
        f"RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; END $$"
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


def run(statements, *about):
    """Return what a migration runs: the statements for its kind of database."""

    def execute(apps, schema_editor):
        for sql in statements(schema_editor.connection.vendor, *about):
            schema_editor.execute(sql)

    return execute


class Run(migrations.RunPython):
    """Runs SQL that asks no models; to make those of every app anew took a quarter of the time."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.code(None, schema_editor)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.reverse_code(None, schema_editor)


def append_only(table):
    """Return the migration operation that lets a table only grow."""
    return Run(run(create_statements, table), run(drop_statements, table))


AGO = {  # the moment that lies this number of months back, by the clock of the database
    "sqlite": "datetime('now', '-' || ({months}) || ' months')",
    "postgresql": "now() - make_interval(months => ({months})::int)",
}


def create_until(vendor, table, at, months):
    older = f"OLD.{at} < {AGO[vendor].format(months=months)}"
    return create_statements(vendor, table, older)


def append_only_until(table, *, at, months):
    """Return the operation that lets rows of an append-only table go once they are old enough.

    `at` is the column with their moment, `months` the SQL that says how many months they stay.
    """

    def change(apps, schema_editor):
        vendor = schema_editor.connection.vendor
        for sql in [*drop_statements(vendor, table), *create_until(vendor, table, at, months)]:
            schema_editor.execute(sql)

    def back(apps, schema_editor):
        vendor = schema_editor.connection.vendor
        for sql in [*drop_statements(vendor, table), *create_statements(vendor, table)]:
            schema_editor.execute(sql)

    return Run(change, back)


def with_triggers_off(table, operations):
    """Return these operations on a table that only grows, with its triggers off meanwhile.

    SQLite makes a table anew to change it, and would lose them without a word.
    """
    lifted = Run(run(drop_statements, table), run(create_statements, table))
    return [lifted, *operations, append_only(table)]


def final(table, condition, sentence):
    """Return the migration operation that refuses an UPDATE for which the condition holds."""

    def create(vendor):
        if vendor == "sqlite":
            refuse = f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            return [
                f"CREATE TRIGGER {table}_final BEFORE UPDATE ON {table} WHEN {condition} {refuse}"
            ]
        refuse = (
            f"CREATE FUNCTION {table}_final() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation'; END $$"
        )
        change = (
            f"CREATE TRIGGER {table}_final BEFORE UPDATE ON {table} FOR EACH ROW "
            f"WHEN ({condition}) EXECUTE FUNCTION {table}_final()"
        )
        return [refuse, change]

    def drop(vendor):
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {table}_final"]
        return [f"DROP FUNCTION IF EXISTS {table}_final() CASCADE"]

    return Run(run(create), run(drop))
