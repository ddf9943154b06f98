"""The rows that were not read in, as a file to mend: the same columns, and what is wrong in words."""

from io import BytesIO
from tempfile import TemporaryDirectory

from kansrijk.audit.models import AuditEvent
from kansrijk.imports.cells import Broken, shown
from kansrijk.imports.screens import reasons
from kansrijk.ui.sheets import WRITERS, as_file, excel
from kansrijk.ui.sheets.columns import Column, plain
from kansrijk.ui.sheets.columns import Kind as Width

WHY = "Wat er niet klopt"


def answer_back(upload, kind, rows, *, by):
    """Answer with these rows in the form in which they came: xlsx with marked cells, or csv."""
    how = "xlsx" if upload.is_workbook else "csv"
    file = BytesIO()
    titles = [header or f"kolom {place}" for place, header in enumerate(upload.headers, start=1)]
    writer = write_marked if upload.is_workbook else WRITERS[how].write
    writer(file, columns_of(titles), [told(row, upload, kind) for row in rows])
    name = f"niet-ingelezen-{kind.slug}"
    AuditEvent.objects.record_export(
        name,
        by=by,
        about=rows[0]._meta.label_lower,
        fields=[
            title for title in upload.names if title
        ],  # never what somebody wrote above a column
        rows=len(rows),
    )
    return as_file(file, f"{name}.{how}", WRITERS[how].CONTENT_TYPE)


def columns_of(titles):
    """The columns of the sheet, and one more for the reasons."""
    same = [
        Column(title, lambda row, place=place: row["cells"][place])
        for place, title in enumerate(titles)
    ]
    return [*same, Column(WHY, "why", Width.LONG)]


def told(row, upload, kind):
    """The cells of a row as they came, which are wrong, and why in one text."""
    cells = [shown(cell) if isinstance(cell, Broken) else cell for cell in row.values]
    cells += [""] * (len(upload.headers) - len(cells))
    sentences = [
        f"{label}: {sentence}" if label else sentence
        for _, label, found in reasons(row, kind)
        for sentence in found
    ]
    wrong = {place for place, name in enumerate(upload.names) if name in row.why}
    return {"cells": cells, "why": " ".join(sentences), "wrong": wrong}


def write_marked(file, columns, rows):
    """Write a workbook in which the cells that are wrong have a colour."""
    with TemporaryDirectory() as folder:
        book = excel.Book(file, columns, folder)
        marked = book.format(quote_prefix=True, bg_color="#f6d9cf")
        try:
            book.begin()
            for row in rows:
                for place, column in enumerate(columns):
                    value = plain(column.reader()(row))
                    if place in row["wrong"]:
                        text = excel.as_text(str(shown(value) if value is not None else ""))
                        book.sheet.write_string(book.line, place, text, marked)
                    else:
                        book.put(place, value)
                book.line += 1
            book.end()
        finally:
            book.close()
