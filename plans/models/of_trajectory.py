from functools import reduce
from operator import or_

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q

from kansrijk.accounts.models import Role
from kansrijk.audit.steps import StepRefused
from participants.models import Match, Participant
from participants.models.participants import led_by
from participants.models.reach import READS
from plans.models.trajectories import Trajectory

OVER = (
    "Jullie tijd samen is intussen afgesloten, dus het plan verandert niet meer. "
    "Kopieer je tekst als je die wilt houden."
)


class YearOver(StepRefused):
    """The year is over, or the match through which this buddy wrote."""


def hold(trajectory, *, by):
    """Let nobody else change what two people agreed, until the transaction ends.

    Raises YearOver when this buddy may not write in it any more, PermissionDenied for others.
    """
    if by.role != Role.BUDDY:
        raise PermissionDenied
    locked = Trajectory.objects.select_for_update().get(pk=trajectory.pk)
    theirs = Match.objects.visible_to(by).active().filter(participant=locked.participant_id)
    if locked.ended_on or not theirs.exists():
        raise YearOver(OVER)


def hold_year(trajectory, *, by):
    """Hold a year to set its dates, as the buddy or as a lead of the district.

    Raises YearOver when it is over (for a buddy also when their match is), else PermissionDenied.
    """
    if by.role != Role.LEAD:
        return hold(trajectory, by=by)
    here = Trajectory.objects.visible_to(by).select_for_update(of=("self",))
    locked = here.filter(pk=trajectory.pk).first()
    if locked is None:
        raise PermissionDenied
    if locked.ended_on:
        raise YearOver(OVER)


class OfTrajectory(models.QuerySet):
    """What hangs on a trajectory is visible to whoever may see that trajectory.

    A buddy sees what is of their own time, by the field `day`; of before what the participant
    chose to share (R6). The buddy with whom the year began sees all of it.
    """

    day = ""
    shares = READS  # the choices with which what is of before is read

    def visible_to(self, hat, *, years=None):
        """Only of these `years` where they are given: visible trajectories that are at hand."""
        if years is not None:
            return self.filter(self.seen_in(years, hat))
        match hat.role:
            case Role.LEAD:
                return self.filter(led_by(hat, "trajectory__participant"))
            case Role.BUDDY:
                return self.filter(self.read_by(Participant.objects.reach_of(hat)))
            case _:
                return self.none()

    def seen_in(self, years, hat, path=""):
        """The condition of what this hat sees of visible years, for rows at this path."""
        match hat.role:
            case Role.LEAD:
                return Q(**{f"{path}trajectory__in": years})
            case Role.BUDDY:
                return self.read_by(Participant.objects.reach_of(hat).within(years), path)
            case _:
                return Q(pk__in=[])

    def read_by(self, reach, path=""):
        """The condition of what a buddy reads; a year that began with their match as a whole."""
        return self.shared_in(reach, self.day, path, with_begun=True)

    def shared_in(self, reach, day, path="", *, with_begun=False):
        held = reach.since(self.shares, with_begun=with_begun).items()
        read = (
            Q(**{f"{path}trajectory__in": years} | ({f"{path}{day}__gte": since} if since else {}))
            for since, years in held
        )
        return reduce(or_, read, Q()) or Q(pk__in=[])
