"""Sessions of the Buddy Academie in the last year and a half, and who was there."""

from datetime import timedelta

from buddies.models import Attendance, Session
from buddies.models.academy import Presence

MONTHS = 18
TOPICS = {  # by the place of the course in the list
    0: ["Luisteren", "Schulden en toeslagen", "Grenzen stellen"],
    1: ["Hoe houd je het vol?", "Als het even stilvalt", "Samen vieren"],
    2: ["De Voedselbank en de Stadjerspas", "Praten over geld", "Werk met behoud van rust"],
}
THERE = [Presence.PRESENT] * 8 + [Presence.EXCUSED] * 2 + [Presence.ABSENT]


def add_academy(story, team):
    """Add a session a month in each district, for the buddies of then."""
    courses = story.places.courses
    for slug, helpers in sorted(team.helpers.items()):
        for month in range(MONTHS):
            dice = story.dice("academy", slug, month)
            held_on = story.ago(10 + 30 * month + dice.randrange(0, 9))
            here = [h.buddy for h in helpers if was_buddy(h.buddy, held_on)]
            if not here:
                continue
            number = 0 if month % 6 == 5 else 1 + month % 2
            session = story.add(
                Session,
                course=courses[number],
                district=story.places.districts[slug],
                held_on=held_on,
                topic=TOPICS[number][month % 3],
            )
            for buddy in here:
                story.add(Attendance, session=session, buddy=buddy, presence=dice.choice(THERE))


def was_buddy(buddy, day):
    begun = buddy.started_on + timedelta(days=7) <= day
    return begun and (buddy.left_on is None or buddy.left_on > day)
