"""Buddy Academie: its sessions, and who was there; for the trainer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404

from buddies.forms.academy import AttendanceForm, SessionForm
from buddies.models import Session
from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed

ROWS_A_PAGE = 50


@hats(Role.TRAINER)
def session_list(request):
    found = Session.objects.visible_to(request.hat).for_list()
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "academy/list.html", {"page": page}, part="rows")


@hats(Role.TRAINER)
def session_add(request):
    return edit(request, Session())


@hats(Role.TRAINER)
def session_edit(request, pk):
    return edit(request, get_object_or_404(Session.objects.visible_to(request.hat), pk=pk))


def edit(request, session):
    """Save a session and go on to who was there, or show its form."""
    form = SessionForm(typed(request), instance=session)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, "Opgeslagen. Wie waren erbij?")
        return go(request, "academy:attendance", form.instance.pk)
    context = {"form": form, "session": session}
    return render(request, "academy/edit.html", context, part="form", status=form.status)


@hats(Role.TRAINER)
def attendance(request, pk):
    seen = Session.objects.visible_to(request.hat).select_related("course", "district")
    session = get_object_or_404(seen, pk=pk)
    form = AttendanceForm(typed(request), session=session)
    if is_sent(request, form):
        form.save(by=request.hat)
        messages.success(request, "Opgeslagen: wie erbij was.")
        return go(request, "academy:list")
    context = {"form": form, "session": session}
    return render(request, "academy/attendance.html", context, part="form", status=form.status)
