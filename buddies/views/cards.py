from django.contrib import messages
from django.shortcuts import get_object_or_404

from buddies.forms.cards import CardForm
from buddies.models import Buddy, Card
from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed

SHOWN = "Opgeslagen. Deelnemers aan wie je wordt voorgesteld, zien nu deze kaart."
HIDDEN = "Opgeslagen. Deelnemers zien alleen je voornaam, tot jij de kaart laat zien."


@hats(Role.BUDDY)
def card_edit(request):
    """A buddy writes their own card and says whether it may be shown."""
    buddy = get_object_or_404(Buddy.objects.visible_to(request.hat).select_related("card"))
    card = getattr(buddy, "card", None) or Card(buddy=buddy)
    form = CardForm(typed(request), instance=card)
    if is_sent(request, form) and (saved := store(form, by=request.hat)):
        messages.success(request, SHOWN if saved.agreed_on else HIDDEN)
        return go(request, "buddies:me")
    return render(request, "cards/edit.html", {"form": form}, part="form", status=form.status)
