from participants.models.intake import Consent, ConsentText, Preference, Stressor
from participants.models.keys import VoteKey
from participants.models.matches import Match
from participants.models.participants import Household, Participant
from participants.models.referrals import Referral
from participants.models.votes import CastVote, ChainHead

__all__ = [
    "CastVote",
    "ChainHead",
    "Consent",
    "ConsentText",
    "Household",
    "Match",
    "Participant",
    "Preference",
    "Referral",
    "Stressor",
    "VoteKey",
]
