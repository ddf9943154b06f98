"""A list on a page, as a file: the same rows in the same order, of all its pages."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from kansrijk.accounts.models import Role
from kansrijk.ui.sheets import WRITERS, answer

ASKED = "als"  # in the address, or in the form of a search by name: csv or xlsx


def download(request, name, columns, rows, *, about=""):
    """The file of a list where this request asks for one, else None; only for a lead.

    The link (parts/downloads.html) keeps the filters of the address. See `answer`.
    """
    asked = request.POST if request.method == "POST" else request.GET
    if ASKED not in asked:
        return None
    if request.hat.role != Role.LEAD:
        raise PermissionDenied
    how = asked[ASKED]
    if request.method == "HEAD" and how in WRITERS:  # nothing leaves, so there is nothing to tell
        return HttpResponse(content_type=WRITERS[how].CONTENT_TYPE)
    return answer(name, columns, rows, how, by=request.hat, about=about)
