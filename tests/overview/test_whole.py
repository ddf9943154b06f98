"""The whole programme in one zip: out of one installation, into an empty other."""

import csv
import errno
import io
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from kansrijk.accounts.models import User
from kansrijk.audit.models import AuditEvent
from kansrijk.imports.models import Row, Upload
from kansrijk.overview.whole import dictionary, packing
from kansrijk.overview.whole.cells import bare, guard
from kansrijk.overview.whole.packing import MANIFEST
from kansrijk.overview.whole.tables import APPS, LISTS, SECRET_APP, STAYS_BEHIND, tables
from kansrijk.places.models import District
from participants.models import Participant
from plans.models import Meeting
from tests import make
from tests.conftest import SHIPPED
from tests.overview.whole import begin_anew, files_of, forged, manifest_of, packed

MEETINGS, GOALS, USERS = "data/plans_meeting.csv", "data/plans_goal.csv", "data/accounts_user.csv"
NOTES = ["", "=1+1", "'", "\\N", "\\", "'=1", "\n- melk, =1,'-1", "\t@", "رانيا ሰላም 👩🏽‍🌾", "＝1; =2"]  # fmt: skip


def read(path, **options):
    said = io.StringIO()
    call_command("import_programme", str(path), stdout=said, stderr=said, **options)
    return said.getvalue()


@pytest.fixture
def zipped(tmp_path, rania):
    """A programme with Rania and Noor, in a file."""
    path = tmp_path / "programma.zip"
    call_command("export_programme", str(path), stdout=io.StringIO())
    return path


@given(st.text("'\\=+-@＝ \t\n\r,;\u200bNa") | st.text())
def test_a_cell_comes_back_as_it_was_and_never_calculates(text):
    cell = guard(text)

    assert bare(cell) == text
    assert not re.search("(^|[,;\t\n\r])[^\\S\t\n\r]*[=+\\-@＝]", cell)


def test_odd_texts_come_back_row_for_row(rania, tmp_path):
    year = rania.trajectories.get()
    for week, note in enumerate(NOTES):
        make.meeting(of=year, held_on=year.started_on + timedelta(days=7 * week), note=note)
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    call_command("export_programme", str(first), stdout=io.StringIO())
    begin_anew()

    said = read(first)
    call_command("export_programme", str(second), stdout=io.StringIO())

    assert "alle gelijk aan het bestand" in said
    assert [m.note for m in Meeting.objects.order_by("pk")] == NOTES
    assert manifest_of(first)["files"] == manifest_of(second)["files"]


def test_rows_that_wait_for_an_answer_stay_behind(noor, tmp_path):
    sent = Upload.objects.create(hat=noor, kind="aanmeldingen", is_workbook=False, total=1)
    row = Row(upload=sent, number=2, standing="doubt")
    row.values = ["Uma Nepstra"]
    row.save()
    path = tmp_path / "programma.zip"
    call_command("export_programme", str(path), stdout=io.StringIO())
    files = files_of(path)

    assert "data/imports_upload.csv" in files and "data/imports_row.csv" not in files
    assert "imports_row" not in files["dictionary.csv"].decode()
    assert "nog wacht op een antwoord" in files["LEES-MIJ.txt"].decode()
    begin_anew()
    assert "alle gelijk aan het bestand" in read(path)


def test_a_sheet_finds_no_formula_in_the_file(zipped):
    tables = [
        content.decode("utf-8-sig") for name, content in files_of(zipped).items() if "/" in name
    ]

    for row in csv.reader(io.StringIO("".join(tables), newline=""), delimiter=";"):
        assert not [cell for cell in row if re.match(r"\s*[=+\-@]", cell)]


def test_the_file_is_for_its_owner_and_the_trail_knows(zipped):
    line = AuditEvent.objects.get()
    told = manifest_of(zipped)["files"].values()

    assert zipped.stat().st_mode & 0o777 == 0o600
    assert (line.verb, line.step, line.role) == ("export", "programme", "system")
    assert line.rows == sum(each.get("rows", 0) for each in told)
    assert [file.name for file in zipped.parent.iterdir()] == [zipped.name]


def test_a_file_that_is_there_is_left_alone(zipped):
    before = zipped.read_bytes()

    with pytest.raises(CommandError, match="bestaat al"):
        call_command("export_programme", str(zipped))

    assert zipped.read_bytes() == before


