"""Where a match stands: for how long, and who has to move."""

from django.utils import timezone

from participants.models.states import PAST_PROPOSED, STALLS, Side, State


class Standing:
    """What follows from the state of a match and its days."""

    @property
    def is_today(self):
        """Whether the two are to meet today for the first time."""
        return self.state == State.INTRODUCED and self.introduced_on == timezone.localdate()

    @property
    def days_in_state(self):
        return (timezone.localdate() - self.state_since).days

    @property
    def takes_a_place(self):
        return self.state in PAST_PROPOSED

    @property
    def held_by_participant(self):
        return self.held_by == Side.PARTICIPANT

    @property
    def declined_side(self):
        return Side(self.declined_by) if self.declined_by else None

    @property
    def is_stalled(self):
        """Whether it stands in its state for longer than is normal there."""
        return self.state in STALLS and self.days_in_state >= STALLS[self.state]

    @property
    def held_by(self):
        """The side that has to move now, as a Side; None where nothing waits."""
        if self.state == State.PROPOSED:
            return Side.LEAD if self.picked_on else Side.PARTICIPANT
        return {
            State.INTRODUCED: Side.LEAD,
            State.MET: Side.PARTICIPANT,
            State.CHOSEN: Side.BUDDY,
            State.AGREED: Side.WIJ,
        }.get(self.state)
