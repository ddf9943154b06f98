from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role, User
from kansrijk.accounts.reach import InDistrict
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.audit.models import STEPS_IN_WORDS, AuditEvent
from kansrijk.ui.htmx import go, is_sent, render, typed
from kansrijk.ui.pages import Pages
from kansrijk.ui.sheets.lists import download
from participants.columns import REFERRALS
from participants.forms.names import NameForm
from participants.forms.referrals import (
    AcceptForm,
    DeclineForm,
    ReferralFilter,
    ReferralForm,
    WithdrawForm,
)
from participants.models import Referral

ROWS_A_PAGE = 50
CLOSED = "Deze aanmelding is al klaar. Zo staat het er nu voor."


@hats(Role.LEAD)
def referral_list(request):
    """The referrals of a district; a search by name is a POST that changes nothing."""
    state, name = ReferralFilter(request.GET, hat=request.hat), NameForm(typed(request))
    found = name.filter(state.filter(Referral.objects.visible_to(state.hat))).for_list()
    if file := download(request, "aanmeldingen", REFERRALS, found):
        return file
    asked = request.POST if request.method == "POST" else request.GET
    page = Pages(found, ROWS_A_PAGE).get_page(asked.get("pagina"))
    context = {"form": state, "name_form": name, "page": page}
    return render(request, "referrals/list.html", context, part="rows")


@hats(Role.LEAD)
def referral_add(request):
    """Write a referral down; who leads all districts says first in which one."""
    where = InDistrict(request.GET if "gebied" in request.GET else None)
    district = request.hat.district or (where.is_valid() and where.cleaned_data["gebied"])
    if not district:
        return render(request, "referrals/where.html", {"form": where}, part="form")
    new = Referral(district=district)
    form = ReferralForm(typed(request), instance=new, by=request.hat)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, "Opgeschreven. Nodig deze persoon nu uit voor een gesprek.")
        return go(request, "referrals:detail", form.instance.pk)
    context = {"form": form, "district": district}
    return render(request, "referrals/add.html", context, part="form", status=form.status)


@hats(Role.LEAD)
def referral_edit(request, pk):
    found = look(Referral.objects.visible_to(request.hat), by=request.hat, pk=pk)
    if request.method == "GET" and not found.is_open:
        messages.info(request, CLOSED)
        return go(request, "referrals:detail", pk)
    form = ReferralForm(typed(request), instance=found, by=request.hat)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, "Opgeslagen.")
        return go(request, "referrals:detail", pk)
    context = {"form": form, "found": found}
    return render(request, "referrals/edit.html", context, part="form", status=form.status)


@hats(Role.LEAD)
def referral_detail(request, pk):
    seen = Referral.objects.visible_to(request.hat).select_related(
        "district", "neighbourhood", "language"
    )
    found = look(seen, by=request.hat, pk=pk)
    return detail_page(request, found, AcceptForm(referral=found, by=request.hat))


def detail_page(request, found, form):
    """Show a referral with its history, the steps from here, and who may be known already."""
    steps = [taken.name for taken in found.steps_for(request.hat)]
    context = {"found": found, "form": form, "steps": steps, "history": history(found)}
    return render(request, "referrals/detail.html", context, part="referral", status=form.status)


def history(found):
    """What happened to a referral, as (when, in words, by whom)."""
    events = list(AuditEvent.objects.history(found))
    names = dict(User.objects.filter(pk__in={e.actor_id for e in events}).values_list("pk", "name"))
    return [
        (e.at, STEPS_IN_WORDS.get(e.step, "opgeschreven"), names.get(e.actor_id, "iemand die weg is"))
        for e in events
    ]  # fmt: skip


@hats(Role.LEAD)
@require_POST
def referral_invite(request, pk):
    found = get_object_or_404(Referral.objects.visible_to(request.hat), pk=pk)
    found.invite(by=request.hat)
    messages.success(request, "Uitgenodigd. Maak nu een afspraak voor het eerste gesprek.")
    return go(request, "referrals:detail", pk)


@hats(Role.LEAD)
@require_POST
def referral_accept(request, pk):
    """Make the participant, once; doubt about who it is is asked first."""
    found = get_object_or_404(Referral.objects.visible_to(request.hat), pk=pk)
    form = AcceptForm(request.POST, referral=found, by=request.hat)
    if found.may("accept", request.hat) and not form.is_valid():
        return detail_page(request, found, form)
    found.accept(by=request.hat)
    messages.success(request, "Aangenomen. Nu komt de kennismaking.", extra_tags="joy")
    return go(request, "intake:overview", found.participant_id)


@hats(Role.LEAD)
def referral_decline(request, pk):
    return close(request, pk, DeclineForm)


@hats(Role.LEAD)
def referral_withdraw(request, pk):
    return close(request, pk, WithdrawForm)


def close(request, pk, form_class):
    """End a referral without a participant, with a reason."""
    found = look(Referral.objects.visible_to(request.hat), by=request.hat, pk=pk)
    if request.method == "GET" and not found.may(form_class.step, request.hat):
        messages.info(request, CLOSED)
        return go(request, "referrals:detail", pk)
    form = form_class(typed(request), referral=found)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, "Opgeslagen. Deze aanmelding is nu klaar.")
        return go(request, "referrals:list")
    context = {"form": form, "found": found}
    return render(request, "referrals/close.html", context, part="form", status=form.status)
