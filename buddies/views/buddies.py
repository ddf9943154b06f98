from django.contrib import messages
from django.shortcuts import get_object_or_404

from buddies.columns import WITH_ABSENCE
from buddies.forms.buddies import BuddyForm, TrainingForm
from buddies.models import Absence, Buddy
from buddies.models.cards import Shown
from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.accounts.reach import ReachForm
from kansrijk.audit.forms import store
from kansrijk.ui.htmx import go, is_sent, render, typed
from kansrijk.ui.pages import Pages
from kansrijk.ui.sheets.lists import download

ROWS_A_PAGE = 50


@hats(Role.WIJ, Role.LEAD, Role.TRAINER)
def buddy_list(request):
    """With who is away now; WIJ sees those of a colleague whom they replace too."""
    is_wij, where = request.hat.role == Role.WIJ, ReachForm(request.GET, hat=request.hat)
    found = Buddy.objects.visible_to(where.hat).active().for_list().with_absence()
    if file := download(request, "buddys", WITH_ABSENCE, found):
        return file
    shown = found.with_contact() if is_wij else found
    page = Pages(shown, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    stands_in = Absence.objects.stood_in_by(request.hat) if is_wij else ()
    away = {absence.user_id: absence for absence in stands_in}
    for buddy in page:
        buddy.replaced = away.get(buddy.wij_contact.user_id) if buddy.wij_contact else None
    return render(request, "buddies/list.html", {"form": where, "page": page}, part="rows")


@hats(Role.LEAD, Role.TRAINER)
def buddy_edit(request, pk):
    """A lead keeps the buddy's data; a trainer records the training."""
    seen = Buddy.objects.visible_to(request.hat).select_related("user", "card")
    buddy = get_object_or_404(seen, pk=pk)
    kind = TrainingForm if request.hat.role == Role.TRAINER else BuddyForm
    form = kind(typed(request), instance=buddy)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, f"Opgeslagen: {buddy}.")
        return go(request, "buddies:list")
    context = {"form": form, "buddy": buddy, "card": getattr(buddy, "card", None)}
    return render(request, "buddies/edit.html", context, part="form", status=form.status)


@hats(Role.BUDDY)
def me(request):
    """Ik: the buddy's own card and training, and the WIJ contact to call or mail."""
    seen = Buddy.objects.visible_to(request.hat)
    related = seen.select_related("user", "wij_contact__user", "district", "card")
    buddy = get_object_or_404(related.prefetch_related("languages", "themes"))
    context = {
        "buddy": buddy,
        "card": getattr(buddy, "card", None),
        "shown": Shown(buddy),
        "contact_away": away_now(buddy.wij_contact),
    }
    return render(request, "buddies/me.html", context, part="facts")


def away_now(contact):
    """The absence of today of a WIJ contact, with who stands in; None where they are there."""
    absences = (
        contact.user.absences.on().filter(role=Role.WIJ) if contact else Absence.objects.none()
    )
    return absences.select_related("deputy").first()
