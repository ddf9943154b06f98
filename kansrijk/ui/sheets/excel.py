"""An Excel file, written to disk row by row: texts are texts, days are days, nothing calculates."""

from datetime import date, datetime
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook

from kansrijk.ui.sheets.columns import Kind, clean, readers

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
ROWS = 1_000_000  # on one sheet; Excel can hold 1,048,576
LETTERS = 32_767  # in one cell, where an emoji counts for two
CUT = " … [afgekapt: zoveel past niet in een cel van Excel. In het CSV-bestand staat alles.]"
EXACT = 10**15  # from here on Excel rounds


def write(file, columns, rows, preface=()):
    """Write a table to an open binary file, row by row; return how many rows it has."""
    with TemporaryDirectory() as folder:  # so that nothing stays behind when it fails
        book = Book(file, columns, folder)
        try:
            book.tell(preface)
            return book.fill(rows)
        finally:
            book.close()


class Book:
    """A workbook of as many sheets as the rows need, each with a heading that stays in sight."""

    def __init__(self, file, columns, folder):
        self.book = Workbook(file, OPTIONS | {"tmpdir": folder})
        self.columns, self.sheet, self.line, self.parts = columns, None, 0, 0
        self.heading = self.format(bold=True, bottom=1)
        self.day = self.format(num_format="d-m-yyyy", align="left")
        self.moment = self.format(num_format="d-m-yyyy hh:mm", align="left")
        self.number = self.format()
        # Quoted: a text that looks like a formula stays one also after somebody edits it.
        self.text = self.format(quote_prefix=True)
        self.long = self.format(quote_prefix=True, text_wrap=True)

    def format(self, **looks):
        return self.book.add_format({"valign": "top"} | looks)

    def fill(self, rows):
        read, count = readers(self.columns), 0
        self.begin()
        for row in rows:
            if self.line > ROWS:
                self.end()
                self.begin()
            for place, value in enumerate(read):
                self.put(place, value(row))
            self.line += 1
            count += 1
        self.end()
        return count

    def tell(self, preface):
        """Add a first sheet with these lines, where there are any."""
        if preface:
            sheet = self.book.add_worksheet("Uitleg")
            sheet.set_column(0, 0, 100)
            for number, line in enumerate(preface):
                how = self.long if number else self.heading
                sheet.write_string(number, 0, as_text(clean(line)), how)

    def begin(self):
        """Add a sheet with the titles of the columns."""
        self.parts += 1
        self.sheet = self.book.add_worksheet(f"Lijst {self.parts}" if self.parts > 1 else "Lijst")
        for place, column in enumerate(self.columns):
            width = max(column.kind.value, len(column.name) + 3)
            self.sheet.set_column(place, place, width)
            self.sheet.write_string(0, place, as_text(clean(column.name)), self.heading)
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.line = 1

    def end(self):
        self.sheet.autofilter(0, 0, self.line - 1, len(self.columns) - 1)

    def put(self, place, value):
        """Write a plain value in the present line."""
        if value is None:
            return
        if isinstance(value, date):  # a moment is a day too
            how = self.moment if isinstance(value, datetime) else self.day
            self.sheet.write_datetime(self.line, place, value, how)
        elif isinstance(value, str) or abs(value) >= EXACT:
            is_long = self.columns[place].kind == Kind.LONG
            how = self.long if is_long else self.text
            self.sheet.write_string(self.line, place, as_text(str(value)), how)
        else:
            self.sheet.write_number(self.line, place, value, self.number)

    def close(self):
        self.book.close()


def as_text(text):
    """Return a text that fits in a cell, and that XlsxWriter takes for text.

    It writes what stands between <r> and </r> as markup, as it is; a space behind it prevents that.
    """
    if len(text.encode("utf-16-le")) // 2 > LETTERS:
        kept = text.encode("utf-16-le")[: 2 * (LETTERS - len(CUT))]
        text = kept.decode("utf-16-le", errors="ignore") + CUT
    is_markup = text.startswith("<r>") and text.endswith("</r>")
    return f"{text} " if is_markup else text
