from participants.models.consents import Consent, ConsentText
from participants.models.intake import Preference
from participants.models.keys import VoteKey
from participants.models.matches import Match
from participants.models.participants import Household, Participant
from participants.models.referrals import Referral
from participants.models.stressors import Stressor
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
