"""Every file that people send is read, or answered with a sentence; none is a fault of ours."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from kansrijk.imports.cells import Broken, Unreadable
from kansrijk.imports.kinds import Column
from kansrijk.imports.sheets import MOST_BYTES, read
from kansrijk.imports.values import as_day
from tests.imports.helpers import file, xlsx

COLUMNS = (Column("name", "Naam", is_required=True), Column("day", "Aangemeld op", as_day))
HEAD = ("Naam", "Aangemeld op")
DAY = date(2024, 12, 3)
SHEET, SHARED = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
BOX = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rows(sent):
    return read(sent, COLUMNS).rows


def refused(sent):
    with pytest.raises(Unreadable) as why:
        read(sent, COLUMNS)
    return str(why.value)


def rezipped(sent, change=None, add=None):
    """The same workbook with parts changed: `change` maps a name to a function of its text."""
    made = BytesIO()
    with ZipFile(sent) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change[name](text) if name in (change or {}) else text)
        for name, text in (add or {}).items():
            new.writestr(name, text)
    return file(made.getvalue(), "lijst.xlsx")


# ── CSV ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_as_people_save_it(encoding, separator):
    text = f"Aangemeld op{separator}NAAM\r\n3-12-2024{separator}Zoë Fictema\r\n\r\n"
    assert rows(file(text.encode(encoding))) == [(2, ["3-12-2024", "Zoë Fictema"])]


def test_scripts_quotes_and_lines_in_a_cell_stay():
    text = 'sep=;\nNaam;Aangemeld op\n"ርሕዋ; ""Sam"" 👩🏽‍🦽\nfiktema";\n'
    assert rows(file(text.encode())) == [(3, ['ርሕዋ; "Sam" 👩🏽‍🦽\nfiktema'])]


def test_the_mark_of_our_own_files_goes():
    sent = "Naam;Aangemeld op\n'+31 6 1;'=1+1\n's Gravenhage;\n"
    assert [cells for _, cells in rows(file(sent.encode()))] == [
        ["+31 6 1", "=1+1"],
        ["'s Gravenhage"],
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is leeg"),
        (b"\xef\xbb\xbf \r\n", "is leeg"),
        (b"Naam;Aangemeld op\r\n;;\r\n", "nog geen rijen"),
        (b";;;\r\n", "is leeg"),
        (b"Voornaam;Datum\r\nSam;\r\n", "geen van de kolommen"),
        (b"Aangemeld op\r\n3-12-2024\r\n", "ontbreekt: “Naam”"),
        (b"Naam;NAAM\r\nSam;Sam\r\n", "twee keer"),
        (b'Naam\r\n"Sam', "aanhalingsteken"),
        (b"%PDF-1.7 ...", "pdf"),
        (BOX + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (BOX + b"Workbook", ".xls"),
        (bytes(range(256)) * 8, "geen Excel- of CSV-bestand"),
        (b"Naam\r\nSam\x81\x8d", "geen Excel- of CSV-bestand"),
        (b"PK\x03\x04 but no zip", "is stuk"),
        (b"x" * (MOST_BYTES + 1), "te groot"),
        (b"Naam\r\n" + b"Sam\r\n" * 2001, "te veel rijen"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, sentence):
    assert sentence in refused(file(content, "lijst.xlsx"))


# ── Workbooks ───────────────────────────────────────────────────────────────


def test_a_workbook_with_days_numbers_and_scripts():
    found = read(xlsx(HEAD, ("Zoë", DAY), ("فاطمة", 45629), (19.0, "3-12-2024")), COLUMNS)
    assert found.rows == [(2, ["Zoë", DAY]), (3, ["فاطمة", 45629]), (4, [19, "3-12-2024"])]
    assert found.is_workbook


def test_days_that_count_from_1904():
    assert rows(xlsx(HEAD, ("Zoë", DAY), options={"date_1904": True})) == [(2, ["Zoë", DAY])]


def test_a_title_above_and_thousands_of_empty_rows_below_do_not_matter():
    def empty(book, sheet):
        grey = book.add_format({"bg_color": "#eeeeee"})
        for number in range(5, 10_000):
            sheet.write_blank(number, 0, None, grey)

    found = read(xlsx(("Lijst van Lies",), (), HEAD, ("Zoë",), then=empty), COLUMNS)
    assert found.rows == [(4, ["Zoë"])]


def test_the_first_sheet_with_the_right_headers_that_can_be_seen():
    def more(book, sheet):
        for name, state in (("oud", "hide"), ("goed", "activate"), ("later", "set_landscape")):
            other = book.add_worksheet(name)
            getattr(other, state)()
            other.write_row(0, 0, HEAD)
            other.write_row(1, 0, [name])

    assert rows(xlsx(("iets anders",), ("x",), then=more)) == [(2, ["goed"])]


def test_hidden_rows_count_and_are_told():
    found = read(
        xlsx(
            HEAD, ("Zoë",), ("Sam",), then=lambda b, s: s.set_row(2, None, None, {"hidden": True})
        ),
        COLUMNS,
    )
    assert (len(found.rows), found.hidden) == (2, 1)


def test_formulas_faults_and_merged_cells():
    def tricky(book, sheet):
        sheet.write_formula(1, 0, "=A9", None, "Zoë")
        sheet.write_formula(2, 0, "=A9", None, "")
        sheet.write_formula(3, 0, "=NA()", None, "#N/A")
        sheet.merge_range(4, 0, 5, 0, "Sam")
        sheet.write(5, 1, "x")

    found = [cells[0] for _, cells in rows(xlsx(HEAD, then=tricky))]
    assert found[0] == "Zoë"
    assert isinstance(found[1], Broken) and "formule" in found[1].why
    assert (found[2].shown, found[3]) == ("#N/A", "Sam")
    assert "samengevoegd" in found[4].why


def test_a_word_in_the_farthest_cell_costs_nothing():
    far = {SHEET: lambda text: text.replace(b'"3"', b'"1048576"').replace(b"A3", b"XFD1048576")}
    assert rows(rezipped(xlsx(HEAD, ("Zoë",), ("z",)), far)) == [(2, ["Zoë"])]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("xl/vbaProject.bin", "macro"),
        ("xl/workbook.bin", ".xlsb"),
        ("content.xml", "LibreOffice"),
        ("word/document.xml", "Word"),
        ("Index/Document.iwa", "Numbers"),
    ],
)
def test_what_only_looks_like_a_workbook(name, sentence):
    assert sentence in refused(rezipped(xlsx(HEAD), add={name: b"x"}))


ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "change",
    [
        {SHEET: lambda text: text.replace(b"<worksheet", ENTITY + b"<worksheet", 1)},
        {SHARED: lambda text: text.replace(b"Na", b"&a;", 1)},
        {SHEET: lambda text: text[:200]},
        {SHEET: lambda text: text.replace(b'<c r="A1" t="s"><v>0', b'<c r="A1" t="s"><v>99')},
        {SHEET: lambda text: text.replace(b'r="2"', b'r="1"')},
        {SHEET: lambda text: text.replace(b'r="2"', b'r="-2"')},
        {SHEET: lambda text: text.replace(b'r="2"', b'r="9999999999999999999"')},
        {"xl/workbook.xml": lambda text: b""},
        {"[Content_Types].xml": lambda text: b"", "_rels/.rels": lambda text: b"<a/>"},
    ],
)
def test_a_broken_or_hostile_workbook_is_refused(change):
    assert refused(rezipped(xlsx(HEAD, ("Zoë",)), change))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/media/zeros.bin", b"\0" * 50_000_000),  # swollen by itself
        (SHEET, b"<worksheet><sheetData>" + b"<c/>" * 600_000),  # many small elements
    ],
)
def test_a_small_file_does_not_become_a_large_one(part, content):
    sent = rezipped(
        xlsx(HEAD, ("Zoë",)),
        {part: lambda _: content},
        add={} if part == SHEET else {part: content},
    )
    assert sent.size < 200_000
    assert "veel meer dan een lijst" in refused(sent)


def test_one_long_text_in_many_cells_is_refused():
    long = "a" * 30_000
    assert "veel meer dan een lijst" in refused(xlsx(HEAD, *[(long,)] * 400))


def test_half_characters_and_nothing_at_all_are_seen_and_kept_out():
    """No database and no page can hold them."""
    half = {SHARED: lambda text: text.replace(b"Zara", b"_xD800_a_x0000_ _xD83D__xDE00_")}
    sent = rezipped(xlsx(HEAD, ("Zara",)), half)

    assert rows(sent) == [(2, ["\ufffda\ufffd \U0001f600"])]
    [(_, [name])] = rows(file(b"Naam\r\n" + b"Z" * 2000 + b"\x00"))
    assert name.endswith("Z\ufffd")


def test_merged_cells_that_lie_over_each_other_are_refused():
    """One of them over thousands of rows takes a moment, a thousand take minutes."""
    merged = b"</sheetData><mergeCells>%b</mergeCells>" % (b'<mergeCell ref="A2:XFD9"/>' * 9)
    all_over = {SHEET: lambda text: text.replace(b"</sheetData>", merged)}
    assert "veel meer dan een lijst" in refused(rezipped(xlsx(HEAD, ("Zoë",)), all_over))
