from django.shortcuts import render

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
        is_part = request.htmx and not request.htmx.boosted
        template = "409.html#reason" if is_part else "409.html"
        context = {"reason": str(exception), "back": request.path}
        return render(request, template, context, status=409)
