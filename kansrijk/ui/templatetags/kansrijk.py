"""Small words of the templates."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from kansrijk.ui.addresses import addresses
from kansrijk.values.dates import days_ago, formatted, in_words

ICON = '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>'

register = template.Library()
register.filter("ago", days_ago)
register.filter("in_words", in_words)
register.filter("formatted", formatted)
# An address that is the same on every page is looked up once; `url` does so each time.
address = register.simple_tag(cache(reverse), name="address")
of_row = cache(addresses)


@register.simple_tag
@cache
def icon(name):
    """Draw one symbol of static/icons/icons.svg; the words beside it say what it means."""
    return format_html(ICON, static("icons/icons.svg"), name)


@register.simple_tag
def told(notes):
    """Draw pairs of (icon, words) as the items of a list."""
    items = ((icon(name), words) for name, words in notes)
    return format_html_join("", "<li>{}<span>{}</span></li>", items)


@register.filter
def to(pk, name):
    """The address of the page with this name about one row, in lists of many."""
    return of_row(name)(pk)


@register.filter
def conflicts(form):
    """What somebody else saved meanwhile beside what was typed; nothing for most forms."""
    return getattr(form, "conflicts", ())


@register.filter
def is_late(form):
    """Tell whether this form was not saved because things changed meanwhile."""
    return getattr(form, "status", 200) == 409


@register.filter
def initials(name):
    """The first letters of the first and the last word of a name, in any script."""
    words = name.split()
    return "".join(word[0] for word in (words[0], words[-1])[: len(words)]) if words else ""


@register.filter
def amount(number):
    """A whole number as people write it: 12.345."""
    return f"{number:,}".replace(",", ".")


@register.simple_tag
def query(params, **changes):
    """The filters in the address, with these changed; None takes one out."""
    changed = params.copy()
    for key, value in changes.items():
        changed.pop(key, None)
        if value not in (None, ""):
            changed[key] = value
    return "?" + changed.urlencode() if changed else "?"
