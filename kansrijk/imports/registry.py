"""The kinds of records that can be read in, by their word in the address."""

from kansrijk.imports.buddies import Buddies
from kansrijk.imports.participants import Participants
from kansrijk.imports.referrals import Referrals

KINDS = {kind.slug: kind for kind in (Referrals, Participants, Buddies)}


class KindConverter:
    regex = "|".join(KINDS)

    def to_python(self, value):
        return KINDS[value]

    def to_url(self, value):
        return value if isinstance(value, str) else value.slug
