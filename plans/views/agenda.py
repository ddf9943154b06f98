"""The own agenda: its address to make, renew or stop, and the file that stands there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.ui.htmx import go, is_sent, render, typed
from plans.agenda import calendar_of
from plans.forms.appointments import FeedForm
from plans.models import CalendarFeed


@hats(Role.BUDDY)
def agenda_settings(request):
    """What stands in the own agenda; the choice of the place keeps the address as it is."""
    feed = CalendarFeed.objects.filter(user=request.user).first()
    form = FeedForm(typed(request), initial={"with_place": feed is not None and feed.with_place})
    if feed and is_sent(request, form):
        feed.choose(by=request.hat, **form.cleaned_data)
        messages.success(request, "Opgeslagen. Je agenda neemt het over als hij weer kijkt.")
        return go(request, "agenda:settings")
    return render(request, "agenda/settings.html", {"feed": feed, "form": form}, part="agenda")


@hats(Role.BUDDY)
@require_POST
def agenda_make(request):
    """Make an address, or a new one in place of it, and show it this once."""
    form = FeedForm(request.POST)
    chosen = form.is_valid() and form.cleaned_data["with_place"]
    token = CalendarFeed.objects.make(by=request.hat, with_place=chosen)
    link = request.build_absolute_uri(reverse("agenda:feed", args=[token]))
    scheme = "webcals" if request.is_secure() else "webcal"
    context = {"link": link, "opens": link.replace(request.scheme, scheme, 1)}
    return render(request, "agenda/made.html", context, part="made")


@hats(Role.BUDDY)
@require_POST
def agenda_stop(request):
    if feed := CalendarFeed.objects.filter(user=request.user).first():
        feed.stop(by=request.hat)
    messages.success(request, "Gestopt. Het adres werkt niet meer.")
    return go(request, "agenda:settings")


@login_not_required
@csrf_exempt
@require_safe
def agenda_feed(request, token):
    """The appointments, for whoever has the address; who is shut out gets an empty agenda.

    An empty one clears the agenda of a phone, where a 404 would leave what stood there.
    """
    feed = CalendarFeed.objects.by_token(token)
    if feed is None:
        raise Http404
    return HttpResponse(calendar_of(feed), content_type="text/calendar; charset=utf-8")
