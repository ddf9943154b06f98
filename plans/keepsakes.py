"""What a participant keeps of a look, and of the whole year: everything said, in plain words.

The talking picture is not in it: only its own page reads that.
"""

from dataclasses import dataclass, replace

from kansrijk.places.models import Level
from participants.models import Consent
from plans.models import Extension, Review, Score, StressThen, Trajectory, Words
from plans.models.review_lines import About, Side
from plans.models.trajectories import Ending
from plans.pictures import Picture
from plans.reached import Reached, reached_at, reached_in
from plans.standings import picture_of


@dataclass(frozen=True)
class Spot:
    """A life domain, or a part of one, as it was said at one look."""

    line: Score
    stands: str  # what the step is called; empty where it was passed over
    wants: str
    buddy: Score | None = None  # only where the buddy saw it differently
    buddy_stands: str = ""

    @property
    def is_part(self):
        return self.line.area.part_of_id is not None

    def __str__(self):
        return str(self.line.area)


@dataclass(frozen=True)
class KeptLook:
    """One look with what was said at it: only what stands, not what was corrected."""

    review: Review
    said: dict  # About → Words
    spots: list
    stress: list
    picture: Picture | None = None
    reached: Reached | None = None

    @property
    def how(self):
        return self.said.get(About.HOW)

    @property
    def proud(self):
        return self.said.get(About.PROUD)

    @property
    def next(self):
        return self.said.get(About.NEXT)

    @property
    def wants_more(self):
        return bool(self.review.ladder or (self.next and self.next.text))

    @property
    def told(self):
        """Domains with words of the participant, or a difference."""
        return [spot for spot in self.spots if spot.line.words or spot.buddy]

    @property
    def parts(self):
        return [spot for spot in self.spots if spot.is_part and spot.stands]


@dataclass(frozen=True)
class KeptYear:
    """The whole year: what happened when, the looks, and all that was reached."""

    year: Trajectory
    wish: str
    days: list  # (day, what began)
    extensions: list
    looks: list
    reached: Reached
    picture: Picture | None


def keep_look(review, *, hat, shape="pillars"):
    """Gather a look; the number of queries is the same for each."""
    (kept,) = looks_of([review], review.trajectory, hat=hat)
    picture = on_paper(picture_of(review.trajectory, hat=hat, upto=review, shape=shape))
    return replace(kept, picture=picture, reached=reached_at(review, hat=hat))


def keep_year(year, *, hat, shape="pillars"):
    """Gather a year until today; as many queries for four looks as for one."""
    finished = Review.objects.visible_to(hat, years=[year]).finished().in_order()
    is_told = Consent.objects.told_to(hat, year.participant)
    return KeptYear(
        year=year,
        wish=year.participant.wish if is_told else "",
        days=days_of(year),
        extensions=list(Extension.objects.visible_to(hat, years=[year])),
        looks=looks_of(list(finished), year, hat=hat),
        reached=reached_in(year, hat=hat),
        picture=on_paper(picture_of(year, hat=hat, shape=shape)),
    )


def days_of(year):
    """Return what began when in a year, in order, as somebody tells it of themselves."""
    ended = "we waren klaar" if year.ending == Ending.DONE else "we stopten"
    days = [
        (year.started_on, "we begonnen, en eerst kwam er rust"),
        (year.wish_on, "de vraag was: wat wil ik?"),
        (year.underway_on, "we gingen aan de slag met mijn doelen"),
        (year.aftercare_on, "we hielden contact, maar minder vaak"),
        (year.ended_on, ended),
    ]
    return sorted((day, words) for day, words in days if day)


def on_paper(picture):
    return picture and replace(picture, is_paper=True)


def told_stress(reviews, year, *, hat):
    """What gave stress at these looks of one year, where the participant shares that."""
    if not reviews or not Consent.objects.told_to(hat, year.participant):
        return []
    return StressThen.objects.visible_to(hat, years=[year]).filter(review__in=reviews)


def looks_of(reviews, year, *, hat):
    """Return what was said at each of these looks of a visible year: four queries."""
    said = {review.pk: {} for review in reviews}
    lines = Words.objects.visible_to(hat, years=[year]).standing()
    for words in lines.filter(review__in=reviews):
        said[words.review_id][words.about] = words
    stress = {review.pk: [] for review in reviews}
    for point in told_stress(reviews, year, hat=hat):
        stress[point.review_id].append(point)
    spots = spots_of(reviews, year, hat=hat)
    return [KeptLook(r, said[r.pk], spots[r.pk], stress[r.pk]) for r in reviews]


def spots_of(reviews, year, *, hat):
    """Map review id → its Spots: each domain in the order of the method, then its parts."""
    lines = Score.objects.visible_to(hat, years=[year]).standing().filter(review__in=reviews)
    versions = {review.method_version_id for review in reviews}
    levels = Level.objects.filter(method_version__in=versions)
    names = {(level.method_version_id, level.value): level.name for level in levels}
    own, buddys = {review.pk: [] for review in reviews}, {}
    for line in lines.select_related("area__part_of"):
        if line.side == Side.PARTICIPANT:
            own[line.review_id].append(line)
        else:
            buddys[line.review_id, line.area_id] = line
    spots = {}
    for review in reviews:
        version = review.method_version_id
        rows = sorted(own[review.pk], key=lambda line: rank(line.area))
        spots[review.pk] = [
            spot_of(line, buddys.get((review.pk, line.area_id)), names, version) for line in rows
        ]
    return spots


def spot_of(line, seen, names, version):
    differs = seen and None not in (line.stands, seen.stands) and line.stands != seen.stands
    stands, wants = (names.get((version, value), "") for value in (line.stands, line.wants))
    if not differs:
        return Spot(line, stands, wants)
    return Spot(line, stands, wants, seen, names.get((version, seen.stands), ""))


def rank(area):
    whole = area.part_of or area
    return whole.position, area.part_of_id is not None, area.position
