"""From an uploaded file to rows under known columns; or one sentence that says why not."""

import re
from dataclasses import dataclass

from kansrijk.imports.cells import Broken, Unreadable, is_empty, shown
from kansrijk.imports.delimited import sheet_of
from kansrijk.imports.workbook import sheets_of
from kansrijk.values.text import REFUSED, fold

MOST_BYTES = 5_000_000
MOST_ROWS = 2000
HEADER_WITHIN = 10  # rows; above it people put a title
EMPTY_FILE = "Dit bestand is leeg."
TOO_LARGE = "Dit bestand is te groot. Een bestand mag hoogstens 5 MB zijn: splits het."
TOO_MANY = "Er staan te veel rijen in dit bestand. Hoogstens {most} per keer: splits het."
ONLY_HEADERS = "Er staan alleen kolomnamen in dit bestand, en nog geen rijen."
NO_HEADERS = (
    "In dit bestand vinden we geen van de kolommen. De eerste rij moet de kolomnamen hebben."
)
LACKS = "In dit bestand ontbreekt: {names}. Neem de kolomnamen over uit het voorbeeld."
TWICE = "De kolom “{name}” staat er twee keer in. Haal er een weg."
ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
KNOWN_STARTS = {
    b"%PDF": "Dit is een pdf. Kies een Excel- of CSV-bestand.",
    b"PK\x05\x06": EMPTY_FILE,
    b"\x89PNG": "Dit is een plaatje. Kies een Excel- of CSV-bestand.",
    b"\xff\xd8\xff": "Dit is een foto. Kies een Excel- of CSV-bestand.",
}
OLD = "Dit is een oud Excel-bestand (.xls). Sla het in Excel op als .xlsx."
LOCKED = "Dit bestand heeft een wachtwoord. Haal dat eraf en sla het op."


@dataclass
class Table:
    """What an upload holds: `names` are the fields of the columns, None for one we do not know."""

    headers: list
    names: list
    rows: list  # (number of the row in its sheet, cells)
    hidden: int
    is_workbook: bool

    @property
    def unknown(self):
        pairs = zip(self.headers, self.names, strict=True)
        return [header for header, name in pairs if name is None and header]


def read(file, columns, most=MOST_ROWS):
    """Return the Table of an upload, of at most so many rows; raises Unreadable with a sentence."""
    if file.size > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    raw = file.read()
    if not raw.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(EMPTY_FILE)
    for start, sentence in KNOWN_STARTS.items():
        if raw.startswith(start):
            raise Unreadable(sentence)
    if raw.startswith(COMPOUND):
        raise Unreadable(LOCKED if "EncryptedPackage".encode("utf-16-le") in raw else OLD)
    is_workbook = raw.startswith(ZIP)
    read_on = most + HEADER_WITHIN
    sheets = sheets_of(file, read_on) if is_workbook else [sheet_of(raw, read_on)]
    table = chosen([sheet for sheet in sheets if sheet.rows], columns, is_workbook=is_workbook)
    if len(table.rows) > most:
        raise Unreadable(TOO_MANY.format(most=most))
    return table


def chosen(sheets, columns, *, is_workbook):
    """Return the first sheet with all columns that must be there, as a Table."""
    if not sheets:
        raise Unreadable(EMPTY_FILE)
    found = [headed(sheet, columns, is_workbook=is_workbook) for sheet in sheets]
    table = min(found, key=lambda table: len(lacking(table, columns)))
    if not any(table.names):
        raise Unreadable(NO_HEADERS)
    known = [name for name in table.names if name]
    for column in columns:
        if known.count(column.name) > 1:
            raise Unreadable(TWICE.format(name=column.label))
    if missing := lacking(table, columns):
        raise Unreadable(LACKS.format(names=", ".join(f"“{c.label}”" for c in missing)))
    if not table.rows:
        raise Unreadable(ONLY_HEADERS)
    return table


def lacking(table, columns):
    return [c for c in columns if c.is_required and c.name not in table.names]


def headed(sheet, columns, *, is_workbook):
    """The sheet as a Table: its headers are the row, among the first, that holds most of ours."""
    known = {plain(text): c.name for c in columns for text in (c.label, *c.aliases)}

    def names_in(row):
        return [known.get(plain(shown(cell))) for cell in row[1]]

    first = sheet.rows[:HEADER_WITHIN]
    at = max(range(len(first)), key=lambda i: (len({*names_in(first[i])} - {None}), -i))
    headers = [readable(shown(cell)) for cell in sheet.rows[at][1]]
    names = names_in(sheet.rows[at])
    rows = [(n, row) for n, row in sheet.rows[at + 1 :] if holds(row, names)]
    return Table(headers, names, rows, sheet.hidden, is_workbook)


def holds(row, names):
    """Tell whether a row has anything in a column that we know."""
    cells = zip(row, names, strict=False)
    return any(name and (isinstance(c, Broken) or not is_empty(c)) for c, name in cells)


def plain(header):
    """A header without case, diacritics, signs and spaces, so that each way of writing counts."""
    return re.sub(r"[^a-z0-9]", "", fold(header))


def readable(header):
    """A header as a page can show it."""
    return REFUSED.sub("", header.strip())[:60]
