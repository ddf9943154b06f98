"""The looks of each year: those to come, and what was said at those that were held."""

from plans.models import Review, Trajectory
from plans.models.reviews import planned_days


def add_reviews(story):
    """Plan the looks of the years that run."""
    for year in story.rows[Trajectory]:
        if year.ended_on is None:
            for which, day in planned_days(year):
                story.add(Review, trajectory=year, which=which, planned_on=day)
