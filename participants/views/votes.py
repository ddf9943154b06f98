"""The participant's own pages: nobody signs in, no cookie, and nothing stays behind.

No CSRF token, because that needs a cookie: whoever posts must hold the secret of a key, or the
ticket that its page carries, and no browser adds those to a request of another site by itself.
"""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from kansrijk.audit.steps import StepRefused
from participants.forms.votes import BallotForm, CodeForm, ReceiptForm
from participants.models import VoteKey
from participants.models.ballots import (
    Closed,
    OtherCards,
    cast,
    key_of,
    receipt_of,
    ticket_for,
)
from participants.receipts import standing

FRESH = {"is_wrong": False, "is_empty": False}  # nothing was typed yet
PAGES = {
    "cards": "votes/cards.html",
    "choice": "votes/choice.html",
    "shares": "votes/shares.html",
    "words": "votes/words.html",
    "check": "votes/check.html",
    "unchanged": "votes/unchanged.html",
}
WRONG = 422  # the one status for whatever does not open a key


def own(view):
    """Make a page the participant's own: public, and no other site hears where they came from."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return login_not_required(csrf_exempt(answered))


@own
def code(request):
    """Ask for the code; the right one opens the question."""
    if request.method != "POST":
        return render(request, "votes/code.html", FRESH)
    form = CodeForm(request.POST)
    key = None if not form.is_valid() and form.is_empty else form.opened(request)
    if key is None:
        return not_opened(request, is_empty=form.is_empty)
    return show(request, BallotForm({}, key=key))


@own
def link(request, token):
    """Open a key with its link; looking uses nothing up, whoever or whatever looks."""
    key = VoteKey.objects.by_token(token)
    if key is None:
        return not_opened(request)
    return render(request, "votes/welcome.html", {"ticket": ticket_for(key)})


@own
def answer(request):
    """Take the answer to one screen, and show the next; the last one counts the vote."""
    if request.method != "POST":
        return redirect("votes:code")
    key = key_of(request.POST.get("ticket", ""))
    if key is None:
        return not_opened(request)
    if not key.is_open:
        return closed(request, key)
    form = BallotForm(request.POST, key=key)
    return count(request, form) if form.is_sent else show(request, form)


def show(request, form, *, is_changed=False):
    """Show one screen of the ballot, with the answers so far in it."""
    context = {
        "form": form,
        "ticket": ticket_for(form.key),
        "now": form.data.get(form.screen, ""),
        "is_changed": is_changed,
    }
    name = "unchanged" if form.is_unchanged and not form.is_gap else form.screen
    return render(request, PAGES[name], context, status=form.status)


def count(request, form):
    try:
        receipt = cast(form.key, form.cleaned_data)
    except OtherCards:
        return show(request, BallotForm({}, key=form.key), is_changed=True)
    except (Closed, StepRefused):
        return closed(request, key_of(request.POST["ticket"]))
    return thank(request, form.key, receipt)


def thank(request, key, receipt, *, is_again=False):
    context = {"receipt": receipt, "question": key.question, "is_again": is_again}
    return render(request, "votes/done.html", context)


def closed(request, key):
    """Say that nothing was counted, or to a double tap that the first one was."""
    is_last = request.POST.get("go") == "send"
    if receipt := receipt_of(key, request.POST) if is_last else "":
        return thank(request, key, receipt, is_again=True)
    return render(request, "votes/closed.html", status=409)


def not_opened(request, *, is_empty=False):
    """One page for every code that does not work, so that it tells nothing about the code."""
    context = {"is_wrong": not is_empty, "is_empty": is_empty}
    return render(request, "votes/code.html", context, status=WRONG)


@own
def receipt(request):
    """Tell whoever holds a receipt how it stands, never what they chose."""
    if request.method != "POST":
        return render(request, "votes/receipt.html", FRESH)
    form = ReceiptForm(request.POST)
    votes = None if not form.is_valid() and form.is_empty else form.opened(request)
    if not votes:
        context = {"is_wrong": not form.is_empty, "is_empty": form.is_empty}
        return render(request, "votes/receipt.html", context, status=WRONG)
    return render(request, "votes/standing.html", {"vote": votes[0], "lines": standing(votes)})


@own
def away(request):
    """Where the button "Weg van deze pagina" leads: a page about nothing."""
    return render(request, "votes/away.html")
