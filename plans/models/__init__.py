from plans.models.actions import Action
from plans.models.appointments import Appointment, CalendarFeed
from plans.models.drafts import Draft
from plans.models.extensions import ContactMoment, Extension
from plans.models.goal_templates import GoalTemplate
from plans.models.goals import EarlierGoal, Goal
from plans.models.late_logs import LateLog
from plans.models.meetings import EarlierMeeting, Meeting
from plans.models.obstacle_answers import ObstacleAnswer
from plans.models.obstacles import Obstacle
from plans.models.outcomes import Outcome, OutcomeCheck, OutcomeKind
from plans.models.partners import Partner
from plans.models.reports import ActionReport
from plans.models.review_lines import Score, StressThen, Words
from plans.models.reviews import Review
from plans.models.sheets import PlanSheet
from plans.models.successes import Success
from plans.models.talking_pictures import TalkingPoint
from plans.models.trajectories import Trajectory

__all__ = [
    "Action",
    "ActionReport",
    "Appointment",
    "CalendarFeed",
    "ContactMoment",
    "Draft",
    "EarlierGoal",
    "EarlierMeeting",
    "Extension",
    "Goal",
    "GoalTemplate",
    "LateLog",
    "Meeting",
    "Obstacle",
    "ObstacleAnswer",
    "Outcome",
    "OutcomeCheck",
    "OutcomeKind",
    "Partner",
    "PlanSheet",
    "Review",
    "Score",
    "StressThen",
    "Success",
    "TalkingPoint",
    "Trajectory",
    "Words",
]
