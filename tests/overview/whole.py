"""A zip of the programme, opened up: to look into it, and to change what is in it."""

import io
import json
import warnings
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import connection, transaction

from kansrijk.overview.whole.packing import MANIFEST
from kansrijk.overview.whole.seal import sealed
from tests.conftest import empty_with_triggers_off


def files_of(path):
    with ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def manifest_of(path):
    return json.loads(files_of(path)[MANIFEST])


def packed(files, *, twice=()):
    """Return a zip of these files, and of each in `twice` once more."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made, warnings.catch_warnings(action="ignore"):
        for name, content in [*files.items(), *((name, files[name]) for name in twice)]:
            made.writestr(name, content)
    return file.getvalue()


def forged(files, *, about=None, **changed):
    """Return a zip whose manifest fits these files, as somebody with our secret key makes it."""
    manifest = json.loads(files[MANIFEST]) | changed
    for name, content in (about or {}).items():
        files = files | {name: content}
        what = {"bytes": len(content), "sha256": sha256(content).hexdigest()}
        manifest["files"][name] |= what
    manifest["seal"] = sealed(manifest)
    return packed(files | {MANIFEST: json.dumps(manifest).encode()})


@transaction.atomic
def begin_anew():
    """Let the database be as a new installation has it, as far as this test sees."""
    empty_with_triggers_off(None, None)
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET LOCAL session_replication_role = origin")
