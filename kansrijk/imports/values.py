"""From a cell to what a form field takes; a guess is a doubt that somebody ticks, never silent.

Each reader returns (text for the field, doubt or ""), and raises ValidationError with a sentence.
"""

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from kansrijk.imports.cells import Broken, shown
from kansrijk.values.dates import FIRST, LAST, OUT_OF_REACH
from kansrijk.values.text import fold

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[a-z]+\.?)[-/. ](\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?")
LONGEST = 10_000  # characters; each field has its own, lower limit
SERIAL = range(10_000, 80_000)  # 1927 to 2119
NOT_A_DAY = "Dit is geen datum. Schrijf het zo: 3-12-2024."
NO_SUCH_DAY = "Deze dag bestaat niet."
NOT_A_NUMBER = "Dit is geen heel getal."


def as_text(cell):
    if isinstance(cell, Broken):
        raise ValidationError(cell.why)
    if len(text := shown(cell).strip()) > LONGEST:
        raise ValidationError(f"Deze tekst is te lang: {len(text)} tekens.")
    return text, ""


def as_number(cell):
    """A whole number; "1984,0" of a sheet counts too."""
    if isinstance(cell, date):
        raise ValidationError(f"Hier staat een datum ({shown(cell)}). Schrijf alleen het getal.")
    text, _ = as_text(cell)
    text = re.sub(r"[.,]0+$", "", text)
    if text and not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise ValidationError(NOT_A_NUMBER)
    return text, ""


def as_phone(cell):
    """A phone number; Excel takes away a zero or a plus in front, so ask whether it was there."""
    text, _ = as_text(cell)
    digits = re.sub(r"[\s().-]", "", text)
    if re.fullmatch(r"[1-9][0-9]{8}", digits):
        return f"0{digits}", doubt(f"0{digits}")
    if re.fullmatch(r"31[1-9][0-9]{8}", digits):
        return f"+{digits}", doubt(f"+{digits}")
    return text, ""


def is_phone(text):
    """Tell whether this is a whole Dutch phone number; one in eleven would pass for a BSN."""
    return bool(re.fullmatch(r"(0|\+31|0031)[1-9][0-9]{8}", re.sub(r"[\s().-]", "", text)))


def as_day(cell):
    """A day as 2024-12-03; day before month, as in Dutch."""
    if isinstance(cell, date):
        return within(cell), ""
    text, _ = as_text(cell)
    if not text:
        return "", ""
    if iso := ISO.fullmatch(text):
        return within(made(*map(int, iso.groups()))), ""
    if written := DAY.fullmatch(fold(text)):
        return of_parts(*written.groups())
    if text.isdecimal() and text.isascii() and int(text) in SERIAL:
        day = date(1899, 12, 30) + timedelta(days=int(text))
        return within(day), doubt(in_full(day))
    raise ValidationError(NOT_A_DAY)


def of_parts(day, month, year):
    number = int(month) if month.isdigit() else month_of(month)
    if len(year) == 4:
        return within(made(int(year), number, int(day))), ""
    this = date.today().year % 100
    guess = made(int(year) + (2000 if int(year) <= this + 1 else 1900), number, int(day))
    return within(guess), doubt(in_full(guess))


def month_of(word):
    word = word.rstrip(".")
    found = [i for i, month in enumerate(MONTHS, 1) if len(word) >= 3 and month.startswith(word)]
    if len(found) != 1:
        raise ValidationError(NOT_A_DAY)
    return found[0]


def made(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        raise ValidationError(NO_SUCH_DAY) from None


def within(day):
    if not FIRST <= day <= LAST:
        raise ValidationError(OUT_OF_REACH)
    return day.isoformat()


def in_full(day):
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def doubt(guess):
    return f"Bedoel je {guess}?"
