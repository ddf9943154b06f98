"""The intake (kennismaking): one page with what was told, and a small form for each part."""

from copy import copy

from django.contrib import messages

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.ui.htmx import go, is_sent, render, typed
from participants.forms.intake import (
    HouseholdForm,
    HousemateForm,
    PersonForm,
    PreferenceForm,
    WishForm,
)
from participants.intake import intake_of
from participants.models import Participant, Preference

OWN = "Opgeslagen. Dit is nu je eigen dossier of dat van je huishouden: je kunt het niet openen."

HEADING = [
    "started_on", "wish_on", "underway_on", "aftercare_on", "ended_on", "ending", "match__buddy",
    "match__buddy__user__name",
]  # fmt: skip


def opened(request, pk):
    """Fetch the participant for this lead; the look is recorded."""
    files = Participant.objects.visible_to(request.hat)
    related = files.select_related(
        "district__method", "neighbourhood", "household", "language", "user", "preference"
    )
    return look(related, by=request.hat, pk=pk)


def heading_of(participant):
    """What the head of a file shows beside the participant (templates/files/base.html)."""
    years = participant.trajectories.open().select_related("match__buddy__user")
    running = years.only(*HEADING).first()
    return {"participant": participant, "trajectory": running, "may_log": False}


@hats(Role.LEAD)
def intake_overview(request, pk):
    participant = opened(request, pk)
    intake = intake_of(participant, by=request.hat)
    context = heading_of(participant) | {"intake": intake}
    return render(request, "intake/overview.html", context, part="intake")


def part_of_intake(request, participant, form):
    """Show or store one part; then back to the page with all of them."""
    if is_sent(request, form) and store(form, by=request.hat):
        vars(request.hat).pop("home", None)  # it may just have been told whose home this is
        if not Participant.objects.visible_to(request.hat).filter(pk=participant.pk).exists():
            messages.info(request, OWN)
            return go(request, "participants:list")
        messages.success(request, f"Opgeslagen: {form.heading.lower().rstrip('?')}.")
        return go(request, "intake:overview", participant.pk)
    context = {"participant": participant, "form": form}
    return render(request, "intake/part.html", context, part="form", status=form.status)


@hats(Role.LEAD)
def intake_person(request, pk):
    participant = opened(request, pk)
    form = PersonForm(typed(request), instance=copy(participant))
    return part_of_intake(request, participant, form)


@hats(Role.LEAD)
def intake_household(request, pk):
    participant = opened(request, pk)
    form = HouseholdForm(typed(request), instance=participant.household)
    return part_of_intake(request, participant, form)


@hats(Role.LEAD)
def intake_housemate(request, pk):
    participant = opened(request, pk)
    form = HousemateForm(typed(request), participant=participant, by=request.hat)
    return part_of_intake(request, participant, form)


@hats(Role.LEAD)
def intake_wish(request, pk):
    participant = opened(request, pk)
    form = WishForm(typed(request), instance=copy(participant))
    return part_of_intake(request, participant, form)


@hats(Role.LEAD)
def intake_preference(request, pk):
    participant = opened(request, pk)
    told = getattr(participant, "preference", None) or Preference(participant=participant)
    form = PreferenceForm(typed(request), instance=told)
    return part_of_intake(request, participant, form)
