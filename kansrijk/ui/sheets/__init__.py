"""Tables as files to keep: for Excel, or as CSV.

    COLUMNS = [
        Column("naam", "participant.name"),
        Column("sinds", "started_on", Kind.DAY),
        Column("gesprekken", lambda row: row.meetings, Kind.NUMBER),
    ]
    return answer("trajecten", COLUMNS, rows, how, by=request.hat)

A link to one needs `hx-boost="false"`: htmx cannot keep a file.
"""

from tempfile import TemporaryFile

from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.utils import timezone

from kansrijk.audit.models import AuditEvent
from kansrijk.ui.sheets import excel, separated
from kansrijk.ui.sheets.columns import Column, Kind
from kansrijk.values.moments import one_moment

__all__ = ["Column", "Kind", "answer"]

WRITERS = {"csv": separated, "xlsx": excel}
CHUNK = 2000  # rows at a time


def answer(name, columns, rows, how, *, by, about="", preface=()):
    """Answer with a table as a file, and leave the one line that says who took how many rows.

    `name` is a slug: the file is called after it and the day, and so is the list in the trail.
    `rows` is a queryset or anything else to walk through, read once and one by one; `about` says
    of what kind they are where they are no queryset; `preface` are lines that stand before the
    table, in Excel on a sheet of their own. Raises Http404 for a `how` that is neither
    "csv" nor "xlsx".

    The rows are written to a file without a name first, and sent from there. So the line holds
    the true count before the first byte leaves, a slow reader keeps no database waiting, and a
    fault halfway is a page that says so instead of half a list.
    """
    if how not in WRITERS:
        raise Http404
    file = TemporaryFile()  # noqa: SIM115  the answer closes it
    try:
        with one_moment():
            count = WRITERS[how].write(file, columns, each(rows), preface)
        titles = [column.name for column in columns]
        about = about or rows.model._meta.label_lower
        AuditEvent.objects.record_export(name, by=by, about=about, fields=titles, rows=count)
    except BaseException:
        file.close()
        raise
    return as_file(file, f"{name}-{timezone.localdate()}.{how}", WRITERS[how].CONTENT_TYPE)


def each(rows):
    return rows.iterator(CHUNK) if isinstance(rows, QuerySet) else rows


class Download(FileResponse):
    # A worker sends one answer at a time, and the server holds some pieces for it: with large
    # ones it is free again at once, however slowly somebody reads.
    block_size = 2**20  # bytes


def as_file(file, name, content_type):
    """Send an open file from its beginning; it is closed, and so gone, when it has been sent."""
    file.seek(0)
    return Download(file, as_attachment=True, filename=name, content_type=content_type)
