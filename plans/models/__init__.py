from plans.models.goals import Action, Goal
from plans.models.meetings import ActionReport, Appointment, Meeting
from plans.models.successes import Outcome, OutcomeKind, Success
from plans.models.trajectories import Trajectory

__all__ = [
    "Action",
    "ActionReport",
    "Appointment",
    "Goal",
    "Meeting",
    "Outcome",
    "OutcomeKind",
    "Success",
    "Trajectory",
]
