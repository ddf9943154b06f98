"""A sheet to fill in: the right columns, one invented row, and what each cell may hold."""

from io import BytesIO
from tempfile import TemporaryDirectory

from django.http import Http404

from kansrijk.imports.cells import shown
from kansrijk.ui.sheets import WRITERS, as_file, excel
from kansrijk.ui.sheets.columns import Column


def answer_example(kind, how):
    """Answer with the example of a kind, as xlsx or csv; Http404 for anything else."""
    if how not in WRITERS:
        raise Http404
    file = BytesIO()
    if how == "csv":
        WRITERS[how].write(file, columns_of(kind), [kind])
    else:
        write_book(file, kind)
    return as_file(file, f"voorbeeld-{kind.slug}.{how}", WRITERS[how].CONTENT_TYPE)


def columns_of(kind):
    return [Column(c.label, lambda _, c=c: c.example) for c in kind.columns]


def write_book(file, kind):
    """Write the sheet to fill in, and behind it the one that explains."""
    with TemporaryDirectory() as folder:
        book = excel.Book(file, columns_of(kind), folder)
        text = book.format(num_format="@")  # so that Excel leaves the zero of a phone number
        try:
            book.begin()
            for place, column in enumerate(kind.columns):
                how = book.day if column.is_day else text
                book.sheet.set_column(place, place, len(column.label) + 6, how)
            fill(book, kind)
            explain(book.book.add_worksheet("uitleg"), book, kind)
        finally:
            book.close()


def fill(book, kind):
    for place, column in enumerate(kind.columns):
        book.put(place, column.example or None)


def explain(sheet, book, kind):
    """One line a column: whether it must be filled in, what it means, and the words it may hold."""
    words = kind.choices()
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, 60)
    sheet.set_column(3, 3, 60)
    lines = [("Kolom", "Moet of mag", "Wat betekent het?", "Kies een van")]
    for column in kind.columns:
        must = "moet" if column.is_required else "mag"
        lines.append((column.label, must, column.explained, ", ".join(words.get(column.name, []))))
    for number, line in enumerate(lines):
        for place, text in enumerate(line):
            look = book.heading if number == 0 else book.long
            sheet.write_string(number, place, excel.as_text(shown(text)), look)
