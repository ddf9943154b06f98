from buddies.models.absences import Absence
from buddies.models.buddies import Buddy, Theme, WijContact
from buddies.models.cards import Card

__all__ = ["Absence", "Buddy", "Card", "Theme", "WijContact"]
