from django.contrib import messages
from django.shortcuts import get_object_or_404

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.administration.forms.terms import TermForm
from kansrijk.audit.forms import store
from kansrijk.audit.models import Term
from kansrijk.audit.terms import Kept
from kansrijk.ui.htmx import go, is_sent, render, typed


@hats(Role.ADMIN)
def term_list(request):
    """How long everything is kept, in the order in which the terms end."""
    terms = {term.kept: term for term in Term.objects.all()}
    shown = [terms[kept] for kept in Kept if kept in terms]
    return render(request, "terms/list.html", {"terms": shown}, part="terms")


@hats(Role.ADMIN)
def term_edit(request, pk):
    term = get_object_or_404(Term, pk=pk)
    form = TermForm(typed(request), instance=term)
    if is_sent(request, form) and (saved := store(form, by=request.hat)):
        messages.success(request, f"Opgeslagen: {saved.get_kept_display()}, {saved.in_words}.")
        return go(request, "terms:list")
    context = {"form": form, "term": term}
    return render(request, "terms/edit.html", context, part="form", status=form.status)
