"""Reading .xlsx: the values of its sheets, never its formulas, macros or links.

Our own reader, because what a library hides is what people must hear: that a formula has no outcome,
that cells are merged, that rows are hidden. It reads piece by piece and refuses a DOCTYPE, so a small
file cannot become a large one. Format: ECMA-376, part 1, chapter 18 (SpreadsheetML).
"""

import re
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from posixpath import join, normpath
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile
from zlib import error as ZlibError

from kansrijk.imports.archive import BROKEN, SWOLLEN, Archive
from kansrijk.imports.cells import EMPTY, Broken, Unreadable, is_empty, trimmed
from kansrijk.values.text import REPLACED

MOST_COLUMNS = 100
MOST_SHEETS = 30
LAST_ROW = 2**20
MOST_MERGED = 1000
MOST_TEXT = 10_000_000  # characters in a sheet: many cells may share one long text
PIECE = 65_536  # bytes
# Numbers of formats that ship with Excel and show a day (ECMA-376, 18.8.30).
DAY_FORMATS = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
NOT_A_PATTERN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MERGED = "Deze cel is samengevoegd met een andere. Splits de cellen en vul ze allemaal in."
NO_OUTCOME = "Hier staat een formule zonder uitkomst. Typ de uitkomst zelf."
FAULT = "Hier staat een fout van Excel."
NO_DAY = "Deze dag bestaat niet, of ligt niet tussen 1900 en 2100."


@dataclass
class Sheet:
    """The rows of one sheet as (number, cells), and how many of them the sheet hides."""

    name: str
    rows: list = field(default_factory=list)
    hidden: int = 0


class Enough(Exception):
    """There are more rows than anybody may send."""


def sheets_of(file, most):
    """Yield the sheets that can be seen, in order; of each at most so many rows, and one more.

    Raises Unreadable, with a sentence, for what is no sound .xlsx.
    """
    try:
        book = Workbook(Archive(file))
        for name, part in book.sheets[:MOST_SHEETS]:
            yield book.read(name, part, most)
    except (BadZipFile, ExpatError, ZlibError, LookupError, ValueError, EOFError, OverflowError,
            NotImplementedError, RuntimeError) as broken:  # fmt: skip
        raise Unreadable(BROKEN) from broken


def parse(archive, part, start, end=None, text=None):
    """Walk through a part; the handlers get local names, whatever prefix the writer took."""
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse

    def begin(tag, found):
        archive.count()
        start(tag.rpartition(" ")[2], found)

    parser.StartElementHandler = begin
    if end:
        parser.EndElementHandler = lambda tag: end(tag.rpartition(" ")[2])
    parser.CharacterDataHandler = text
    with closing(archive.open(part)) as opened:
        while piece := opened.read(PIECE):
            parser.Parse(piece)
        parser.Parse(b"", True)  # noqa: FBT003


def refuse(*declared):
    raise ExpatError("a sheet has no DOCTYPE")


def local(found, name):
    """An attribute by its local name: `r:id` stands in one of two namespaces."""
    return next((v for k, v in found.items() if k.rpartition(" ")[2] == name and " " in k), "")


class Workbook:
    def __init__(self, archive):
        self.archive, self.sheets, self.strings, self.days = archive, [], [], set()
        self.epoch = date(1899, 12, 30)
        targets = self.targets("", "_rels/.rels")
        main = next((t for kind, t in targets.values() if kind == "officeDocument"), None)
        if main is None:
            raise Unreadable("Dit is geen Excel-bestand. Kies een .xlsx- of .csv-bestand.")
        folder, _, name = main.rpartition("/")
        self.parts = self.targets(folder, f"{folder}/_rels/{name}.rels")
        parse(archive, main, self.in_workbook)
        for kind, part in self.parts.values():
            if kind == "sharedStrings":
                self.strings = Strings(archive, part).found
            if kind == "styles":
                self.days = day_styles(archive, part)

    def targets(self, folder, rels):
        """Map the id of a relation to (kind, name of the part)."""
        found = {}

        def start(tag, told):
            if tag == "Relationship" and told.get("TargetMode") != "External":
                target = told["Target"]
                path = target if target.startswith("/") else join("/", folder, target)
                found[told["Id"]] = told["Type"].rpartition("/")[2], normpath(path).lstrip("/")

        parse(self.archive, rels.lstrip("/"), start)
        return found

    def in_workbook(self, tag, told):
        if tag == "workbookPr" and told.get("date1904") in ("1", "true"):
            self.epoch = date(1904, 1, 1)
        if tag == "sheet" and told.get("state", "visible") == "visible":
            kind, part = self.parts[local(told, "id")]
            if kind == "worksheet":
                self.sheets.append((told["name"], part))

    def read(self, name, part, most):
        reader = SheetReader(self, Sheet(name), most)
        with suppress(Enough):
            parse(self.archive, part, reader.start, reader.end, reader.text)
        return reader.sheet

    def day(self, serial):
        """The day of a serial number. Excel thinks that 1900 had a 29 February: serial 60."""
        days = int(serial)
        if self.epoch.year == 1899 and days < 60:
            days += 1
        try:
            return self.epoch + timedelta(days=days)
        except OverflowError:
            return Broken(NO_DAY, f"{serial:.15g}")


