"""What rows of figures say again and again: a number that opens its list, and a bar beside it."""

from django import template
from django.utils.html import format_html

from kansrijk.ui.templatetags.kansrijk import amount

BAR = (
    '<svg viewBox="0 0 {} 3" preserveAspectRatio="none" aria-hidden="true">'
    '<rect width="{}" height="2"/>{}</svg>'
)
THEN = '<rect class="then" y="2" width="{}" height="1"/>'

register = template.Library()


@register.simple_tag(takes_context=True)
def opens(context, figure, number, days):
    """The number of a figure, as a link to its list over these days."""
    return format_html('<a href="{}{}/{}">{}</a>', context["to"], figure.slug, days, amount(number))


@register.simple_tag
def bar(most, now, was=None):
    """A bar for a number, and a thin one for what it was before, beside the highest of them."""
    return format_html(BAR, most, now or 0, format_html(THEN, was) if was else "")
