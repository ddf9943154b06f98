"""What lists of referrals, participants and matches tell in a file."""

from kansrijk.ui.sheets.columns import Column, Kind


def who(path=""):
    """The columns that say who it is about; `path` leads from a row to the participant."""
    at = f"{path}." if path else ""
    return [
        Column("deelnemer", f"{at}name"),
        Column("gebied", f"{at}district"),
        Column("wijk", f"{at}neighbourhood"),
    ]


REFERRALS = [
    Column("naam", "name"),
    Column("aangemeld door", "get_source_display"),
    Column("gebied", "district"),
    Column("wijk", "neighbourhood"),
    Column("aangemeld op", "received_on", Kind.DAY),
    Column("dagen gewacht", "days_waiting", Kind.NUMBER),
    Column("stand", "get_state_display"),
]
PARTICIPANTS = [*who(), Column("doet mee sinds", "joined_on", Kind.DAY)]
IN_WORDS = [  # of narrow rows, which tell a participant `in_words`
    Column("deelnemer", "participant_name"),
    Column("gebied", "district_name"),
    Column("wijk", "neighbourhood_name"),
]
MATCHES = [
    *IN_WORDS,
    Column("buddy", "buddy_name"),
    Column("stand", "get_state_display"),
    Column("voorgesteld op", "proposed_on", Kind.DAY),
]
