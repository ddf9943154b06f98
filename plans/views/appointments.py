"""Appointments outside a log: make one, move it, call it off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from buddies.forms.absences import VersionForm
from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.ui.htmx import go, is_sent, render, typed
from participants.models import Participant
from plans.forms.appointments import AppointmentForm
from plans.models import Appointment, Trajectory
from plans.models.appointments import CHANGED


@hats(Role.BUDDY)
def appointment_add(request, pk):
    running = Trajectory.objects.visible_to(request.hat).open().select_related("participant")
    trajectory = get_object_or_404(running, participant__in=Participant.objects.filter(pk=pk))
    return edit(request, Appointment(trajectory=trajectory))


@hats(Role.BUDDY)
def appointment_move(request, pk):
    """Another moment or place; one that was, or was called off, stays as it is."""
    seen = Appointment.objects.visible_to(request.hat).select_related("trajectory__participant")
    appointment = get_object_or_404(seen, pk=pk)
    if request.method == "GET" and not seen.changeable_by(request.hat).filter(pk=pk).exists():
        messages.info(request, CHANGED)
        return go(request, "files:timeline", appointment.trajectory.participant_id)
    return edit(request, appointment)


def edit(request, appointment):
    """Save an appointment, or show its form."""
    form = AppointmentForm(typed(request), instance=appointment)
    participant = appointment.trajectory.participant
    if is_sent(request, form) and (saved := store(form, by=request.hat)):
        messages.success(request, f"De afspraak staat op {saved.in_words}.")
        return go(request, "files:timeline", participant.pk)
    look(Participant.objects.visible_to(request.hat), by=request.hat, pk=participant.pk)
    context = {
        "form": form,
        "appointment": appointment,
        "participant": participant,
        "coming": appointment.trajectory.appointments.coming().exclude(pk=appointment.pk),
        "beside": Appointment.objects.visible_to(request.hat).beside(appointment),
    }
    return render(request, "appointments/edit.html", context, part="form", status=form.status)


@hats(Role.BUDDY)
@require_POST
def appointment_call_off(request, pk):
    seen = Appointment.objects.visible_to(request.hat).select_related("trajectory")
    appointment, form = get_object_or_404(seen, pk=pk), VersionForm(request.POST)
    version = form.cleaned_data["seen_version"] if form.is_valid() else 0
    appointment.call_off(by=request.hat, seen=version)
    messages.success(request, "De afspraak is afgezegd. Spreek je iets nieuws af?")
    return go(request, "files:timeline", appointment.trajectory.participant_id)
