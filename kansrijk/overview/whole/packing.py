"""Writing the programme to one zip, row by row, as it stands at one moment."""

import csv
import io
import json
import os
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db import transaction
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, System
from kansrijk.overview.whole import Refused
from kansrijk.overview.whole.cells import cell_maker
from kansrijk.overview.whole.dictionary import documents
from kansrijk.overview.whole.seal import sealed
from kansrijk.overview.whole.tables import last_ids, state_of_migrations, tables
from kansrijk.values.moments import one_moment

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 2000  # rows at a time
NOT_READY = "De database is nog niet bijgewerkt: draai eerst ./dev manage migrate."


class Counted(io.RawIOBase):
    """A file that counts and hashes what is written, and hands it on where it should go."""

    def __init__(self, to=None):
        self.to, self.length, self.hash = to, 0, sha256()

    def writable(self):
        return True

    def write(self, piece):
        piece = bytes(piece)
        self.length += len(piece)
        self.hash.update(piece)
        if self.to:
            self.to.write(piece)
        return len(piece)

    @property
    def told(self):
        return {"bytes": self.length, "sha256": self.hash.hexdigest()}


def export(path, *, with_secrets=False):
    """Write the programme to a new file and leave one line; return the manifest.

    Nothing stays behind when it fails. Raises Refused where it cannot begin, OSError when the
    disk is full.
    """
    migrations = state_of_migrations()
    if migrations is None:
        raise Refused(NOT_READY)
    found = tables(with_secrets=with_secrets)
    with new_file(path) as file:
        with one_moment(), ZipFile(file, "w", ZIP_DEFLATED) as packed:
            manifest = {
                "format": FORMAT,
                "made_at": timezone.now().isoformat(timespec="seconds"),
                "with_secrets": with_secrets,
                "migrations": migrations,
                "files": pack_all(packed, found, documents(found, with_secrets=with_secrets)),
            }
            manifest["seal"] = sealed(manifest)
            packed.writestr(entry(MANIFEST), json.dumps(manifest, indent=1))
        leave_line(manifest)
    return manifest


def leave_line(manifest):
    """Tell the trail, after the last row was read and before the file gets its name."""
    rows = sum(told.get("rows", 0) for told in manifest["files"].values())
    fields = ["with_secrets"] if manifest["with_secrets"] else []
    with transaction.atomic():
        AuditEvent.objects.record_export(
            "programme", by=System, about="overview.programme", fields=fields, rows=rows
        )


@contextmanager
def new_file(path):
    """Open a file that only its owner can read; it gets its name when all went well."""
    path = Path(path)
    if path.exists():
        raise Refused(f"{path} bestaat al: kies een andere naam, of haal het weg.")
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)  # of one that was killed
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)


def entry(name):
    """An entry of the zip, with a name of ours, made now."""
    made = ZipInfo(name, timezone.localtime().timetuple()[:6])
    made.compress_type, made.external_attr = ZIP_DEFLATED, 0o600 << 16
    return made


def pack_all(packed, found, texts):
    """Write all files but the manifest; return what it tells of each."""
    ids, told = last_ids(found), {}
    for name, text in texts.items():
        with packed.open(entry(name), "w") as file:
            counted = Counted(file)
            counted.write(text.encode("utf-8-sig"))
        told[name] = counted.told
    for table in found:
        with packed.open(entry(table.file), "w", force_zip64=True) as file:
            told[table.file] = write_table(table, file) | {"last_id": ids[table.name]}
    return told


def write_table(table, file=None):
    """Write the rows of a table as CSV; return how many rows and bytes, and the hash of those."""
    counted = Counted(file)
    text = io.TextIOWrapper(io.BufferedWriter(counted), encoding="utf-8-sig", newline="")
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    lines.writerow(table.columns)
    cells, number = [cell_maker(field) for field in table.fields], 0
    for row in table.rows(CHUNK):
        lines.writerow([cell(value) for cell, value in zip(cells, row, strict=True)])
        number += 1
    text.flush()
    return {"rows": number, **counted.told}
