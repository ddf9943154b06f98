import pytest
from django.db import DatabaseError, connection, transaction

from kansrijk.audit.models import AuditEvent, Verb, file_of
from participants.models import Participant
from tests import make


def test_a_line_names_who_and_what_but_no_values(noor, rania):
    AuditEvent.objects.record(by=noor, verb=Verb.CHANGE, on=rania, fields=["wish", "name"])

    event = AuditEvent.objects.get()
    assert (event.actor_id, event.role, event.district) == (noor.user_id, "buddy", "west")
    assert (event.participant_id, event.fields) == (rania.pk, ["name", "wish"])
    assert "Rania" not in str(vars(event))


@pytest.mark.parametrize(
    "sql", ["UPDATE audit_auditevent SET verb = 'add'", "DELETE FROM audit_auditevent"]
)
def test_the_database_refuses_to_change_the_trail(sql, noor, rania):
    AuditEvent.objects.record(by=noor, verb=Verb.LOOK, on=rania)

    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute(sql)

    assert AuditEvent.objects.get().verb == Verb.LOOK


def test_a_line_cannot_be_replaced_by_another(noor, rania):
    event = AuditEvent.objects.record(by=noor, verb=Verb.LOOK, on=rania)
    columns = (
        "at, actor_id, role, district, verb, step, subject, subject_id, participant_id, fields"
    )
    how = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    values = f"SELECT id, {columns.replace('actor_id', '999')} FROM audit_auditevent WHERE id = {event.pk}"

    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(f"{how} INTO audit_auditevent (id, {columns}) {values}")

    assert AuditEvent.objects.get().actor_id == noor.user_id


def test_the_trail_outlives_the_person(noor):
    gone = make.participant("Gyan Demovelt")
    AuditEvent.objects.record(by=noor, verb=Verb.LOOK, on=gone)
    number = gone.pk

    Participant.objects.filter(pk=number).delete()

    assert AuditEvent.objects.get().participant_id == number


def test_every_record_knows_whose_file_it_is_in(rania):
    year = rania.trajectories.get()

    records = [rania, year, year.match, make.meeting(of=year), make.action(of=year)]

    assert {file_of(record) for record in records} == {rania.pk}
    assert file_of(make.user()) is None
