from django.shortcuts import render
from django_htmx.http import reswap, retarget

from kansrijk.accounts.middleware import page_before
from kansrijk.audit.steps import StepRefused


class RefusedSteps:
    """Somebody was first: tell so in plain words, with the present state, instead of failing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, StepRefused):
            return None
        context = {"reason": str(exception), "back": page_before(request)}
        if not request.htmx or request.htmx.boosted:
            return render(request, "409.html", context, status=409)
        told = render(request, "parts/refused.html", context, status=409)
        return reswap(retarget(told, "#messages"), "innerHTML show:#messages:top")
