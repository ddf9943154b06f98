"""What a participant takes along of a look or of the year: a sheet to print, or a PDF."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.ui.htmx import go, render
from kansrijk.ui.pdf import as_file, is_installed, write_pdf
from participants.models import Participant
from plans.forms.reviews import YearForm
from plans.keepsakes import keep_look, keep_year
from plans.models import Review, Trajectory
from plans.models.review_steps import ReviewState
from plans.standings import shape_asked

NOT_YET = "Dit kijkmoment is nog niet afgerond. Daarna kun je het printen om te bewaren."
NO_PDF = "Een pdf maken lukt hier nu niet. Print deze pagina; dan heb je hetzelfde op papier."


def kept_year(request, pk):
    """The newest year that this hat may see, or the one that the address names, or 404."""
    seen = Participant.objects.visible_to(request.hat).filter(pk=pk)
    years = Trajectory.objects.visible_to(request.hat).filter(participant__in=seen)
    asked = YearForm(request.GET).number
    years = years.filter(pk=asked) if asked else years.order_by("-started_on")
    return get_object_or_404(years.select_related("participant__district")[:1])


def of_finished_look(view):
    """Give a view the look that the address names; one that is not finished leads to its page."""

    @wraps(view)
    def only(request, pk, which):
        year = kept_year(request, pk)
        review = get_object_or_404(
            Review.objects.visible_to(request.hat), trajectory=year, which=which
        )
        review.trajectory = year
        if review.state != ReviewState.FINISHED:
            messages.info(request, NOT_YET)
            return go(request, "reviews:detail", pk, which)
        kept = keep_look(review, hat=request.hat, shape=shape_asked(request.GET))
        return view(request, review, kept)

    return hats(Role.BUDDY)(only)


def show(request, template, record, kept, pdf_url):
    """Show the sheet of a look or a year with the ways to get it on paper; a look is recorded."""
    AuditEvent.objects.record(by=request.hat, verb=Verb.LOOK, on=record)
    asked = request.GET.urlencode()
    pdf_url = f"{pdf_url}?{asked}" if asked else pdf_url
    context = {
        "participant": getattr(record, "trajectory", record).participant,
        "kept": kept,
        "picture": kept.picture,
        "pdf_url": pdf_url if is_installed() else "",
    }
    return render(request, template, context, part="sheet")


def save(request, record, sheet, kept, name, title, instead):
    """Answer with a sheet as PDF, and keep who took it along; where that fails, the page instead."""
    content = write_pdf("keepsakes/pdf.html", {"sheet": sheet, "kept": kept, "title": title})
    if content is None:
        messages.warning(request, NO_PDF)
        return go(request, instead)
    AuditEvent.objects.record(by=request.hat, verb=Verb.LOOK, on=record, step="save_pdf")
    return as_file(content, name)


@of_finished_look
def look_print(request, review, kept):
    url = reverse("reviews:pdf", args=[review.trajectory.participant_id, review.which])
    return show(request, "keepsakes/look.html", review, kept, url)


@of_finished_look
def look_pdf(request, review, kept):
    instead = reverse("reviews:print", args=[review.trajectory.participant_id, review.which])
    sheet, title = "keepsakes/look_sheet.html", "Mijn kijkmoment"
    return save(request, review, sheet, kept, "kijkmoment.pdf", title, instead)


@hats(Role.BUDDY)
def year_print(request, pk):
    year = kept_year(request, pk)
    kept = keep_year(year, hat=request.hat, shape=shape_asked(request.GET))
    url = reverse("years:pdf", args=[pk])
    return show(request, "keepsakes/year.html", year, kept, url)


@hats(Role.BUDDY)
def year_pdf(request, pk):
    year = kept_year(request, pk)
    kept = keep_year(year, hat=request.hat, shape=shape_asked(request.GET))
    instead = reverse("years:print", args=[pk])
    return save(request, year, "keepsakes/year_sheet.html", kept, "jaar.pdf", "Mijn jaar", instead)
