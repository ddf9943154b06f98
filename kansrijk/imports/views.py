"""Reading in a sheet: send it, look at what it would do, read in what is good, take back the rest."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_list_or_404, get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.imports.back import answer_back
from kansrijk.imports.examples import answer_example
from kansrijk.imports.forms import UploadForm
from kansrijk.imports.models import KEPT_BACK, Standing, Upload
from kansrijk.imports.registry import KINDS
from kansrijk.imports.screens import Screen
from kansrijk.imports.storing import read_in
from kansrijk.ui.htmx import go, is_sent, refresh, render
from kansrijk.ui.pages import Pages

ROWS_A_PAGE = 50


def may_read(request, kind):
    """Only who could write such a record by hand has a page for it."""
    if request.hat.role != kind.role:
        raise Http404


def opened(request, pk):
    """An upload of this hat, and what kind it is."""
    seen = Upload.objects.visible_to(request.hat).select_related("district")
    upload = get_object_or_404(seen, pk=pk)
    return upload, KINDS[upload.kind]


@hats(Role.LEAD, Role.ADMIN)
def upload_add(request, kind):
    may_read(request, kind)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, kind=kind, by=request.hat)
    if is_sent(request, form):
        return go(request, "imports:detail", form.save().pk)
    waiting = Upload.objects.visible_to(request.hat).waiting(kind)
    context = {"form": form, "kind": kind, "waiting": waiting}
    return render(request, "imports/add.html", context, part="form", status=form.status)


@hats(Role.LEAD, Role.ADMIN)
def example(request, kind, how):
    """A sheet to fill in, with the words that its cells may hold."""
    may_read(request, kind)
    return answer_example(kind(Upload(district=request.hat.district), request.hat), how)


@hats(Role.LEAD, Role.ADMIN)
def upload_detail(request, pk):
    """What would be read in, and what not; afterwards what was, and what is left."""
    upload, kind = opened(request, pk)
    shown = Screen(upload, kind, request.GET.get("toon"))
    page = Pages(shown.rows, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    context = {"upload": upload, "kind": kind, "shown": shown, "page": page}
    return render(request, "imports/detail.html", context, part="rows")


@hats(Role.LEAD, Role.ADMIN)
@require_POST
def upload_read(request, pk):
    upload, kind = opened(request, pk)
    at_work = kind(upload, request.hat)
    at_work.saved(request, read_in(upload, at_work))
    return go(request, "imports:detail", pk)


@hats(Role.LEAD, Role.ADMIN)
@require_POST
def row_sure(request, pk, number):
    """Somebody asked: a row in doubt is right as it is, so it goes along."""
    upload, _ = opened(request, pk)
    doubtful = upload.rows.filter(number=number, standing=Standing.DOUBT)
    if not doubtful.update(standing=Standing.GOOD, is_sure=True):
        messages.info(request, "Deze rij is al nagekeken.")
    return refresh(request, f"{reverse('imports:detail', args=[pk])}?toon=nakijken", part="rows")


@hats(Role.LEAD, Role.ADMIN)
@require_POST
def rows_back(request, pk):
    """The rows that were kept back as a file, with the reason per cell."""
    upload, kind = opened(request, pk)
    rows = get_list_or_404(upload.rows.filter(standing__in=KEPT_BACK))
    Upload.objects.filter(pk=pk, downloaded_at=None).update(downloaded_at=timezone.now())
    return answer_back(upload, kind, rows, by=request.hat)


@hats(Role.LEAD, Role.ADMIN)
@require_POST
@transaction.atomic
def upload_forget(request, pk):
    """Throw away what waits; what was read in stays."""
    upload, kind = opened(request, pk)
    upload.rows.all().delete()
    messages.success(request, "Weggegooid. Wat al was ingelezen, blijft staan.")
    return go(request, "imports:add", kind.slug)