def test_a_full_disk_leaves_no_file_and_no_line(tmp_path, noor, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(packing, "write_table", full)

    with pytest.raises(CommandError, match="No space left"):
        call_command("export_programme", str(tmp_path / "vol.zip"))

    assert not list(tmp_path.iterdir()) and not AuditEvent.objects.exists()


def test_passwords_and_second_steps_stay_behind(noor, tmp_path):
    noor.user.set_password("stap-voor-stap-samen")
    noor.user.save()
    noor.user.authenticator_set.create(type="totp", data={"secret": "geheim"})
    call_command("export_programme", str(tmp_path / "1.zip"), stdout=io.StringIO())
    call_command(
        "export_programme", str(tmp_path / "2.zip"), with_secrets=True, stdout=io.StringIO()
    )
    begin_anew()

    read(tmp_path / "1.zip")
    without = User.objects.get(pk=noor.user_id)
    begin_anew()
    read(tmp_path / "2.zip")

    assert not without.has_usable_password()
    assert not [n for n, c in files_of(tmp_path / "1.zip").items() if b"argon2" in c or "mfa" in n]
    again = User.objects.get(pk=noor.user_id)
    assert again.check_password("stap-voor-stap-samen")
    assert again.authenticator_set.get().data == {"secret": "geheim"}


def test_a_number_is_never_given_twice(rania, tmp_path):
    gone = make.participant("Gyan Demovelt")
    last, path = gone.pk, tmp_path / "1.zip"
    Participant.objects.filter(pk=last).delete()
    call_command("export_programme", str(path), stdout=io.StringIO())
    begin_anew()

    read(path)

    assert make.participant("Uma Nepstra").pk == last + 1


def test_an_installation_that_is_in_use_is_left_alone(zipped, noor):
    with pytest.raises(CommandError, match=r"niet leeg.*accounts_user"):
        read(zipped)

    assert Participant.objects.count() == 1


def line_of(content, **cells):
    """This CSV with other cells in its first row."""
    titles, first, *rest = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    made = io.StringIO()
    first = [cells.get(title, cell) for title, cell in zip(titles, first, strict=True)]
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerows([titles, first, *rest])
    return made.getvalue().encode("utf-8-sig")


def damaged(files, whole):
    """Yield what can be wrong with a zip, and a part of the sentence that tells it."""
    without = {name: content for name, content in files.items() if name != GOALS}
    users, bomb = files[USERS], b"\0" * 20_000_000
    yield b"geen zip", "kapot"
    yield whole[: len(whole) // 2], "kapot"
    yield whole.replace(b"PK\x03\x04", b"PK\x03\x05"), "kapot"
    yield packed(without), "te veel, te weinig"
    yield packed(files | {"../../etc/cron": b"x"}), "te veel, te weinig"
    yield packed(files, twice=[USERS]), "te veel, te weinig"
    yield packed(files | {USERS: line_of(users, name="Iemand anders")}), "beschadigd of veranderd"
    yield packed(files | {MANIFEST: b"[" * 100_000}), "geen goed manifest"
    yield packed(files | {MANIFEST: files[MANIFEST].replace(b"false", b"true")}), "SECRET_KEY"
    yield forged(files, format=2), "andere versie van Kansrijk"
    yield forged(files, migrations={"plans": "0001_initial"}), "andere versie van de database"
    yield forged(files, with_secrets="ja"), "geen goed manifest"
    yield forged(files, about={USERS: bomb}), "veel te groot"
    yield forged(files, about={USERS: line_of(users, joined_at="gisteren")}), "joined_at staat iets"
    yield (
        forged(files, about={USERS: line_of(users, joined_at="2026-01-01T00:00:00.0Z")}),
        "beschadigd",
    )
    yield forged(files, about={USERS: line_of(users, name="x" * 121)}), "name staat iets"
    yield forged(files, about={USERS: users.replace(b"id;", b"nr;")}), "niet de goede kolommen"
    yield forged(files, about={USERS: users + b'"'}), "kapot"
    yield forged(files, about={USERS: line_of(users, id="99999")}), "nam het niet aan"


def test_what_is_wrong_with_a_file_is_told_and_nothing_comes_in(zipped):
    files, whole = files_of(zipped), zipped.read_bytes()
    begin_anew()

    for content, sentence in damaged(files, whole):
        zipped.write_bytes(content)
        with pytest.raises(CommandError, match=sentence):
            read(zipped)
        assert not User.objects.exists() and District.objects.count() == 4, sentence

    zipped.write_bytes(whole)
    assert "alle gelijk" in read(zipped)


def test_a_file_of_another_key_comes_in_only_on_purpose(zipped):
    begin_anew()

    with override_settings(SECRET_KEY="een andere"):
        with pytest.raises(CommandError, match="--other-key"):
            read(zipped)
        assert "alle gelijk" in read(zipped, other_key=True)


def test_a_file_that_is_not_there(tmp_path, db):
    with pytest.raises(CommandError, match="kon niet worden gelezen"):
        read(tmp_path / "weg.zip")


def test_every_table_moves_or_stays_behind_on_purpose(db):
    known = {*APPS, *STAYS_BEHIND, SECRET_APP}

    assert {app.label for app in apps.get_app_configs() if list(app.get_models())} <= known
    assert {table.name for table in tables(with_secrets=False)} & set(SHIPPED) == LISTS


def test_every_column_has_a_dutch_name_and_a_kind(db):
    rows = csv.DictReader(
        io.StringIO(dictionary.dictionary(tables(with_secrets=True))), delimiter=";"
    )
    told = {(row["tabel"], row["kolom"]): row for row in rows}

    wish = told["participants_participant", "wish"]
    assert (wish["naam"], wish["na de bewaartermijn"]) == ("wens", "wordt gewist: 2 jaar")
    assert not [
        field
        for table in tables(with_secrets=True)
        for field in table.fields
        if not (dictionary.is_named(field) or field.is_relation or field.column in dictionary.NAMES)
    ]
