"""What only the list of one figure tells: its columns, as `behind.besides` gives them."""

from datetime import date

from django import template
from django.template.defaultfilters import capfirst
from django.utils.html import format_html, format_html_join

from kansrijk.ui.templatetags.kansrijk import amount
from kansrijk.values.dates import days_ago, formatted

HEAD = '<th scope="col">{}</th>'
CELL = '<td data-label="{}">{}</td>'
AGO = '{} <span class="soft">({})</span>'

register = template.Library()


@register.simple_tag(takes_context=True)
def heads_besides(context):
    """The heads of these columns; nothing in another list with the same rows."""
    columns = context.get("besides", ())
    return format_html_join("", HEAD, ((capfirst(column.name),) for column in columns))


@register.simple_tag(takes_context=True)
def cells_besides(context, row):
    """What a row tells in these columns; where rows wait, a day with how long ago that is."""
    columns = context.get("besides", ())
    told = ((capfirst(column.name), column.reader()(row)) for column in columns)
    cells = ((name, shown(value, ago=context["figure"].since)) for name, value in told)
    return format_html_join("", CELL, cells)


def shown(value, *, ago):
    if isinstance(value, date):
        day = formatted(value, "j F Y")
        return format_html(AGO, day, days_ago(value)) if ago else day
    return amount(value) if isinstance(value, int) else value or ""
