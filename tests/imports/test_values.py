"""What a cell can mean: a guess is a question, never silent."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from kansrijk.imports.cells import Broken, packed, shown, unpacked
from kansrijk.imports.values import as_day, as_number, as_phone, as_text


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2024, 12, 3), "2024-12-03"),
        ("3-12-2024", "2024-12-03"),
        ("03/12/2024", "2024-12-03"),
        ("3.12.2024", "2024-12-03"),
        ("2024-12-3", "2024-12-03"),
        ("2024-12-03 00:00:00", "2024-12-03"),
        ("3 dec. 2024", "2024-12-03"),
        ("3 Maart 2024", "2024-03-03"),
        ("", ""),
    ],
)
def test_a_day_as_people_write_it(cell, day):
    assert as_day(cell) == (day, "")


@pytest.mark.parametrize(
    ("cell", "day"), [(45629, "2024-12-03"), ("45629", "2024-12-03"), ("3-12-24", "2024-12-03")]
)
def test_a_day_that_must_be_guessed_is_asked(cell, day):
    assert as_day(cell) == (day, "Bedoel je 3 december 2024?")


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("31-2-2024", "bestaat niet"),
        ("3-13-2024", "bestaat niet"),
        ("0001-01-01", "tussen 1900 en 2100"),
        ("1-1-2101", "tussen 1900 en 2100"),
        (date(1899, 12, 31), "tussen 1900 en 2100"),
        ("gisteren", "geen datum"),
        ("3 m 2024", "geen datum"),
        (7, "geen datum"),
        (Broken("Stuk.", "#N/A"), "Stuk."),
    ],
)
def test_what_is_no_day_says_why(cell, sentence):
    with pytest.raises(ValidationError, match=sentence):
        as_day(cell)


def test_a_phone_number_that_lost_its_zero_is_asked():
    assert as_phone(612345678) == ("0612345678", "Bedoel je 0612345678?")
    assert as_phone("31612345678") == ("+31612345678", "Bedoel je +31612345678?")
    assert as_phone("06-12345678") == ("06-12345678", "")


def test_numbers_and_texts():
    assert as_number(1984.0) == as_number("1984,0") == ("1984", "")
    for wrong in ("19x4", date(1984, 3, 1), "1984.5", "٣"):
        with pytest.raises(ValidationError):
            as_number(wrong)
    assert (shown(3.5), shown(cell=True), shown(12.0)) == ("3,5", "ja", "12")
    with pytest.raises(ValidationError, match="te lang"):
        as_text("a" * 40_000)


def test_what_waits_in_the_database_comes_back_as_it_was():
    cells = ["a\x00\ud800\u202e", 3, 1.5, True, date(2024, 12, 3), Broken("Stuk.", "#N/A")]
    assert packed(cells).isascii() and "\x00" not in packed(cells)
    assert unpacked(packed(cells)) == cells
