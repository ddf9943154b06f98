"""The year of a participant: where it stands, and the steps that change its dates."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.ui.htmx import go, is_sent, render, typed
from participants.models import Match, Participant
from plans.forms.aftercare import AftercareForm
from plans.forms.endings import EndForm
from plans.forms.years import ExtendForm, PhasesForm
from plans.models import ContactMoment, Draft, Extension, Meeting, Obstacle, Review
from plans.models.late_logs import DAYS_OF_NEWS
from plans.models.reviews import SOON
from plans.views.files import open_file
from plans.views.pages import form_page, running_year, writes_dates
from plans.years import road, take_back


@hats(Role.BUDDY, Role.LEAD)
def year_detail(request, pk):
    """The road of the year that runs, or else of the latest; earlier ones in a line."""
    shared = open_file(request, pk)
    years = shared["trajectories"]
    year = shared["trajectory"] or next(iter(years), None)
    context = shared | {"year": year, "may_change": shared["trajectory"] is not None}
    if year:
        looks = Review.objects.visible_to(request.hat, years=[year]).in_order()
        moments = ContactMoment.objects.visible_to(request.hat, years=[year]).with_heard()
        context |= {
            "road": road(year, looks),
            "moments": moments,
            "extensions": Extension.objects.visible_to(request.hat, years=[year]),
            "today": timezone.localdate(),
            "ends_soon": year.planned_end_on <= timezone.localdate() + SOON,
            "before": [each for each in years if each != year],
        }
    return render(request, "years/detail.html", context, part="year")


@writes_dates
def year_phases(request, pk):
    year = running_year(request, pk)
    form = PhasesForm(typed(request), instance=year)
    return save_dates(request, form, year, "years/phases.html", "De fases zijn opgeslagen.")


@hats(Role.LEAD)
def year_extend(request, pk):
    """A later end, with its reason; only a lead decides that."""
    year = running_year(request, pk)
    form = ExtendForm(typed(request), instance=Extension(trajectory=year))
    said = "Het jaar is verlengd. De kijkmomenten schuiven mee."
    return save_dates(request, form, year, "years/extend.html", said)


@hats(Role.LEAD)
@require_POST
def year_unextend(request, pk, extension):
    """Take back the latest extension, made by mistake."""
    year = running_year(request, pk)
    take_back(get_object_or_404(year.extensions, pk=extension), by=request.hat)
    messages.success(request, "De verlenging is weggehaald. De kijkmomenten schuiven mee terug.")
    return go(request, "years:detail", pk)


@writes_dates
def year_aftercare(request, pk):
    """Agree on aftercare, or move its end and its moments."""
    year = running_year(request, pk)
    said = "De nazorg is opgeslagen." if year.aftercare_on else "De nazorg is afgesproken."
    form = AftercareForm(typed(request), instance=year)
    return save_dates(request, form, year, "years/aftercare.html", said)


@writes_dates
def year_end(request, pk):
    """Round off the year; a buddy does not see the file after that, so gets a page of thanks."""
    year = running_year(request, pk)
    form = EndForm(typed(request), instance=year)
    if is_sent(request, form) and store(form, by=request.hat):
        return after_the_end(request, pk)
    context = {"form": form, **what_is_open(year, request.hat)}
    return form_page(request, "years/end.html", year, **context)


def after_the_end(request, pk):
    """Where somebody goes who rounded off a year: a buddy does not see it any more."""
    if request.hat.role == Role.BUDDY and just_ended(request.hat, pk):
        return go(request, "years:thanks", pk)
    messages.success(request, "Het jaar is afgerond.")
    return go(request, *(["today"] if request.hat.role == Role.BUDDY else ["years:detail", pk]))


def what_is_open(year, hat):
    """What somebody may want to do before the year ends."""
    return {
        "unsaved": Draft.objects.visible_to(hat).filter(participant=year.participant).exists(),
        "stuck": Obstacle.objects.in_file(hat).filter(trajectory=year).open().count(),
        "offers": Match.objects.visible_to(hat).waiting().filter(participant=year.participant),
    }


def save_dates(request, form, year, template, said):
    """Save a form about a year and show the year, or show the form."""
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, said)
        return go(request, "years:detail", year.participant_id)
    return form_page(request, template, year, form=form)


def just_ended(hat, pk):
    """The match of this buddy with a participant, where it ended with the year lately; else None."""
    since = timezone.localdate() - timedelta(days=DAYS_OF_NEWS)
    ended = Match.objects.ended_with(hat).filter(state_since__gt=since)
    ended = ended.filter(participant__trajectories__ended_on=F("ended_on"))
    person = Participant.objects.filter(pk=pk)  # which knows numbers that no database holds
    return ended.filter(participant__in=person).select_related("participant").first()


@hats(Role.BUDDY)
def year_thanks(request, pk):
    """The last page of a buddy about a year that is over: thanks, and how long it was."""
    match = just_ended(request.hat, pk)
    if match is None:  # nothing ended: then to the year itself, for who may see that
        get_object_or_404(Participant.objects.visible_to(request.hat), pk=pk)
        return go(request, "years:detail", pk)
    AuditEvent.objects.record(by=request.hat, verb=Verb.LOOK, on=match.participant)
    context = {
        "participant": match.participant,
        "match": match,
        "weeks": (match.ended_on - match.started_on).days // 7,
        "met": Meeting.objects.filter(match=match).weekly().count(),
    }
    return render(request, "years/thanks.html", context, part="thanks")
