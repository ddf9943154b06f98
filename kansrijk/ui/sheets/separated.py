"""CSV as Dutch Excel reads it: semicolons, UTF-8 with a mark, decimal commas, days as 2026-11-03.

Nothing in it can become a formula. The mark for that, a single quote, stays in the text when
something else than a sheet reads the file; Excel files need no mark.
"""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal

from kansrijk.ui.sheets.columns import clean, readers

CONTENT_TYPE = "text/csv; charset=utf-8"
# With blanks before it a sheet still sees a formula; the wide forms count in some languages.
BLANK, DANGER = "(?:[^\\S\t\n]|[\ufeff\u200b-\u200f\u2060])*", "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
AT_THE_START = re.compile(f"[\t\r\n]|{BLANK}{DANGER}")
# A sheet that is set to another separator begins a cell here too.
FURTHER_ON = re.compile(f"([,;\t\n])(?={BLANK}{DANGER})")


def write(file, columns, rows, preface=()):
    """Write a table to an open binary file, row by row; return how many rows it has."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    lines.writerows([harmless(clean(line))] for line in preface)
    lines.writerow([harmless(clean(column.name)) for column in columns])
    read, count = readers(columns), 0
    for row in rows:
        lines.writerow([cell(value(row)) for value in read])
        count += 1
    text.detach()  # what it held is written, and the file stays open
    return count


def cell(value):
    """Return a plain value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return format(Decimal(str(value)), "f").replace(".", ",")


def harmless(text):
    """Return a text in which no sheet finds a formula, at the start or after a separator."""
    if AT_THE_START.match(text):
        text = f"'{text}"
    return FURTHER_ON.sub(r"\1'", text)
