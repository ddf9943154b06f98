"""Rows that stay as they are once a condition holds of them: the database itself refuses."""

from dataclasses import dataclass, field

from kansrijk.audit.triggers import Run, run

SENTENCE = "this row is locked"
IS_OTHER = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}


@dataclass(frozen=True)
class Lock:
    """What a locked row of this table keeps.

    `when` is SQL about "{row}". A locked row cannot be deleted, and none of its `columns` changes;
    those in `erased` (column → SQL value) only to that value. `insert` is SQL under which a row
    may still be added to what is locked; without it adding is not looked at.
    """

    table: str
    when: str
    columns: list
    erased: dict = field(default_factory=dict)
    insert: str = ""

    def refused(self, vendor):
        """Map each verb to the SQL condition under which it is refused."""
        old, new = self.when.format(row="OLD"), self.when.format(row="NEW")
        update = f"({old} OR {new})" if self.insert else old
        verbs = {"delete": old, "update": f"{update} AND ({self.changed(IS_OTHER[vendor])})"}
        return verbs | ({"insert": f"{new} AND NOT ({self.insert})"} if self.insert else {})

    def changed(self, other):
        kept = [f"NEW.{name} {other} OLD.{name}" for name in self.columns]
        erasable = [
            f"(NEW.{name} {other} OLD.{name} AND NEW.{name} {other} {value})"
            for name, value in self.erased.items()
        ]
        return " OR ".join([*kept, *erasable])

    def create(self, vendor):
        verbs = self.refused(vendor)
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.table}_locked_{verb} BEFORE {verb} ON {self.table} "
                f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
                for verb, condition in verbs.items()
            ]
        tests = "".join(
            f"IF TG_OP = '{verb.upper()}' THEN IF {condition} THEN "
            f"RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; END IF; END IF; "
            for verb, condition in verbs.items()
        )
        body = f"BEGIN {tests} IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END"
        function = f"{self.table}_locked()"
        when = f"BEFORE {' OR '.join(verbs)} ON {self.table} FOR EACH ROW"
        return [
            f"CREATE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
            f"CREATE TRIGGER {self.table}_locked {when} EXECUTE FUNCTION {function}",
        ]

    def drop(self, vendor):
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {self.table}_locked_{v}" for v in self.refused(vendor)]
        return [f"DROP FUNCTION IF EXISTS {self.table}_locked() CASCADE"]


def locked(table, **kept):
    """Return the migration operation that keeps rows of a table as they are; see `Lock`."""
    lock = Lock(table, **kept)
    return Run(run(lock.create), run(lock.drop))
