from participants.models.matches import Match
from participants.models.participants import Household, Participant, Stressor

__all__ = ["Household", "Match", "Participant", "Stressor"]
