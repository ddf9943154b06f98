"""What the log says to a script: one word, or sentences."""


def wants_json(request):
    """Tell whether a script asks, which reads JSON instead of a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def sentences(form):
    """What is wrong with a form, in sentences that say which field they are about."""
    return [
        sentence if name == "__all__" else f"{form.fields[name].label}: {sentence}"
        for name, errors in form.errors.items()
        for sentence in errors
    ]
