"""Each row goes through the form of its page: good, known, doubtful or wrong, with the reasons."""

from django.core.exceptions import ValidationError

from kansrijk.imports.cells import EMPTY
from kansrijk.imports.models import Row, Standing
from kansrijk.imports.values import is_phone
from kansrijk.values.text import has_bsn

A_TIME = 250  # rows that are looked up together
BSN = "Dit lijkt een burgerservicenummer (BSN). Kansrijk bewaart nooit een BSN."
EXAMPLE = "Dit is de rij van het voorbeeld. Haal die weg."
TWICE = "Deze persoon staat ook op rij {number}."


def check(upload, rows, kind):
    """Judge all rows of a new upload (number, cells); returns them unsaved, in order."""
    found, before = [], {}
    for number, cells in rows:
        row = Row(upload=upload, number=number)
        row.values = cells
        found.append(row)
    for start in range(0, len(found), A_TIME):
        for row, form in judged(found[start : start + A_TIME], kind):
            if row.standing == Standing.WRONG:
                continue
            if (first := twin(before, kind.same(form))) is not None:
                row.standing, row.why = Standing.WRONG, {"": [TWICE.format(number=first)]}
            else:
                name, *rest = kind.same(form)
                before.setdefault(name, []).append((rest, row.number))
    return found


def twin(before, same):
    """The number of an earlier row about the same, or None; what is not filled in may be the same."""
    name, *rest = same
    for other, number in before.get(name, ()):
        if all(not a or not b or a == b for a, b in zip(rest, other, strict=True)):
            return number
    return None


def judged(rows, kind):
    """Set the standing of rows; yield each with its form."""
    told = [read(row, kind) for row in rows]
    kind.prepare([data for data, _, _ in told])
    forms = [kind.form(data, row) for row, (data, _, _) in zip(rows, told, strict=True)]
    kind.meet([form for form in forms if form.is_valid() or "is_other" in form.errors])
    for row, form, (data, wrong, doubts) in zip(rows, forms, told, strict=True):
        judge(row, kind, form, data, wrong, doubts)
        yield row, form


def read(row, kind):
    """Return what a form gets of a row, what its cells cannot mean, and what they may mean."""
    data, wrong, doubts, names = {"no_bsn": "on"}, {}, {}, kind.upload.names
    cells = row.values
    cells += [EMPTY] * (len(names) - len(cells))
    for cell, name in zip(cells, names, strict=False):
        if name is None:
            continue
        try:
            data[name], doubt = kind.column(name).reads(cell)
        except ValidationError as refused:
            wrong[name], data[name] = refused.messages, ""
        else:
            if doubt:
                doubts[name] = [doubt]
            if has_bsn(data[name]) and not is_phone(data[name]):
                doubts.setdefault(name, []).append(BSN)
    if row.is_sure:
        data |= {"is_other": "on", "known_mark": row.seen}
    return data, wrong, doubts


def like(known):
    """Who may be the same person, as far as this hat may know: ids, for links."""
    if not known:
        return {}
    found = {name: [one.pk for one in getattr(known, name)] for name in ("files", "referrals")}
    return found | {"is_here": known.is_here, "is_elsewhere": known.is_elsewhere}


def judge(row, kind, form, data, wrong, doubts):
    """Let the form of the row say what it is."""
    for name, errors in form.errors.as_data().items():
        if name == "is_other":
            doubts[""] = [kind.known_sentence]
        elif name not in wrong:
            where = name if name in data else ""
            wrong[where] = [m for error in errors for m in error.messages]
    known = getattr(form, "known", None)
    row.seen = known.mark if known else ""
    if kind.is_example(data):
        wrong = {"": [EXAMPLE]}
    row.like = like(known)
    if wrong:
        row.standing, row.why = Standing.WRONG, doubts | wrong
    elif kind.is_known(form):
        row.standing, row.why = Standing.KNOWN, {}
    elif doubts and ("" in doubts or not row.is_sure):
        row.standing, row.why, row.is_sure = Standing.DOUBT, doubts, False
    else:
        row.standing, row.why = Standing.GOOD, {}
