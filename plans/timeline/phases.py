"""The phases of a year: dates on the trajectory itself, so no query is needed."""

from django.utils import timezone
from django.utils.formats import date_format

from plans.models.trajectories import Phase
from plans.timeline.entries import Entry, Sort


def entries(story):
    return [
        Entry(day, Sort.PHASES, "Fase", label, order=(0, 0))
        for year in story.years
        for day, label in days_of(year)
        if day and day <= timezone.localdate()
    ]


def end_of(trajectory):
    """How it ended, in a sentence: "Gestopt: verhuisd"."""
    ended = Phase(trajectory.present_phase).label if trajectory.ended_on else ""
    why = trajectory.get_ended_why_display()
    return f"{ended}: {why}" if why else ended


def aftercare_of(trajectory):
    if not trajectory.aftercare_until:
        return "Nazorg"
    return f"Nazorg, tot en met {date_format(trajectory.aftercare_until, 'j F Y')}"


def days_of(trajectory):
    return [
        (trajectory.started_on, "Begin van jullie jaar: eerst rust"),
        (trajectory.wish_on, "Wat wil jij?"),
        (trajectory.underway_on, "Onderweg"),
        (trajectory.aftercare_on, aftercare_of(trajectory)),
        (trajectory.ended_on, end_of(trajectory).capitalize()),
    ]
