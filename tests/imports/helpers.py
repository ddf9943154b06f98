"""Sheets as people send them."""

from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from xlsxwriter import Workbook

from kansrijk.imports.models import Upload

HEADERS = "Naam;Geboortejaar;Wijk;Spreekt het liefst;Telefoon;Aangemeld door;Waarom;Aangemeld op"
SALMA = (
    "Salma Fictema;1984;Selwerd;Arabisch;06-00000002;school;Zij is moe van alle brieven;3-3-2026"
)
UMA = "Uma Nepstra;;;Nederlands;;WIJ-team;Komt niet rond;"


def csv(*rows, headers=HEADERS, encoding="utf-8-sig"):
    return file("\r\n".join([headers, *rows]).encode(encoding))


def file(content, name="lijst.csv"):
    return SimpleUploadedFile(name, content)


def xlsx(*rows, options=None, then=lambda book, sheet: None):
    """A workbook with these rows; a day is written as Excel does."""
    made = BytesIO()
    book = Workbook(made, {"in_memory": True} | (options or {}))
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd-mm-yyyy"})
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            else:
                sheet.write(number, place, value)
    then(book, sheet)
    book.close()
    return file(made.getvalue(), "lijst.xlsx")


def send(client, sheet, kind="aanmeldingen", **more):
    return client.post(reverse("imports:add", args=[kind]), {"file": sheet} | more)


def sent(client, sheet, kind="aanmeldingen", **more):
    """Send a sheet that can be read; returns the upload."""
    answer = send(client, sheet, kind, **more)
    assert answer.status_code == 302, answer.text
    return Upload.objects.first()


def page(name, upload, *more):
    return reverse(f"imports:{name}", args=[upload.pk, *more])


def standings(upload):
    return {row.number: row.standing for row in upload.rows.all()}
