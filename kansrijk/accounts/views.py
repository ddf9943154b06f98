from functools import wraps

from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.generic.edit import FormMixin

from kansrijk.accounts.access import any_user
from kansrijk.accounts.forms import ChooseHatForm
from kansrijk.accounts.middleware import has_second_factor, wear
from kansrijk.accounts.sessions import renew, still_open


@any_user
def account(request):
    context = {"has_second_factor": has_second_factor(request.user)}
    return render(request, "account/account.html", context)


@any_user
def hat_choose(request):
    """Work under another of my own hats from now on."""
    form = ChooseHatForm(request.POST or None, user=request.user, initial={"hat": request.hat})
    if form.is_valid():
        wear(request, form.cleaned_data["hat"])
        renew(request)
        messages.success(request, f"Je werkt nu als {request.hat}.")
        return redirect("start")
    return render(request, "hats/choose.html", {"form": form}, status=422 if form.errors else 200)


def asks_again(view):
    """After this view the second factor is looked up again: it may just have been removed."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)  # a 404 comes no further: nothing was removed
        request.session.pop("factor", None)
        return response

    return wrapped


class OwnSessions(ListUserSessionsView):
    """Where I am signed in; allauth's own list asks three things of the database a session."""

    def get_context_data(self, **kwargs):
        found = still_open(self.request.user)
        return FormMixin.get_context_data(self, sessions=found, session_count=len(found), **kwargs)
