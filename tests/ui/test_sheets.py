"""Tables as files: what stands in them comes through, and nothing in them can calculate."""

import csv
import io
import re
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from kansrijk.audit.models import AuditEvent
from kansrijk.ui.sheets import Column, Kind, answer, excel, separated
from participants.models import Participant
from tests import make

NASTY = [
    "=1+1",
    "+31 6",
    "-melk",
    "@som",
    "\t=1",
    "\n=1",
    " =1",
    "\u200b=1",
    "＝1",
    "－1",
    "ja,=1",
    "a\n- b",
]
NAMES = ["Özgür Çelik", "رانيا", "ሰላም", "👩🏽‍🌾", 'zei "ja"; en nee']  # fmt: skip
WHAT = [Column("wat", lambda row: row)]
NAMED = [Column("naam", "name"), Column("sinds", "joined_on", Kind.DAY)]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def as_csv(rows, columns=WHAT):
    file = io.BytesIO()
    assert separated.write(file, columns, rows) == len(rows)
    return file.getvalue()


def cells_of(raw):
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_xlsx(rows, columns=WHAT):
    file = io.BytesIO()
    assert excel.write(file, columns, rows) == len(rows)
    return ZipFile(file)


def sheet_of(book, number=1):
    return ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))


def texts_of(book):
    return ["".join(cell.itertext()) for cell in sheet_of(book).iter(f"{SHEET}c")]


def sent(response):
    """What went out; the file closes as a server would do it, and the connection stays open."""
    with response.file_to_stream:
        return response.getvalue()


def test_csv_opens_in_dutch_excel():
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    row = [date(2026, 11, 3), moment, -3, 0.25, Decimal("12.50"), True, None, float("nan"), "a\rb"]

    raw = as_csv([row], [Column(str(i), lambda row, i=i: row[i]) for i in range(len(row))])

    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == 2
    told = ["2026-11-03", "2026-07-02 00:30:00", "-3", "0,25", "12,50", "ja", "", "", "a\nb"]
    assert cells_of(raw)[1] == told


def test_every_script_comes_through():
    assert [row[0] for row in cells_of(as_csv(NAMES))[1:]] == NAMES
    assert texts_of(as_xlsx(NAMES))[1:] == NAMES


@pytest.mark.parametrize("text", NASTY)
def test_no_text_becomes_a_formula(text):
    cell = cells_of(as_csv([text]))[1][0]

    assert cell.replace("'", "") == text
    assert not re.search(r"(^|[,;\t\n])[\s\u200b]*[=+\-@＝－]", cell)
    assert texts_of(as_xlsx([text]))[1] == text


@given(st.lists(st.text("=+-@\t\n\r ,;'\"＝a"), min_size=1, max_size=3))
def test_no_separator_begins_a_formula_either(row):
    raw = as_csv([row], [Column("x", lambda row, i=i: row[i]) for i in range(len(row))])

    for piece in re.split(r"[;,\t\r\n]", raw.decode("utf-8-sig")):
        assert not re.match(r'"?\s*[=+\-@＝]', piece)


def test_excel_gets_days_numbers_and_a_heading_that_stays():
    columns = [Column("dag", "day", Kind.DAY), Column("aantal", "times", Kind.NUMBER)]

    book = as_xlsx(
        [{"day": date(2026, 11, 3), "times": -3}, {"day": None, "times": 10**16}], columns
    )

    sheet, styles = sheet_of(book), book.read("xl/styles.xml").decode()
    assert [value.text for value in sheet.iter(f"{SHEET}v")] == ["46329", "-3"]
    assert texts_of(book)[-1] == "1" + "0" * 16
    assert "d-m-yyyy" in styles and 'quotePrefix="1"' in styles
    assert sheet.find(f".//{SHEET}pane").get("state") == "frozen"
    assert sheet.find(f"{SHEET}autoFilter").get("ref") == "A1:B3"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<r><t>x</t></r></is></c><c><f>1+1</f></c><r></r>", None),  # markup is text
        ("_x0041_", "_x005F_x0041_"),  # Excel reads the second as the first
        ("a\x00b\u202ec\ud800", "a\ufffdb\ufffdc\ufffd"),
    ],
)
def test_odd_texts_break_no_file(text, shown):
    book = as_xlsx([text])

    assert texts_of(book)[1].strip() == (shown or text)
    assert not list(sheet_of(book).iter(f"{SHEET}f"))
    assert cells_of(as_csv([text]))[1][0] == (text if "_" in text else shown or text)


def test_a_text_that_is_too_long_for_a_cell_says_so():
    cell = texts_of(as_xlsx(["🌾" * 20_000]))[1]

    assert cell.endswith("In het CSV-bestand staat alles.]")
    assert len(cell.encode("utf-16-le")) // 2 <= 32_767
    assert len(cells_of(as_csv(["🌾" * 20_000]))[1][0]) == 20_000


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(excel, "ROWS", 2)

    book = as_xlsx(["a", "b", "c"])

    assert texts_of(book) == ["wat", "a", "b"]
    assert "".join(sheet_of(book, 2).itertext()) == "watc"
    assert b'name="Lijst"' in (parts := book.read("xl/workbook.xml")) and b'"Lijst 2"' in parts


@pytest.mark.parametrize("write", [separated.write, excel.write], ids=["csv", "xlsx"])
def test_memory_does_not_grow_with_the_rows(write):
    columns = [Column("naam", "name"), Column("dag", "day")]

    def peak(number):
        rows = ({"name": f"Deelnemer {i}", "day": date(2026, 1, 1)} for i in range(number))
        with TemporaryFile() as file:
            tracemalloc.start()
            write(file, columns, rows)
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return most

    peak(10)
    assert peak(5_000) < peak(500) + 50_000


@pytest.mark.parametrize("how", ["csv", "xlsx"])
def test_a_file_leaves_one_line_with_its_count(how, lies, rania):
    make.participant("Gyan Demovelt")

    response = answer("deelnemers", NAMED, Participant.objects.all(), how, by=lies)

    line = AuditEvent.objects.get()
    assert (line.verb, line.step, line.subject) == (
        "export",
        "deelnemers",
        "participants.participant",
    )
    assert (line.actor_id, line.district, line.rows, line.fields) == (
        lies.user_id, "west", 2, ["naam", "sinds"],
    )  # fmt: skip
    assert re.fullmatch(
        rf'attachment; filename="deelnemers-\d{{4}}-\d\d-\d\d\.{how}"',
        response["Content-Disposition"],
    )
    assert len(sent(response)) == int(response["Content-Length"])


def test_an_empty_list_is_a_file_with_titles(lies):
    response = answer("deelnemers", NAMED, Participant.objects.none(), "csv", by=lies)

    assert sent(response).decode("utf-8-sig") == "naam;sinds\r\n"
    assert AuditEvent.objects.get().rows == 0


@pytest.mark.parametrize("how", ["csv", "xlsx"])
def test_a_fault_halfway_leaves_no_file_and_no_line(how, lies):
    broken = [Column("deling", lambda row: 1 / row)]

    with pytest.raises(ZeroDivisionError):
        answer("cijfers", broken, [1, 0], how, by=lies, about="overview.figures")

    assert not AuditEvent.objects.exists()


def test_another_kind_of_file_does_not_exist(lies):
    with pytest.raises(Http404):
        answer("deelnemers", NAMED, [], "ods", by=lies)
