from buddies.models.absences import Absence
from buddies.models.academy import Attendance, Course, Session
from buddies.models.buddies import Buddy, Theme, WijContact
from buddies.models.cards import Card

__all__ = [
    "Absence",
    "Attendance",
    "Buddy",
    "Card",
    "Course",
    "Session",
    "Theme",
    "WijContact",
]
