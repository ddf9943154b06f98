"""What a buddy's phone needs without internet: a key, a page about nobody, and a small worker."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.accounts.vault import key_pairs, label
from kansrijk.overview.forms import OfflineForm

FILES = [  # what stands on the page without internet
    "css/kansrijk.css", "icons/favicon.svg", "icons/icons.svg",
    "js/kansrijk.js", "js/vault.js", "js/outbox.js", "js/writing.js", "js/offline.js",
]  # fmt: skip


@hats(Role.BUDDY)
def phone_key(request):
    """Give a session of this user the keys to what waits on their phone; a GET gives a token.

    The token is for a page that was opened before they signed in, also without internet.
    """
    answer = {"key": label(request.user), "token": get_token(request)}
    if request.method == "POST":
        answer["pairs"] = key_pairs(request.user)
    return JsonResponse(answer)


@login_not_required
def page(request):
    """The page without internet: made without the request, so there is nobody in it."""
    return HttpResponse(offline_page())


@login_not_required
def worker(request):
    """The service worker, told what to keep; a new deployment is another text, so it is renewed."""
    kept = {"page": reverse("offline"), "files": [static(name) for name in FILES]}
    kept["version"] = version()
    script = f"const kept = {json.dumps(kept)};\n{source('js/sw.js').decode()}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def offline_page():
    return render_to_string("overview/offline.html", {"form": OfflineForm(), "messages": ()})


@cache
def version():
    """A name for all that the worker keeps: it changes when one byte of it changes."""
    parts = [offline_page().encode(), *map(source, FILES)]
    return sha256(b"\0".join(parts)).hexdigest()[:12]


@cache
def source(name):
    return Path(finders.find(name)).read_bytes()
