"""Who is here: how long a session lives, which hat is worn, and where typed text waits."""

import time
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRedirect

from kansrijk.accounts.models import Role

STASH = "typed"  # the session key under which typed text waits for its writer
STASH_LIVES = 3600  # seconds
STASH_HOLDS = 500_000  # characters
SIGNED_OUT = "Je bent uitgelogd. Log opnieuw in"
STILL_THERE = ": je tekst staat er dan nog."
TOO_LONG = ". Je tekst was te lang om te laten staan."
REFRESH = 60  # seconds between two writes of "last seen"
STOP_POLLING = 286  # a status of htmx's own
POLL = "X-Stand"  # the header with which an open page asks by itself whether anything changed


class SessionLimits:
    """End a session that was idle, or older than a working day."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        claimed = request.session.get(SESSION_KEY)
        request.expired_user = None
        if request.user.is_authenticated:
            self.limit(request)
        elif claimed:  # signed out elsewhere: by a new password, or a role that was withdrawn
            request.expired_user = int(claimed)
        return self.get_response(request)

    def limit(self, request):
        now, session = int(time.time()), request.session
        is_admin = session.get("role") == Role.ADMIN
        idle = settings.SESSION_IDLE_ADMIN if is_admin else settings.SESSION_IDLE
        seen, began = session.setdefault("seen", now), session.setdefault("began", now)
        if now - seen > idle or now - began > settings.SESSION_LONGEST:
            user = request.user.pk
            logout(request)
            request.expired_user = user
        else:
            request.session_ends = min(idle, began + settings.SESSION_LONGEST - now)
            if now - seen > REFRESH and POLL not in request.headers:  # nobody clicked
                session["seen"] = now


class SignInFirst(LoginRequiredMiddleware):
    """Ask to sign in; what somebody typed when their session ended waits for them alone."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        request.typed = waiting_text(request) if request.user.is_authenticated else None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        if waits_on_phone(request):
            return JsonResponse({"signed_out": True}, status=401)
        if POLL in request.headers:
            return at_rest(request)
        if request.method == "POST" and request.expired_user and is_own_form(view_func):
            is_kept = keep(request, request.expired_user)
            messages.warning(request, SIGNED_OUT + (STILL_THERE if is_kept else TOO_LONG))
        back = request.get_full_path() if request.method == "GET" else page_before(request)
        answer = redirect_to_login(back)
        return HttpResponseClientRedirect(answer.url) if request.htmx else answer


def waits_on_phone(request):
    """Tell whether a script of ours asks, which keeps what was typed on the phone meanwhile."""
    return "X-Outbox" in request.headers


def at_rest(request):
    """Tell an open page to stop asking; whoever reads it goes on reading."""
    response = render(request, "parts/at_rest.html", status=STOP_POLLING)
    response["HX-Reswap"] = "none"
    return response


def page_before(request):
    """The path of our own page that this request came from; its own path where that is unknown.

    An address that takes only a POST cannot be opened again, the page with its button can.
    """
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return request.path
    is_ours = came_from.netloc == request.get_host()
    return "/" + came_from.path.lstrip("/") if is_ours else request.path


def is_own_form(view):
    """Only the house's own forms wait in a session: never one that holds a password."""
    return "any" not in getattr(view, "hats", {"any"})


def keep(request, user_id):
    """Let typed text wait in the session, for this user and this page, for one hour.

    Answers whether it does: a text of over STASH_HOLDS characters is too long to wait.
    """
    text = request.POST.urlencode()
    if fits := len(text) <= STASH_HOLDS:
        request.session[STASH] = [request.path, user_id, int(time.time()), text]
    return fits


def waiting_text(request):
    """The form data that this user typed on this page before they had to sign in, or None."""
    path, user_id, kept_at, text = request.session.get(STASH) or [None] * 4
    if path != request.path:
        return None
    is_theirs = user_id == request.user.pk and time.time() - kept_at < STASH_LIVES
    if request.method != "GET" or not is_theirs:
        del request.session[STASH]
        return None
    return QueryDict(text)


def stale_page(request, reason=""):
    """Answer a form whose page was too old: keep what was typed if it came from our own page."""
    if waits_on_phone(request):
        return JsonResponse({"stale": True}, status=403)
    own = f"{request.scheme}://{request.get_host()}"
    match = request.resolver_match
    came_from_us = request.headers.get("Origin") == own
    if came_from_us and request.user.is_authenticated and match and is_own_form(match.func):
        keep(request, request.user.pk)
        messages.warning(
            request, "Deze pagina was verlopen. Je tekst staat er nog: kijk hem na en sla op."
        )
        back = page_before(request)
        return HttpResponseClientRedirect(back) if request.htmx else redirect(back)
    return render(request, "403_csrf.html", status=403)


class WornHat:
    """Put on the hat of this session; a hat that was withdrawn is off at the next click."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.hat, request.hats = None, []
        if request.user.is_authenticated:
            request.hats = request.user.worn
            worn = [h for h in request.hats if h.pk == request.session.get("hat")]
            if chosen := (worn or request.hats or [None])[0]:
                wear(request, chosen)
        return self.get_response(request)


def wear(request, hat):
    """Act under this hat from now on."""
    hat.user, hat.known = request.user, {}
    request.hat = hat
    if request.session.get("hat") != hat.pk:
        request.session.update({"hat": hat.pk, "role": hat.role})


class SecondFactor:
    """Where the setting asks it, nobody works without a second factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        is_asked = settings.SECOND_FACTOR and request.user.is_authenticated
        if not is_asked or not is_own_form(view_func) or request.session.get("factor"):
            return None
        if not has_second_factor(request.user):
            messages.info(request, "Stel eerst een tweede stap in voor het inloggen.")
            return redirect("mfa_activate_totp")
        if not gave_second_factor(request):
            logout(request)
            messages.info(request, "Je hebt nu een tweede stap. Log daarmee opnieuw in.")
            return redirect_to_login(page_before(request))
        request.session["factor"] = True
        return None


def gave_second_factor(request):
    """Tell whether this very session was opened, or confirmed, with a second factor."""
    return any(r["method"] == "mfa" for r in get_authentication_records(request, request.user))


def has_second_factor(user):
    """Tell whether this user has an authenticator app or a passkey."""
    kinds = ["totp", "webauthn"]
    return user.authenticator_set.filter(type__in=kinds).exists()
