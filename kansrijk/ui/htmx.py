"""Answering: the whole page, or the part of it that htmx asked for."""

from hashlib import sha256

from django import shortcuts
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect, HttpResponseLocation

from kansrijk.accounts.middleware import POLL, at_rest


def render(request, template, context=None, *, part, status=200):
    """Render the whole page, or for an htmx request only the named partial of that page."""
    if wants_part(request):
        template = f"{template}#{part}"
    response = shortcuts.render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def render_live(request, template, context, *, part, shown):
    """Render a page that asks every minute whether what it shows (a template) is still so.

    It says which it has by its hat and a fingerprint; where nothing changed, only the time goes
    back. Figures of another hat never come under the heading of this one.
    """
    has, worn = request.headers.get(POLL), f"{request.hat.pk}-"
    if has is not None and not has.startswith(worn):
        return at_rest(request)
    text = render_to_string(shown, context, request)
    stand = worn + sha256(text.encode()).hexdigest()[:16]
    context = context | {"shown": text, "stand": stand, "is_same": has == stand}
    if has is None:
        return render(request, template, context, part=part)
    page = "parts/fresh.html#time" if has == stand else f"{template}#live"
    response = shortcuts.render(request, page, context)
    patch_vary_headers(response, ["HX-Request", POLL])
    if has == stand:
        response["HX-Reswap"] = "none"
    return response


def wants_part(request):
    """Tell whether htmx asks for a part; a boosted link or the back button wants the whole page."""
    return request.htmx and not (request.htmx.boosted or request.htmx.history_restore_request)


def go(request, *to):
    """Leave for another page; plain redirects would be swapped into the current one by htmx."""
    if request.htmx:
        return HttpResponseClientRedirect(shortcuts.resolve_url(*to))
    return shortcuts.redirect(*to)


def typed(request):
    """What this person typed on this page: just now, or before they had to sign in; else None."""
    return request.POST if request.method == "POST" else request.typed


def is_sent(request, form):
    """Tell whether the form was sent and is right; restored text is shown, never saved by itself."""
    return request.method == "POST" and form.is_valid()


def refresh(request, *to, part, row=None):
    """Show the list again after something was done in it: only that part for htmx.

    Of one `row` only that is swapped, so that what is typed in another stays; a row that is no
    longer in the list goes.
    """
    if request.htmx:
        url, target = shortcuts.resolve_url(*to), f"#{row or part}"
        select = target if row else None
        return HttpResponseLocation(url, target=target, select=select, swap="outerHTML")
    return shortcuts.redirect(*to)
