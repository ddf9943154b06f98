from django import forms
from django.utils import timezone

from kansrijk.accounts.reach import ReachForm
from plans.models import Trajectory
from plans.models.trajectories import Phase

WAITING = "wachtend"


class FileFilter(ReachForm):
    """The list of participants as a search form: the phase stands in the address."""

    fase = forms.ChoiceField(
        label="Fase",
        choices=[("", "alle"), (WAITING, "wacht op een buddy"), *Phase.choices],
        required=False,
    )

    def filter(self, participants):
        """Filter by where the latest trajectory stands today."""
        phase = self.cleaned_data.get("fase") if self.is_valid() else ""
        if not phase:
            return participants
        begun = Trajectory.objects.with_phase(timezone.localdate())
        if phase == WAITING:
            return participants.exclude(pk__in=begun.values("participant"))
        return participants.filter(pk__in=begun.filter(phase=phase).values("participant"))
