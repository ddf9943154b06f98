"""What holds for every request and answer: headers, and no broken characters."""

import re
from urllib.parse import unquote_to_bytes

from django.conf import settings

from kansrijk.ui.errors import bad_request, method_not_allowed
from kansrijk.values.text import has_refused


class Headers:
    """Nothing is indexed, shared with other sites, or (apart from static files) stored."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if not request.path.startswith(settings.STATIC_URL):
            response["Cache-Control"] = "no-store, private"
        match = request.resolver_match
        if request.method == "POST" and match and match.view_name == "account_logout":
            # What a colleague sealed on this phone stays; the script wiped all that was ours.
            is_shared = "anderen" in request.POST
            response["Clear-Site-Data"] = '"cache"' if is_shared else '"cache", "storage"'
        return response


class WithoutCookies:
    """Open the participant's own pages as nobody: no cookie comes in, so none goes out.

    Also where a colleague is signed in in this browser, nobody stands beside the voter. The same
    for an agenda, which has an address and no session.
    """

    PATHS = re.compile(r"/(stem|weg)/|/agenda/[^/]+\.ics$")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self.PATHS.match(request.path_info):
            request.META.pop("HTTP_COOKIE", None)
            request.COOKIES = {}
        return self.get_response(request)


class CleanRequest:
    """Refuse broken UTF-8 and control characters with a 400, and odd methods with a 405.

    Fields of a form are checked by the form itself, which can say which one it is.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD", "POST"):
            return method_not_allowed(request)
        query = decoded(unquote_to_bytes(request.META.get("QUERY_STRING", "")))
        for part in (request.path_info, query, *request.COOKIES.values()):
            if part is None or has_refused(part):
                return bad_request(request)
        is_form = request.content_type == "application/x-www-form-urlencoded"
        if is_form and decoded(request.body) is None:
            return bad_request(request)
        response = self.get_response(request)
        return method_not_allowed(request) if response.status_code == 405 else response


def decoded(raw):
    """The text that these bytes stand for, or None where they are no UTF-8."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None
