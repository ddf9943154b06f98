"""What a lead can ask a participant now, and the keys that were handed out for it."""

from dataclasses import dataclass
from functools import cached_property

from django.db import transaction

from kansrijk.accounts.models import Hat
from kansrijk.audit.steps import StepRefused
from participants.models.ballots import question_for
from participants.models.keys import OWN, VoteKey
from participants.models.matches import Match
from participants.models.participants import Participant
from participants.models.states import State
from participants.models.votes import Question

NO_CARDS = "Er liggen nog geen kaarten. Stel eerst een buddy voor."
WHY_NOT = {
    State.PROPOSED: "De deelnemer kiest nu tussen de kaarten. Daarvoor is er een andere code.",
    State.INTRODUCED: "De deelnemer stemt na de kennismaking. Zeg eerst dat die er was.",
    State.ACTIVE: "Er was geen eerdere buddy. Er valt dus niets te kiezen.",
    State.ENDED: "Deze koppeling is afgelopen. Er valt niets meer te stemmen.",
    State.DECLINED: "Deze koppeling gaat niet door. Er valt niets meer te stemmen.",
}


@dataclass(frozen=True)
class Asked:
    """A participant, and the match that a question is about; without one it is about the cards.

    `by` is the hat that wants to ask, where somebody does.
    """

    participant: Participant
    match: Match | None = None
    by: Hat | None = None

    @cached_property
    def question(self):
        """The Question that can be asked now, or None."""
        if self.match:
            return question_for(self.match)
        cards = self.participant.matches.filter(state=State.PROPOSED)
        return Question.CARDS if cards.exists() else None

    @property
    def why_not(self):
        """Why nothing can be asked now, or an empty text."""
        if self.question:
            return OWN if self.by and self.blank.is_about(self.by) else ""
        return WHY_NOT[self.match.state] if self.match else NO_CARDS

    @property
    def keys(self):
        """The keys made for this, the newest first."""
        keys = VoteKey.objects.filter(participant=self.participant, match=self.match)
        related = keys.select_related("made_by", "match", "participant")
        return related.order_by("-pk")

    @property
    def blank(self):
        """A key as it would be made now: what a ballot needs to know its question."""
        return VoteKey(participant=self.participant, match=self.match, question=self.question)

    def make_key(self, *, by):
        """Make a key for what can be asked now; StepRefused says why nothing can."""
        if self.why_not:
            raise StepRefused(self.why_not)
        return VoteKey.objects.make(
            self.participant, by=by, question=self.question, match=self.match
        )

    @transaction.atomic
    def revoke(self, *, by):
        """Make the key that is still out there worthless; answers whether there was one."""
        unused = self.keys.filter(used_at=None, revoked_at=None)
        asked = list(unused.values_list("question", flat=True))
        done = [VoteKey.objects.revoke(self.participant, by=by, question=each) for each in asked]
        return any(done)
