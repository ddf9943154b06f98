"""The figures of Gebied as a file: as on the page for own use, or safe to share outside."""

from django.http import Http404
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.models import SharedYear
from kansrijk.overview.lines import COLUMNS, lines
from kansrijk.overview.scopes import chosen
from kansrijk.overview.sharing import years
from kansrijk.overview.sharing.forms import ShareForm
from kansrijk.ui.htmx import render
from kansrijk.ui.sheets import WRITERS, answer
from kansrijk.ui.sheets.lists import ASKED, download

ABOUT = "overview.figures"


@hats(Role.LEAD)
def save_figures(request):
    """The two ways in which figures leave the page; the first one here."""
    picked = chosen(request)
    if file := download(request, "cijfers", COLUMNS, lines(picked), about=ABOUT):
        return file
    return ways(request, ShareForm(None, hat=request.hat))


@hats(Role.LEAD)
@require_POST
def share_figures(request):
    """The figures of a year that is over, made safe; who is first fixes them for everybody."""
    form = ShareForm(request.POST, hat=request.hat)
    if not form.is_valid():
        return ways(request, form)
    how = request.POST.get(ASKED)
    if how not in WRITERS:
        raise Http404  # before anything is fixed for everybody
    year = years.fixed(form.cleaned_data["jaar"], by=request.hat)
    rows = years.rows(year, form.district)
    about = {"about": ABOUT, "preface": years.told(year)}
    return answer("cijfers-om-te-delen", years.COLUMNS, rows, how, by=request.hat, **about)


def ways(request, form):
    context = {
        "picked": chosen(request),
        "form": form,
        "done": years.DONE,
        "shared": SharedYear.objects.all(),
    }
    return render(request, "overview/saving.html", context, part="ways", status=form.status)
