"""What holds for every request and answer: headers, and no broken characters."""

from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse

from kansrijk.values.text import is_refused


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
        if request.resolver_match and request.resolver_match.view_name == "account_logout":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class CleanRequest:
    """Refuse control characters and broken UTF-8 in the address and the cookies with a 400."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        address = request.META.get("PATH_INFO", ""), request.META.get("QUERY_STRING", "")
        for part in (*map(readable, address), *request.COOKIES.values()):
            if part is None or any(is_refused(character) for character in part):
                return self.refuse(request)
        return self.get_response(request)

    def refuse(self, request) -> HttpResponse:
        from kansrijk.ui.errors import bad_request

        return bad_request(request, SuspiciousOperation("broken characters"))


def readable(raw):
    """The text that a raw part of an address stands for, or None where it is no UTF-8."""
    try:
        return unquote_to_bytes(raw.encode("latin-1", "strict") if is_latin(raw) else raw).decode()
    except UnicodeDecodeError:
        return None


def is_latin(raw):
    return all(ord(character) < 256 for character in raw)
