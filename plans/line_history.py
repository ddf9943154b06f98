"""Lines of a look that hold, with what was said before they were corrected."""


def said_before(line, better, name):
    """Return this text of a line where its correction says something else, or nothing."""
    said = getattr(line, name)
    return "" if said == getattr(better, name) else said


def standing(lines):
    """Return the lines that hold, in order; `earlier` of each is what stood there, newest first.

    A pair each: the line that was corrected, and the one that says why and when.
    """
    found = {line.pk: line for line in lines}
    corrected = {line.corrects_id for line in found.values()}
    holding = [line for line in found.values() if line.pk not in corrected]
    for line in holding:
        line.earlier, better = [], line
        while before := found.get(better.corrects_id):
            line.earlier.append((before, better))
            better = before
    return holding
