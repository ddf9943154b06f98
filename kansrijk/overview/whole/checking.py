"""Reading a zip of the programme: nothing is believed, and nothing is ever written to disk."""

import csv
import io
import json
import re
import zlib
from contextlib import contextmanager
from hashlib import sha256
from zipfile import BadZipFile, LargeZipFile, ZipFile

from kansrijk.overview.whole import Refused
from kansrijk.overview.whole.cells import value_maker
from kansrijk.overview.whole.dictionary import DICTIONARY, README
from kansrijk.overview.whole.packing import FORMAT, MANIFEST
from kansrijk.overview.whole.seal import is_ours
from kansrijk.overview.whole.tables import state_of_migrations, tables

PIECE = 2**16  # bytes at a time
LARGEST_MANIFEST = 2**20  # bytes
LARGEST_CELL = 2**24  # characters
SMALL, TIGHTEST = 2**20, 300  # bytes; how many bytes our own CSV can at most become one byte
BROKEN = (BadZipFile, LargeZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError)

NO_ZIP = "Dit is geen (heel) zipbestand van Kansrijk: het is kapot, of niet helemaal aangekomen."
NO_MANIFEST = "In dit zipbestand zit geen goed manifest: het is geen uitvoer van Kansrijk."
OTHER_FORMAT = "Dit bestand is van een andere versie van Kansrijk en kan hier niet worden gelezen."
OTHER_STATE = (
    "Dit bestand is gemaakt met een andere versie van de database dan hier staat. Zet eerst "
    "dezelfde versie van Kansrijk neer, lees het daar in, en werk dan bij."
)
OTHER_FILES = "In dit zipbestand zit te veel, te weinig, of iets dat er niet hoort."
CHANGED = "{} is niet meer zoals het werd gemaakt: het bestand is beschadigd of veranderd."
BOMB = "{} wordt bij het uitpakken veel te groot: dat kan geen bestand van Kansrijk zijn."
OTHER_KEY = (
    "Dit bestand is veranderd, of gemaakt met een andere SECRET_KEY. Zet de goede sleutel erbij "
    "(SECRET_KEY_FALLBACKS), of geef --other-key als je zeker weet waar het vandaan komt."
)
WRONG_CELL = "Regel {} van {}: in de kolom {} staat iets dat daar niet past."
WRONG_ROW = "Regel {} van {} heeft niet de goede kolommen."


class Package:
    """An open zip of which the manifest was read and fits this installation."""

    def __init__(self, packed, *, other_key=False):
        self.packed = packed
        self.manifest = read_manifest(packed, other_key=other_key)
        self.tables = tables(with_secrets=self.manifest["with_secrets"])
        names = {MANIFEST, DICTIONARY, README, *(table.file for table in self.tables)}
        listed = {MANIFEST, *self.manifest["files"]}
        # A name that stands in it twice would be one file to us and another to somebody else.
        if sorted(packed.namelist()) != sorted(names) or listed != names:
            raise Refused(OTHER_FILES)

    def told(self, table):
        return self.manifest["files"][table.file]

    def check_files(self):
        """Read every file once; raises Refused at the first that is not as it was written."""
        for name, told in self.manifest["files"].items():
            info = self.packed.getinfo(name)
            if info.file_size > max(SMALL, TIGHTEST * info.compress_size):
                raise Refused(BOMB.format(name))
            if (info.file_size, self.hash_of(info)) != (told["bytes"], told["sha256"]):
                raise Refused(CHANGED.format(name))

    def hash_of(self, info):
        found = sha256()
        with self.packed.open(info) as file:
            while piece := file.read(PIECE):
                found.update(piece)
        return found.hexdigest()

    def rows(self, table):
        """Walk through the rows of a table as lists of values; Refused names what does not fit."""
        makers = [value_maker(field) for field in table.fields]
        with self.packed.open(table.file) as file:
            text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
            lines = csv.reader(text, delimiter=";", strict=True)
            for number, cells in enumerate(lines, 1):
                if number == 1 and cells == table.columns:
                    continue
                if number == 1 or len(cells) != len(makers):
                    raise Refused(WRONG_ROW.format(number, table.file))
                yield values_of(cells, makers, table, number)


def values_of(cells, makers, table, number):
    values = []
    try:
        for make, cell in zip(makers, cells, strict=True):
            values.append(make(cell))
    except (ValueError, RecursionError) as wrong:
        column = table.columns[len(values)]
        raise Refused(WRONG_CELL.format(number, table.file, column)) from wrong
    return values


@contextmanager
def opened(path, *, other_key=False):
    """Open a zip as a Package; whatever is broken in it becomes a Refused."""
    before = csv.field_size_limit(LARGEST_CELL)
    try:
        with ZipFile(path) as packed:
            yield Package(packed, other_key=other_key)
    except (*BROKEN, csv.Error, UnicodeDecodeError) as broken:
        raise Refused(NO_ZIP) from broken
    finally:
        csv.field_size_limit(before)


def read_manifest(packed, *, other_key):
    """Return the manifest when it is one, of this version, and sealed by us."""
    manifest = parsed(packed)
    if manifest.get("format") != FORMAT:
        raise Refused(OTHER_FORMAT)
    if not is_complete(manifest):
        raise Refused(NO_MANIFEST)
    if not other_key and not is_ours(manifest):
        raise Refused(OTHER_KEY)
    if manifest["migrations"] != state_of_migrations():
        raise Refused(OTHER_STATE)
    return manifest


def parsed(packed):
    try:
        info = packed.getinfo(MANIFEST)
        if info.file_size > LARGEST_MANIFEST:
            raise Refused(NO_MANIFEST)
        manifest = json.loads(packed.read(info))
    except (KeyError, ValueError, RecursionError) as wrong:
        raise Refused(NO_MANIFEST) from wrong
    return manifest if isinstance(manifest, dict) else {}


def is_complete(manifest):
    files = manifest.get("files")
    return (
        isinstance(manifest.get("with_secrets"), bool)
        and isinstance(files, dict)
        and all(is_told(name, told) for name, told in files.items())
    )


def is_told(name, told):
    counts = ["bytes", *(["rows", "last_id"] if name.endswith(".csv") and "/" in name else [])]
    return (
        isinstance(told, dict)
        and re.fullmatch("[0-9a-f]{64}", str(told.get("sha256"))) is not None
        and all(isinstance(told.get(key), int) and 0 <= told[key] < 2**63 for key in counts)
    )
