"""Reading .csv, as Excel and others save it: several alphabets of bytes, several separators."""

import csv
import io
import re

from kansrijk.imports.cells import Unreadable, is_empty, trimmed
from kansrijk.imports.workbook import MOST_COLUMNS, Sheet
from kansrijk.ui.sheets.separated import BLANK, DANGER
from kansrijk.values.text import REPLACED

MARKS = [(b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]
# The mark that our own files put before what could be a formula.
MARK = re.compile(f"(?:^|(?<=[,;\t\n]))'(?=[\t\r\n]|{BLANK}{DANGER})")
NO_TEXT = "Dit is geen Excel- of CSV-bestand. Kies een .xlsx- of .csv-bestand."
OPEN_QUOTE = (
    "Er staat een aanhalingsteken te veel of te weinig in dit bestand, in of na regel {line}."
)


def decoded(raw):
    """The text of a file; what has no mark is UTF-8, or what Excel writes in Dutch Windows."""
    for mark, name in MARKS:
        if raw.startswith(mark):
            return decoded_as(raw, name)
    if b"\x00" in raw[:2000]:  # two bytes a letter, without a mark
        even, odd = raw[0:2000:2].count(0), raw[1:2000:2].count(0)
        if max(even, odd) * 4 < min(len(raw), 2000):
            raise Unreadable(NO_TEXT)
        return decoded_as(raw, "utf-16-le" if odd > even else "utf-16-be")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return decoded_as(raw, "cp1252")


def decoded_as(raw, name):
    try:
        return raw.decode(name)
    except UnicodeDecodeError as broken:
        raise Unreadable(NO_TEXT) from broken


def sheet_of(raw, most):
    """Return the rows with anything in them, at most so many and one more."""
    text, sheet = decoded(raw).replace("\x00", REPLACED), Sheet("")  # no database holds it
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) <= 5:  # a hint that Excel writes
        separator, skipped, text = first[4:5].strip("\r") or "\t", 1, rest
    else:
        separator, skipped = separator_of(first), 0
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # of the whole process
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(lines, start=1 + skipped):
            if not all(map(is_empty, cells)):
                own = [MARK.sub("", cell) for cell in cells[:MOST_COLUMNS]]
                sheet.rows.append((number, trimmed(own)))
            if len(sheet.rows) > most:
                break
    except csv.Error as broken:
        raise Unreadable(OPEN_QUOTE.format(line=lines.line_num + skipped)) from broken
    return sheet


def separator_of(line):
    """The separator that the line of headers holds most, outside quotes; `;` is the Dutch one."""
    outside = "".join(line.split('"')[::2])
    return max(";\t,", key=outside.count)