class Strings:
    """The texts that cells share; how a word sounds (rPh) is no part of it."""

    def __init__(self, archive, part):
        self.found, self.pieces, self.is_text, self.is_sound = [], [], False, False
        parse(archive, part, self.start, self.end, self.text)

    def start(self, tag, told):
        if tag == "si":
            self.pieces = []
        self.is_sound = self.is_sound or tag == "rPh"
        self.is_text = tag == "t" and not self.is_sound

    def end(self, tag):
        if tag == "si":
            self.found.append(unescaped("".join(self.pieces)))
        if tag == "rPh":
            self.is_sound = False
        self.is_text = False

    def text(self, piece):
        if self.is_text:
            self.pieces.append(piece)


def unescaped(text):
    """Excel writes a character that XML cannot hold as _x0007_; of half ones a mark is left."""
    halves = ESCAPED.sub(lambda hit: chr(int(hit[1], 16) or ord(REPLACED)), text)
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def day_styles(archive, part):
    """The numbers of the styles that show a number as a day."""
    patterns, formats, inside = {}, [], []

    def start(tag, told):
        if tag == "cellXfs":
            inside.append(tag)
        if tag == "numFmt":
            patterns[int(told["numFmtId"])] = NOT_A_PATTERN.sub("", told["formatCode"]).lower()
        if tag == "xf" and inside:
            formats.append(int(told.get("numFmtId", 0)))

    def end(tag):
        if tag == "cellXfs":
            inside.clear()

    parse(archive, part, start, end)
    known = {n for n, p in patterns.items() if "y" in p or "j" in p or ("d" in p and "m" in p)}
    days = DAY_FORMATS - patterns.keys() | known
    return {style for style, number in enumerate(formats) if number in days}


class SheetReader:
    """Collects the rows of a sheet that hold anything."""

    def __init__(self, book, sheet, most):
        self.book, self.sheet, self.most = book, sheet, most
        self.number, self.cells, self.is_hidden = 0, [], False
        self.told, self.pieces, self.formula, self.reads = {}, [], False, False
        self.merged = self.covered = self.size = 0

    def start(self, tag, told):
        if tag == "row":
            self.go_to(int(told.get("r", self.number + 1)))
            self.cells, self.is_hidden = [], told.get("hidden") in ("1", "true")
        elif tag == "c":
            self.told, self.pieces, self.formula = told, [], False
        elif tag == "f":
            self.formula = True
        elif tag == "mergeCell" and self.merged < MOST_MERGED:
            self.merged += 1
            self.split(told["ref"])
        self.reads = tag in ("v", "t")

    def text(self, piece):
        if self.reads:
            self.pieces.append(piece)

    def end(self, tag):
        self.reads = False
        if tag == "c":
            self.place(self.column(), self.value())
        elif tag == "row" and not all(map(is_empty, self.cells)):
            self.sheet.rows.append((self.number, trimmed(self.cells)))
            self.sheet.hidden += self.is_hidden
            self.size += sum(len(cell) for cell in self.cells if isinstance(cell, str))
            if self.size > MOST_TEXT:
                raise Unreadable(SWOLLEN)
            if len(self.sheet.rows) > self.most:
                raise Enough

    def go_to(self, number):
        if not self.number < number <= LAST_ROW:
            raise ValueError("rows stand in order")
        self.number = number

    def column(self):
        named = CELL.fullmatch(self.told.get("r", ""))
        return number_of(named[1]) if named else len(self.cells)

    def place(self, column, value):
        if column < MOST_COLUMNS:
            self.cells += [EMPTY] * (column + 1 - len(self.cells))
            self.cells[column] = value

    def value(self):
        raw, kind = "".join(self.pieces), self.told.get("t", "n")
        if kind == "e":
            return Broken(FAULT, raw)
        if self.formula and not raw:
            return Broken(NO_OUTCOME)
        if kind == "s":
            return self.book.strings[int(raw)] if raw else EMPTY
        if kind in ("str", "inlineStr"):
            return unescaped(raw)
        if not raw.strip():
            return EMPTY
        if kind == "b":
            return raw.strip() == "1"
        return date.fromisoformat(raw[:10]) if kind == "d" else self.number_or_day(float(raw))

    def number_or_day(self, value):
        if int(self.told.get("s", 0)) in self.book.days:
            return self.book.day(value)
        return int(value) if value.is_integer() else value

    def split(self, ref):
        """Mark the cells that a merged one covers: they are empty, but do not look so."""
        ends = [CELL.fullmatch(end) for end in ref.split(":")]
        if len(ends) != 2 or not all(ends):
            return
        (left, top), (right, bottom) = [(number_of(end[1]), int(end[2])) for end in ends]
        right = min(right, MOST_COLUMNS - 1)
        rows = [row for row in self.sheet.rows if top <= row[0] <= bottom]
        self.covered += len(rows) * (right + 1 - left)
        if self.covered > len(self.sheet.rows) * MOST_COLUMNS:
            raise Unreadable(SWOLLEN)  # merged cells never lie over each other
        for number, cells in rows:
            cells += [EMPTY] * (right + 1 - len(cells))
            for column in range(left + (number == top), right + 1):
                cells[column] = Broken(MERGED)


def number_of(letters):
    """The number of a column from its letters: 0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
