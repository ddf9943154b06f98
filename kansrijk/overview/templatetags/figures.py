"""What rows of figures say again and again: a number that opens its list, and a bar beside it.

There are hundreds of them on a page, so what is text of this house is not escaped once more; what
may come from the data (a label, a slug) is, and so is the address of the page, once.
"""

from django import template
from django.template.defaultfilters import capfirst, floatformat
from django.utils.html import escape
from django.utils.safestring import mark_safe

from kansrijk.ui.templatetags.kansrijk import amount

NO_MIDDLE = '<span class="soft">nog geen</span>'

register = template.Library()


@register.simple_tag(takes_context=True)
def opens(context, figure, number, days):
    """The number of a figure, as a link to its list over these days."""
    return mark_safe(link(context["to"], figure, escape(days), number))


@register.simple_tag(takes_context=True)
def middle(context, figure, value, number, days):
    """What is in the middle of a figure, and of how many: a link to their list."""
    return mark_safe(middle_of(context["to"], figure, escape(days), value, number))


def link(to, figure, days, number):
    return f'<a href="{to}{escape(figure.slug)}/{days}">{amount(number)}</a>'


def middle_of(to, figure, days, value, number):
    if value is None:
        return NO_MIDDLE
    opened = link(to, figure, days, number)
    return f'<strong>{floatformat(value)}</strong> <span class="small soft">bij {opened}</span>'


@register.simple_tag(takes_context=True)
def number_rows(context, rows):
    """A row of a table for each Told that is not quiet: its number now and before, and a bar."""
    to, here, then = context["to"], escape(context["here"]), escape(context["then"])

    def cells(told):
        now = link(to, told.figure, here, told.number)
        return [now, link(to, told.figure, then, told.before)] if then else [now]

    loud = [told for told in rows if not told.is_quiet]
    return drawn([(told, told.number, told.before, cells(told)) for told in loud])


@register.simple_tag(takes_context=True)
def middle_rows(context, rows):
    """A row of a table for each Told: what is in the middle of it now and before, and a bar."""
    to, here, then = context["to"], escape(context["here"]), escape(context["then"])

    def cells(told):
        now = middle_of(to, told.figure, here, told.middle, told.number)
        was = then and middle_of(to, told.figure, then, told.middle_before, told.before)
        return [now, was] if then else [now]

    return drawn([(told, told.middle, told.middle_before, cells(told)) for told in rows])


def drawn(rows):
    """Rows of a table for (Told, value, value before, cells); bars beside the highest value."""
    most = max([value or 0 for _, *values, _ in rows for value in values] + [1])
    return mark_safe(
        "".join(
            f'<tr><th scope="row">{name(told)}{bar(most, now, was)}</th>'
            f'<td class="number">{'</td><td class="number">'.join(cells)}</td></tr>'
            for told, now, was, cells in rows
        )
    )


def name(told):
    label = escape(told.figure.label)
    return f'<span class="soft">waarvan {label}</span>' if told.is_part else capfirst(label)


def bar(most, now, was):
    """A bar for a number, and a thin one for what it was before, beside the highest of them."""
    then = f'<rect class="then" y="2" width="{was:.9g}" height="1"/>' if was else ""
    return (
        f'<svg viewBox="0 0 {most:.9g} 3" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{now or 0:.9g}" height="2"/>{then}</svg>'
    )
