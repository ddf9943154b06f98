"""Results: what really changed in a life, and whether that still holds months later."""

from django.contrib import messages
from django.http import Http404
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.ui.htmx import go, is_sent, refresh, render, typed
from participants.models import Match, Participant
from plans.forms.outcomes import CheckForm, OutcomeForm
from plans.models import Outcome, OutcomeCheck
from plans.models.of_trajectory import YearOver
from plans.models.outcomes import GONE, OVER, OutcomeGone
from plans.views.files import open_file
from plans.views.pages import keeping_words

JOY = "Erbij gezet. Mooi om bij stil te staan."
# Where somebody answered from, and the part of that page that changes.
PLACES = {"vandaag": (("today",), "asked"), "gebied": (("figure", "nog-zo"), "rows")}


def writes(view):
    """Open a view to buddies and leads, who both keep results; typed words never get lost."""
    return hats(Role.BUDDY, Role.LEAD)(keeping_words(view))


@hats(Role.BUDDY, Role.LEAD)
def outcome_list(request, pk):
    shared = open_file(request, pk)
    own = Outcome.objects.visible_to(request.hat).filter(participant=shared["participant"])
    context = shared | {"outcomes": with_forms(own.for_list())}
    return render(request, "outcomes/list.html", context, part="results")


def with_forms(outcomes):
    """Pairs of a result and the question that is to be asked of it now, or None."""
    return [(outcome, ask_form(outcome)) for outcome in outcomes]


def ask_form(outcome):
    """The question that is to be asked now as a form of its own; None where nothing is."""
    if not outcome.asks:
        return None
    check = OutcomeCheck(outcome=outcome, months=outcome.asks)
    return CheckForm(instance=check, auto_id=f"ask{outcome.pk}_%s")


@writes
def outcome_add(request, pk):
    new = Outcome(participant=person_of(request, pk))
    form = OutcomeForm(typed(request), instance=new, hat=request.hat)
    return save_outcome(request, form, heading="Nieuw resultaat")


@writes
def outcome_edit(request, pk, outcome):
    found = outcome_of(request, pk, outcome)
    form = OutcomeForm(typed(request), instance=found, hat=request.hat)
    return save_outcome(request, form, heading="Resultaat wijzigen", outcome=found)


def save_outcome(request, form, *, heading, outcome=None):
    """Save, and go on with another one where that was asked; or show the form."""
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, JOY if outcome is None else "Opgeslagen.", extra_tags="joy")
        name = "add" if "more" in request.POST else "list"
        return go(request, f"outcomes:{name}", form.participant.pk)
    context = {"form": form, "heading": heading, "outcome": outcome}
    return form_page(request, "outcomes/form.html", form.participant, context)


@writes
@require_POST
def outcome_remove(request, pk, outcome):
    Outcome.objects.remove(outcome_of(request, pk, outcome), by=request.hat)
    messages.success(request, "Weggehaald.")
    return go(request, "outcomes:list", pk)


@writes
def outcome_check(request, pk, outcome, months):
    """Is this still so? Answered in place in a list, or on a page; given answers can change."""
    found = outcome_of(request, pk, outcome)
    check = check_of(request, found, months)
    form = CheckForm(typed(request), instance=check)
    if is_sent(request, form) and store(form, by=request.hat):
        return answered(request, found)
    back = request.POST.get("back", "")
    context = {"form": form, "outcome": found, "check": check, "back": back}
    return form_page(request, "outcomes/check.html", found.participant, context)


def check_of(request, outcome, months):
    """The answer that was given, or a new one to a question that is open; else 404.

    Who saw no answer yet sends no version: what they chose is then told beside the given one.
    """
    given = outcome.checks.filter(months=months).first()
    sends_new = request.method == "POST" and "seen_version" not in request.POST
    if given and not sends_new:
        return given
    if not given and outcome.asks != months:
        raise Http404
    return OutcomeCheck(outcome=outcome, months=months)


def answered(request, outcome):
    """Back to where this was asked, where the question is now gone."""
    messages.success(request, f"Opgeslagen: {outcome.kind}.")
    in_file = (("outcomes:list", outcome.participant_id), "results")
    to, part = PLACES.get(request.POST.get("back"), in_file)
    return refresh(request, *to, part=part)


def person_of(request, pk):
    """The participant whose results this hat may write, or 404.

    YearOver for what a buddy sends after their time with somebody has ended.
    """
    seen = Participant.objects.visible_to(request.hat).select_related("district")
    if found := seen.filter(pk=pk).first():
        return found
    person = Participant.objects.filter(pk=pk)  # which knows numbers that no database holds
    before = Match.objects.ended_with(request.hat).filter(participant__in=person)
    if request.method == "POST" and request.hat.role == Role.BUDDY and before.exists():
        raise YearOver(OVER)
    raise Http404


def outcome_of(request, pk, outcome):
    """A result of this participant that this hat may see, with what is to be asked of it now.

    404 where there is none; OutcomeGone for what was sent, so that typed words come back.
    """
    person = person_of(request, pk)
    own = Outcome.objects.visible_to(request.hat).filter(participant=person)
    found = own.select_related("kind__domain").with_question().filter(pk=outcome).first()
    if found:
        found.participant = person
        return found
    raise OutcomeGone(GONE) if request.method == "POST" else Http404


def form_page(request, template, participant, context):
    """Show a form about somebody; the look is recorded, also of what a refused form shows."""
    AuditEvent.objects.record(by=request.hat, verb=Verb.LOOK, on=participant)
    context |= {"participant": participant}
    return render(request, template, context, part="form", status=context["form"].status)
