"""What the list behind a figure tells in a file, by what its rows are."""

from buddies.columns import ATTENDANCE, BUDDIES
from kansrijk.overview.change import COMPARED
from kansrijk.ui.sheets.columns import Column, Kind
from participants.columns import MATCHES, PARTICIPANTS, REFERRALS, who
from plans.change import Missing
from plans.columns import LATE, MEETINGS, OBSTACLES, OUTCOMES, REVIEWS, SUCCESSES, TRAJECTORIES

SHOWN = {
    "participants": PARTICIPANTS,
    "trajectories": TRAJECTORIES,
    "meetings": MEETINGS,
    "referrals": REFERRALS,
    "buddies": BUDDIES,
    "attendance": ATTENDANCE,
    "matches": MATCHES,
    "obstacles": OBSTACLES,
    "reviews": REVIEWS,
    "outcomes": OUTCOMES,
    "asked": OUTCOMES,
    "late": LATE,
    "successes": SUCCESSES,
}
COMPARISON = [
    *who("trajectory.participant"),
    Column("gepland op", "planned_on", Kind.DAY),
    Column("telt mee", lambda look: Missing(look.missing).label if look.missing else COMPARED),
]
