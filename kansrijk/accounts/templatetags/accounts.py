"""Small words of the account pages."""

from django import template

register = template.Library()

# The first that fits: Edge also calls itself Chrome, and Chrome calls itself Safari.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "een iPhone",
    "iPad": "een iPad",
    "Android": "een Android-apparaat",
    "Windows": "een Windows-computer",
    "Macintosh": "een Mac",
    "CrOS": "een Chromebook",
    "Linux": "een Linux-computer",
}


@register.filter
def device(user_agent):
    """Say in words what somebody signed in with ("Chrome op een iPhone")."""
    browser = next((said for mark, said in BROWSERS.items() if mark in user_agent), "Een browser")
    system = next((said for mark, said in SYSTEMS.items() if mark in user_agent), "een apparaat")
    return f"{browser} op {system}"


@register.filter
def in_fours(text):
    """Split a long secret in groups of four, so that it can be typed over."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


@register.filter
def of_kind(authenticators, kind):
    """The second step of this kind ("totp"), or None where somebody has none."""
    return authenticators.get(kind)
