"""Small words of the pages about votes."""

from django import template

from participants.models.asking import Asked
from participants.models.keys import HALF

register = template.Library()


@register.filter
def asked_about(match):
    """What the participant can be asked about this match now."""
    return Asked(match.participant, match)


@register.filter
def in_groups(code):
    """A code or receipt as it is written and read out: two groups of four."""
    return f"{code[:HALF]} {code[HALF:]}"


@register.inclusion_tag("votes/option.html")
def option(name, value, label, now, *, picture="", face="", told=""):
    """One large answer to tap, with a picture or the first letter of a name."""
    shown = {"picture": picture, "face": face, "told": told}
    return {"name": name, "value": str(value), "label": label, "now": now} | shown
