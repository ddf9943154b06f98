"""The triggers that tell which districts were written in, in the transaction that wrote."""

from django.db import connection
from django.db.models import Sum

from kansrijk.audit.triggers import Run, run
from kansrijk.overview.models import Pulse

PLACE = {  # what leads to a district → SQL for it, of rows with that id as `link`
    "district_id": "SELECT w.link AS place FROM ({rows}) AS w",
    "participant_id": "SELECT p.district_id AS place FROM ({rows}) AS w "
    "JOIN participants_participant p ON p.id = w.link",
    "trajectory_id": "SELECT p.district_id AS place FROM ({rows}) AS w "
    "JOIN plans_trajectory t ON t.id = w.link "
    "JOIN participants_participant p ON p.id = t.participant_id",
    "outcome_id": "SELECT p.district_id AS place FROM ({rows}) AS w "
    "JOIN plans_outcome o ON o.id = w.link "
    "JOIN participants_participant p ON p.id = o.participant_id",
    "buddy_id": "SELECT b.district_id AS place FROM ({rows}) AS w "
    "JOIN buddies_buddy b ON b.id = w.link",
    "session": "SELECT b.district_id AS place FROM ({rows}) AS w "
    "JOIN buddies_attendance a ON a.session_id = w.link JOIN buddies_buddy b ON b.id = a.buddy_id",
    "household": "SELECT p.district_id AS place FROM ({rows}) AS w "
    "JOIN participants_participant p ON p.household_id = w.link",
}
SOURCES = {  # every table of people that a figure reads → what leads to a district
    "participants_referral": "district_id",
    "participants_participant": "district_id",
    "participants_household": "household",
    "participants_match": "participant_id",
    "participants_consent": "participant_id",
    "participants_stressor": "participant_id",
    "participants_preference": "participant_id",
    "buddies_buddy": "district_id",
    "buddies_absence": "district_id",
    "buddies_attendance": "buddy_id",
    "buddies_session": "session",
    "plans_trajectory": "participant_id",
    "plans_meeting": "trajectory_id",
    "plans_success": "trajectory_id",
    "plans_obstacle": "trajectory_id",
    "plans_review": "trajectory_id",
    "plans_latelog": "trajectory_id",
    "plans_outcome": "participant_id",
    "plans_outcomecheck": "outcome_id",
}
OWN_ID = ("household", "session")  # these lead there by their own id
WRITTEN = {"insert": ["new"], "update": ["new", "old"], "delete": ["old"]}
BEAT = (
    "INSERT INTO overview_pulse (place, writer, number) "
    "SELECT DISTINCT place, {writer}, 1 FROM ({places}) AS places WHERE place IS NOT NULL "
    "ORDER BY place ON CONFLICT (place, writer) DO UPDATE SET number = overview_pulse.number + 1"
)


def create(vendor, table):
    """The SQL that lets every write in this table beat the pulse of its district."""
    for verb, kinds in WRITTEN.items():
        name, place = f"{table}_pulse_{verb}", SOURCES[table]
        link = "id" if place in OWN_ID else place
        if vendor == "sqlite":  # one writer at a time, and a trigger a row
            rows = " UNION ALL ".join(f"SELECT {kind.upper()}.{link} AS link" for kind in kinds)
            beat = BEAT.format(writer=0, places=PLACE[place].format(rows=rows))
            yield f"CREATE TRIGGER {name} AFTER {verb} ON {table} BEGIN {beat}; END"
            continue
        rows = " UNION ALL ".join(f"SELECT {link} AS link FROM {kind}_rows" for kind in kinds)
        beat = BEAT.format(writer="pg_backend_pid()", places=PLACE[place].format(rows=rows))
        tables = " ".join(f"{kind.upper()} TABLE AS {kind}_rows" for kind in kinds)
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {beat}; RETURN NULL; END $$"
        )
        yield (
            f"CREATE TRIGGER {name} AFTER {verb} ON {table} REFERENCING {tables} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def drop(vendor, table):
    for verb in WRITTEN:
        name = f"{table}_pulse_{verb}"
        is_sqlite = vendor == "sqlite"
        yield f"DROP {'TRIGGER' if is_sqlite else 'FUNCTION'} IF EXISTS {name}{'' if is_sqlite else '() CASCADE'}"


def beats(table):
    """Return the migration operation that lets every write in a table beat its district's pulse."""
    return Run(run(create, table), run(drop, table))


def pulses(districts=None):
    """Map the id of each district that was ever written in to its pulse."""
    rows = Pulse.objects.all() if districts is None else Pulse.objects.filter(place__in=districts)
    return dict(rows.order_by().values_list("place").annotate(Sum("number")))


def settle():
    """Add the pulses of connections that are gone to one row a district; the sums stay the same."""
    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH gone AS (DELETE FROM overview_pulse WHERE writer <> 0 AND writer NOT IN "
            "(SELECT pid FROM pg_stat_activity) RETURNING place, number) "
            "INSERT INTO overview_pulse (place, writer, number) "
            "SELECT place, 0, SUM(number) FROM gone GROUP BY place ORDER BY place "
            "ON CONFLICT (place, writer) DO UPDATE "
            "SET number = overview_pulse.number + EXCLUDED.number"
        )
