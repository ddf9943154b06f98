"""Where each hat begins, and the pages that need no hat."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from kansrijk.accounts.access import any_user
from kansrijk.accounts.models import Role

VALID = timedelta(days=180)  # of the page that says where to report a weakness
BEGIN = {
    Role.BUDDY: "today",
    Role.WIJ: "inbox",
    Role.LEAD: "district",
    Role.TRAINER: "academy:list",
    Role.ADMIN: "users:list",
}


@any_user
def start(request):
    if request.hat is None:
        return redirect("hats:choose")
    return redirect(BEGIN[request.hat.role])


@login_not_required
def health(request):
    """Answer 200 when the database answers; monitoring reads this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "gezond"})


@login_not_required
def robots(request):
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@login_not_required
def security_txt(request):
    """Where to report a weakness (RFC 9116)."""
    lines = f"Contact: mailto:{settings.SECURITY_CONTACT}\nPreferred-Languages: nl, en\n"
    expires = f"Expires: {timezone.now() + VALID:%Y-%m-%dT%H:%M:%SZ}\n"
    return HttpResponse(lines + expires, content_type="text/plain")


@any_user
@require_POST
def stay(request):
    """Keep the session alive while somebody is still busy (a POST from the warning bar)."""
    return HttpResponse(status=204)
