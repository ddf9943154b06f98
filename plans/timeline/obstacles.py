"""Obstacles and what WIJ answered: to others than the buddy only what was allowed by name."""

from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.formats import date_format

from kansrijk.accounts.models import Role
from plans.models import Obstacle, ObstacleAnswer
from plans.models.stuck import Cause, MayKnow, Stuck
from plans.timeline.entries import Entry, Sort
from plans.timeline.sources import Rows, Source, day_in

TOLD = {
    MayKnow.YES: "WIJ mag dit weten",
    MayKnow.UNNAMED: "WIJ mag dit weten, zonder naam",
    MayKnow.NO: "Dit blijft bij jullie",
}


RAISED = Obstacle.objects.annotate(day=F("raised_on"))
# That somebody read it stands with the obstacle.
ANSWERED = ObstacleAnswer.objects.filter(~Q(state=Stuck.SEEN)).annotate(day=TruncDate("at"))


def of(story, obstacles, path=""):
    return obstacles.filter(Obstacle.objects.in_file_of(story.years, story.hat, path))


def answers_of(story, answers):
    return of(story, answers, "obstacle__")


def tell_raised(obstacles, story):
    is_buddy = story.hat.role == Role.BUDDY
    return [
        Entry(
            obstacle.day,
            Sort.OBSTACLES,
            "Knelpunt",
            obstacle.text,
            tuple(notes_of(obstacle, is_buddy)),
            links=((reverse("obstacles:detail", args=[obstacle.pk]), "Bekijk dit knelpunt"),),
            order=(3, obstacle.pk),
        )
        for obstacle in obstacles
    ]


def notes_of(obstacle, is_buddy):
    yield "info", f"Oorzaak: {Cause(obstacle.cause).label}"
    if obstacle.partner__name:
        yield "people", f"Wie kan helpen: {obstacle.partner__name}"
    if is_buddy:
        yield "lock", TOLD[obstacle.consent]
    since = date_format(day_in(obstacle.state_since), "j F Y")
    yield "clock", f"Stand: {Stuck(obstacle.state).label}, sinds {since}"


def tell_answered(answers, story):
    return [
        Entry(
            answer.day,
            Sort.OBSTACLES,
            f"Antwoord van WIJ: {Stuck(answer.state).label}",
            answer.text,
            (("obstacle", f"Op het knelpunt: {answer.obstacle__text}"),),
            order=(4, answer.pk),
        )
        for answer in answers
    ]


STUCK = "text", "cause", "partner__name", "consent", "state", "state_since"
ANSWER = "state", "text", "obstacle__text"
SOURCES = (
    Source(Sort.OBSTACLES, Rows(RAISED, STUCK, of), tell_raised),
    Source(Sort.OBSTACLES, Rows(ANSWERED, ANSWER, answers_of), tell_answered),
)
