"""The pages for when something does not go as meant; they need neither database nor session."""

import sys
from smtplib import SMTPException

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader

AWAY = (OperationalError, InterfaceError, SMTPException, ConnectionError, TimeoutError)


def error_page(status):
    return HttpResponse(
        loader.get_template(f"{status}.html").render({"messages": ()}), status=status
    )


def bad_request(request, exception=None):
    return error_page(413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request, exception=None):
    return error_page(403)


def not_found(request, exception=None):
    return error_page(404)


def method_not_allowed(request):
    return error_page(405)


def server_error(request):
    """Answer 503 when the database or the mail server is away, 500 for a fault of ours."""
    if not isinstance(sys.exc_info()[1], AWAY):
        return error_page(500)
    answer = error_page(503)
    answer["Retry-After"] = "5"  # seconds
    return answer
