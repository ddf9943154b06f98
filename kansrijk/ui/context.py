"""What every page knows: who is here, under which hat, and where they can go."""

from dataclasses import dataclass

from kansrijk.accounts.models import Role
from kansrijk.accounts.vault import label
from kansrijk.ui.templatetags.kansrijk import address

NAVIGATION = {  # label, name of the page, icon; the first four fill the bar on a phone
    Role.BUDDY: [
        ("Vandaag", "today", "today"),
        ("Deelnemers", "participants:list", "people"),
        ("Knelpunten", "obstacles:list", "obstacle"),
        ("Ik", "buddies:me", "person"),
    ],
    Role.WIJ: [
        ("Te doen", "inbox", "inbox"),
        ("Mijn buddy's", "buddies:list", "people"),
        ("Knelpunten", "obstacles:list", "obstacle"),
        ("Afwezig", "absences:list", "calendar"),
    ],
    Role.LEAD: [
        ("Gebied", "district", "chart"),
        ("Aanmeldingen", "referrals:list", "inbox"),
        ("Deelnemers", "participants:list", "people"),
        ("Koppelingen", "matches:board", "board"),
        ("Buddy's", "buddies:list", "person"),
    ],
    Role.TRAINER: [
        ("Buddy Academie", "academy:list", "school"),
        ("Buddy's", "buddies:list", "people"),
    ],
    Role.ADMIN: [
        ("Gebruikers", "users:list", "people"),
        ("Gebieden", "places:list", "map"),
        ("Methoden", "methods:list", "board"),
        ("Bewaren", "terms:list", "clock"),
    ],
}


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    icon: str
    is_current: bool


def page(request):
    hat = getattr(request, "hat", None)
    return {
        "hat": hat,
        "has_other_hats": len(getattr(request, "hats", ())) > 1,
        "navigation": [entry(request, *item) for item in NAVIGATION[hat.role]] if hat else [],
        "outbox": outbox(request),
        "session_ends": getattr(request, "session_ends", None),
    }


def outbox(request):
    """The name of the key for what waits on the phone of a buddy, whatever hat they wear now."""
    is_buddy = any(hat.role == Role.BUDDY for hat in getattr(request, "hats", ()))
    return label(request.user) if is_buddy else None


def entry(request, label, name, icon):
    url = address(name)
    return Entry(label, url, icon, is_current=request.path.startswith(url))
