"""What can be read in: its columns, and how a row becomes a record by the rules of its page."""

from collections.abc import Callable
from dataclasses import dataclass

from kansrijk.imports.sheets import MOST_ROWS
from kansrijk.imports.values import as_day, as_text


def labels(choices):
    """Map the words of choices to their values."""
    return {label: value for value, label in choices.choices}


@dataclass(frozen=True)
class Column:
    """A column of a sheet, for one field of the form that checks a row."""

    name: str
    label: str
    reads: Callable = as_text
    is_required: bool = False
    aliases: tuple = ()  # other headers that mean the same
    example: object = ""
    explained: str = ""

    @property
    def is_day(self):
        return self.reads is as_day


class Kind:
    """A kind of record at work for one upload: knows with few queries what many rows need."""

    slug = ""  # in the address
    role = ""  # who may do this
    label, one = "", ""  # "aanmeldingen", "aanmelding"
    page, page_label = "", ""  # where what was read in can be seen
    most = MOST_ROWS
    do_not_call_in_templates = True
    in_one_district = True  # else each row says which
    columns = ()

    def __init__(self, upload, by):
        self.upload, self.by, self.example = upload, by, None
        self.fields = {}  # those in which a row names a choice; all rows share them

    def choices(self):
        """Map the name of a field to the words that its cells may hold."""
        return {name: list(field.choices) for name, field in self.fields.items()}

    def is_example(self, told):
        """Tell whether this is the row of the example, that somebody forgot to take out."""
        if self.example is None:
            self.example = {c.name: c.reads(c.example)[0] for c in self.columns}
        return all(told.get(name, "") == value for name, value in self.example.items())

    def prepare(self, told):
        """Look up at once what is known of these rows; `told` is what their forms will get."""

    def meet(self, forms):
        """Look up at once which of these forms came in before."""

    def form(self, told, row):
        """The form that checks this row, and that saves it."""
        raise NotImplementedError

    def same(self, form):
        """What tells this row from the others in its sheet, or None where that is not known."""
        raise NotImplementedError

    def is_known(self, form):
        """Tell whether exactly this stands in the records, so that nothing would change."""
        raise NotImplementedError

    def hold(self):
        """Let nobody else add to the same list; call it in the transaction of a save."""

    def saved(self, request, forms):
        """What comes after reading in, outside its transactions."""

    @classmethod
    def column(cls, name):
        return next((column for column in cls.columns if column.name == name), None)
