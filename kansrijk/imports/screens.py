"""What the page of an upload shows: how many rows of each standing, and those of one of them."""

from dataclasses import dataclass

from django.utils.text import capfirst

from kansrijk.imports.cells import shown
from kansrijk.imports.checking import BSN
from kansrijk.imports.models import Standing

WORDS = {  # of a standing: its word in the address, and its tab
    Standing.WRONG: ("fout", "Klopt niet"),
    Standing.DOUBT: ("nakijken", "Eerst nakijken"),
    Standing.GOOD: ("goed", "Goed"),
    Standing.KNOWN: ("bekend", "Staat er al in"),
}


LISTS = ("files", "referrals")


@dataclass(frozen=True)
class Tab:
    slug: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Line:
    """A row as the page shows it: what it is called, its other cells, and what is wrong where."""

    number: int
    name: str
    cells: list  # (header, what stands there)
    wrong: list  # (header, what stands there, sentences)
    is_doubt: bool
    sure: str  # what somebody says who reads it in all the same
    like: dict  # who may be the same person, as templates/referrals/known.html shows it


class Lines:
    """The rows of one standing, that a paginator can cut."""

    def __init__(self, upload, kind, standing, count):
        self.upload, self.kind, self.standing, self.total = upload, kind, standing, count

    def count(self):
        return self.total

    def __len__(self):
        return self.total

    def __getitem__(self, cut):
        rows = self.upload.rows.filter(standing=self.standing)[cut]
        return [line(row, self.upload, self.kind) for row in rows]


class Screen:
    def __init__(self, upload, kind, asked):
        self.counts = upload.counts()
        by_word = {word: standing for standing, (word, _) in WORDS.items()}
        filled = [standing for standing in WORDS if self.counts[standing]]
        now = by_word.get(asked)
        now = now if now in filled else (filled or [Standing.WRONG])[0]
        self.rows = Lines(upload, kind, now, self.counts[now])
        self.tabs = [
            Tab(word, label, self.counts[standing], standing == now)
            for standing, (word, label) in WORDS.items()
            if self.counts[standing]
        ]
        self.good = self.counts[Standing.GOOD]
        self.known = upload.known + self.counts[Standing.KNOWN]
        self.doubt = self.counts[Standing.DOUBT]
        self.wrong = self.counts[Standing.WRONG]
        self.back = self.doubt + self.wrong


def reasons(row, kind):
    """What is wrong with a row as (field, label, sentences), in the order of the columns."""
    found = [(c.name, c.label, row.why[c.name]) for c in kind.columns if c.name in row.why]
    return [*([("", "", row.why[""])] if "" in row.why else []), *found]


def sure(row):
    """What somebody says of each doubt about a row: “Dit is geen BSN en de rest klopt”."""
    doubts = {sentence for name, found in row.why.items() if name for sentence in found}
    says = ["ik heb het gevraagd"] if row.like else []
    says += ["dit is geen BSN"] if BSN in doubts else []
    if doubts - {BSN}:
        says.append("de rest klopt" if says else "dat klopt")
    return capfirst(" en ".join(says))


def line(row, upload, kind):
    """What a page shows of a row; only columns that we know."""
    first, *_ = kind.columns
    told = {name: shown(cell) for name, cell in zip(upload.names, row.values, strict=False) if name}
    cells = [(kind.column(name).label, text) for name, text in told.items() if name != first.name]
    wrong = [
        (label, told.get(name, ""), sentences) for name, label, sentences in reasons(row, kind)
    ]
    like = row.like | {kind: [{"pk": pk} for pk in row.like.get(kind, ())] for kind in LISTS}
    is_doubt = row.standing == Standing.DOUBT
    return Line(
        row.number, told.get(first.name, ""), cells, wrong, is_doubt, sure(row), row.like and like
    )
