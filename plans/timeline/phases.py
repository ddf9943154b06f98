"""The phases of a year: dates on the trajectory itself, so no query is needed."""

from plans.models.trajectories import Phase
from plans.timeline.entries import Entry, Sort


def entries(story):
    return [
        Entry(day, Sort.PHASES, "Fase", label, order=(0, 0))
        for year in story.years
        for day, label in days_of(year)
        if day
    ]


def days_of(trajectory):
    ended = Phase(trajectory.present_phase).label if trajectory.ended_on else ""
    return [
        (trajectory.started_on, "Begin van jullie jaar: eerst rust"),
        (trajectory.wish_on, "Wat wil jij?"),
        (trajectory.underway_on, "Onderweg"),
        (trajectory.aftercare_on, "Nazorg"),
        (trajectory.ended_on, ended.capitalize()),
    ]
