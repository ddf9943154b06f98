from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.administration import people
from kansrijk.administration.forms.users import InviteForm, SearchForm, UserFilter, UserForm
from kansrijk.administration.hats import why_not
from kansrijk.audit.forms import store
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.ui.htmx import go, is_sent, render, typed
from kansrijk.ui.pages import Pages

ROWS_A_PAGE = 50


@hats(Role.ADMIN)
def user_list(request):
    filters, search = UserFilter(request.GET), SearchForm(typed(request))
    found = search.narrow(filters.narrow(people.for_list()))
    asked = request.POST if request.method == "POST" else request.GET
    page = Pages(found, ROWS_A_PAGE).get_page(asked.get("pagina"))
    context = {"form": filters, "search": search, "page": page}
    return render(request, "users/list.html", context, part="rows")


@hats(Role.ADMIN)
def user_invite(request):
    form = InviteForm(typed(request))
    if is_sent(request, form) and (hat := store(form, by=request.hat)):
        mail(request, hat.user)
        return go(request, "users:edit", hat.user_id)
    return render(request, "users/invite.html", {"form": form}, part="form", status=form.status)


@hats(Role.ADMIN)
def user_edit(request, pk):
    user = get_object_or_404(people.people(), pk=pk)
    form = UserForm(typed(request), instance=user, by=request.hat)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, f"Opgeslagen: {user}.")
        return go(request, "users:list")
    worn = [(hat, why_not(hat, request.hat)) for hat in user.live_hats]
    context = {"form": form, "person": user, "worn": worn}
    return render(request, "users/edit.html", context, part="form", status=form.status)


@hats(Role.ADMIN)
@require_POST
def user_reinvite(request, pk):
    """Mail a new link; the link of an earlier mail stops working."""
    user = get_object_or_404(people.people().filter(is_invited=True, is_active=True), pk=pk)
    with transaction.atomic():
        user.end_sessions()
        AuditEvent.objects.record(by=request.hat, verb=Verb.CHANGE, on=user, fields=["epoch"])
    mail(request, user)
    return go(request, "users:edit", user.pk)


def mail(request, user):
    """Send the invitation and say so; a mail server that is away loses nothing."""
    try:
        get_adapter().invite(user)
    except OSError:
        messages.error(request, "De mail kon niet weg. Stuur de uitnodiging zo nog eens.")
    else:
        messages.success(request, "De uitnodiging is gemaild. De link werkt drie dagen.")
