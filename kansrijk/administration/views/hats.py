from django.contrib import messages
from django.shortcuts import get_object_or_404

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Hat, Role
from kansrijk.accounts.sessions import renew
from kansrijk.administration import people
from kansrijk.administration.forms.users import HatForm
from kansrijk.administration.hats import why_not, withdraw
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed


@hats(Role.ADMIN)
def hat_add(request, pk):
    user = get_object_or_404(people.people(), pk=pk)
    form = HatForm(typed(request), instance=Hat(user=user))
    if is_sent(request, form) and (hat := store(form, by=request.hat)):
        messages.success(request, f"{user} heeft nu de rol {hat}.")
        return go(request, "users:edit", user.pk)
    context = {"form": form, "person": user}
    return render(request, "users/hat.html", context, part="form", status=form.status)


@hats(Role.ADMIN)
def hat_withdraw(request, pk):
    """Ask first, because somebody is signed out by it; then withdraw."""
    hat = get_object_or_404(Hat.objects.select_related("user", "district"), pk=pk)
    if request.method == "POST":
        withdraw(hat, by=request.hat)
        if hat.user == request.user:
            renew(request, hat.user)
        messages.success(request, f"Ingetrokken: {hat}.")
        return go(request, "users:edit", hat.user_id)
    context = {"found": hat, "why_not": why_not(hat, request.hat)}
    return render(request, "users/withdraw.html", context, part="form")
