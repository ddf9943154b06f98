"""Fill an empty database with the demo: one story, one transaction."""

from collections import Counter

from django.db import connection, transaction
from django.utils import timezone

from kansrijk.accounts.models import User
from kansrijk.demo.academy import add_academy
from kansrijk.demo.cases import STARTED, add_cases
from kansrijk.demo.checks import add_checks
from kansrijk.demo.endings import add_endings
from kansrijk.demo.goals import Plan
from kansrijk.demo.intake import add_intakes
from kansrijk.demo.loose_ends import add_loose_ends
from kansrijk.demo.matches import add_years_together
from kansrijk.demo.meetings import add_appointment, add_meetings
from kansrijk.demo.obstacles import add_obstacles
from kansrijk.demo.outcomes import add_open_questions, add_outcome, add_outcomes
from kansrijk.demo.people import FORMER, Team
from kansrijk.demo.pilot import add_pilot
from kansrijk.demo.referrals import add_referrals
from kansrijk.demo.reviews import add_reviews
from kansrijk.demo.roads import add_promised, add_roads
from kansrijk.demo.story import Story
from kansrijk.demo.trail import add_trail
from kansrijk.demo.votes import add_votes
from kansrijk.demo.years import add_year
from plans.models import Trajectory
from plans.models.outcomes import Source


@transaction.atomic
def fill(today=None):
    """Fill the database when nobody is in it yet; tells whether it did."""
    if connection.vendor == "postgresql":  # on SQLite this transaction is alone already
        connection.cursor().execute("LOCK TABLE accounts_user IN SHARE ROW EXCLUSIVE MODE")
    if User.objects.exists():
        return False
    tell(today or timezone.localdate()).write()
    return True


def tell(today):
    """Return the whole story as it stands on this day; nothing is written yet."""
    story = Story(today)
    team = Team(story)
    cases = add_cases(story)
    begun = [case for case in cases if case.fate in STARTED]
    sizes = Counter((case.slug, case.fate) for case in begun)
    for case in begun:
        add_year(story, case, sizes[case.slug, case.fate])
    waiting = [case for case in cases if case.fate not in STARTED]
    add_promised(story, waiting, team.helpers)
    add_years_together(story, begun, team.helpers)
    add_roads(story, waiting, team.helpers)
    trajectories = {row.participant_id: row for row in story.rows[Trajectory]}
    for case in begun:
        live(story, case, trajectories[case.participant.pk])
    add_open_questions(story, begun)
    add_loose_ends(story, begun)
    became_buddy(story, team, cases)
    pilot = add_pilot(story, team)
    add_intakes(story, cases, pilot)
    add_reviews(story, cases, pilot)
    add_endings(story, team, cases, pilot)
    add_checks(story, team)
    add_referrals(story, team, cases, pilot)
    add_votes(story, team)
    add_academy(story, team)
    add_trail(story, team, cases)
    return story


def live(story, case, trajectory):
    """Live the year of one case."""
    add_meetings(story, case, trajectory)
    Plan(story, case, trajectory).live()
    add_obstacles(story, case)
    add_outcomes(story, case)
    if case.is_current:
        add_appointment(story, case, trajectory)


def became_buddy(story, team, cases):
    """Join the two files of the participant who is a buddy now."""
    case = next(case for case in cases if case.participant.name == FORMER)
    case.participant.user = team.users[FORMER]
    helper = next(h for h in team.helpers[case.slug] if h.buddy.user == case.participant.user)
    began_on = helper.buddy.started_on
    add_outcome(story, case.participant, "became_buddy", began_on, Source.OFFICIAL)
