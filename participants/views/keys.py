"""The lead hands out a key to a vote, takes it back, or keys in a card that came on paper."""

from django.contrib import messages
from django.urls import reverse
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.ui.htmx import go, is_sent, render
from participants.forms.keys import PaperForm
from participants.forms.votes import AnswersForm
from participants.models import Match, Participant
from participants.models.asking import Asked
from participants.qr import squares
from participants.templatetags.votes import in_groups


def about_match(request, pk):
    related = Match.objects.visible_to(request.hat).select_related(
        "participant__district", "buddy__user", "buddy__district"
    )
    found = look(related, by=request.hat, pk=pk)
    return Asked(found.participant, found, request.hat)


def about_cards(request, pk):
    related = Participant.objects.visible_to(request.hat).select_related("district")
    return Asked(look(related, by=request.hat, pk=pk), by=request.hat)


@hats(Role.LEAD)
def match_key(request, pk):
    return key_page(request, about_match(request, pk))


@hats(Role.LEAD)
def cards_key(request, pk):
    return key_page(request, about_cards(request, pk))


@hats(Role.LEAD)
@require_POST
def match_revoke(request, pk):
    return revoke(request, about_match(request, pk), reverse("keys:match", args=[pk]))


@hats(Role.LEAD)
@require_POST
def cards_revoke(request, pk):
    return revoke(request, about_cards(request, pk), reverse("keys:cards", args=[pk]))


@hats(Role.LEAD)
def match_paper(request, pk):
    asked, back = about_match(request, pk), reverse("matches:detail", args=[pk])
    return paper_page(request, asked, back)


@hats(Role.LEAD)
def cards_paper(request, pk):
    return paper_page(request, about_cards(request, pk), reverse("keys:cards", args=[pk]))


def key_page(request, asked):
    """Show the keys of this question; a POST makes a new one and shows it this once."""
    if request.method != "POST":
        return render(request, "keys/list.html", {"asked": asked}, part="keys")
    made = asked.make_key(by=request.hat)
    link = request.build_absolute_uri(reverse("votes:link", args=[made.token]))
    context = {
        "asked": asked,
        "made": made,
        "link": link,
        "site": request.get_host() + reverse("votes:code"),
        "qr": squares(link),
        "ballot": AnswersForm(None, key=made.key),
    }
    return render(request, "keys/made.html", context, part="made")


def revoke(request, asked, back):
    if asked.revoke(by=request.hat):
        messages.success(request, "De code is ingetrokken. Hij opent niets meer.")
    else:
        messages.info(request, "Er was geen code meer om in te trekken.")
    return go(request, back)


def paper_page(request, asked, back):
    """Key in a card; what was typed never waits in a session, because the code is in it."""
    if asked.why_not:
        messages.info(request, asked.why_not)
        return go(request, back)
    form = PaperForm(request.POST if request.method == "POST" else None, asked=asked)
    if is_sent(request, form) and (receipt := store(form, by=request.hat)):
        told = f"De stem is geteld. Geef de deelnemer dit bewijs: {in_groups(receipt)}."
        messages.success(request, told)
        return go(request, back)
    context = {"form": form, "asked": asked, "back": back}
    return render(request, "keys/paper.html", context, part="form", status=form.status)
