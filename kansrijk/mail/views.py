from django.contrib import messages

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.mail.forms import MailChoiceForm
from kansrijk.mail.models import MailChoice
from kansrijk.ui.htmx import go, is_sent, render, typed


@hats(*Role)
def mail_choice(request):
    """Everybody chooses their own mail, whatever they work as."""
    form = MailChoiceForm(typed(request), instance=MailChoice.objects.of(request.user))
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, "Opgeslagen. Zo krijg je voortaan mail van Kansrijk.")
        return go(request, "account")
    return render(request, "mail/choice.html", {"form": form}, part="form", status=form.status)
