"""The six screens of a look: what each one asks, and what was said on it and on the look before."""

from dataclasses import dataclass, field

from kansrijk.places.models import Area, Sentence
from participants.models import Consent
from participants.models.consents import ConsentKind
from plans.line_history import said_before, standing
from plans.models import Review, Score, Words
from plans.models.review_lines import About, Side
from plans.models.reviews import SCREENS, Ladder, Which
from plans.reached import reached_at
from plans.standings import picture_of, shape_asked

TITLES = {
    1: "Hoe gaat het nu?",
    2: "Waar sta je?",
    3: "Waar ben je trots op?",
    4: "Wat wil je hierna?",
    5: "Toen en nu",
    6: "Klaar",
}


@dataclass
class Row:
    """A life domain, or a part of one, with what the participant said about it now and before."""

    area: Area
    score: Score | None
    before: Score | None
    names: dict  # step → what this version calls it
    names_before: dict
    parts: list = field(default_factory=list)

    @property
    def is_said(self):
        return self.score is not None and self.score.stands is not None

    @property
    def is_passed(self):
        return self.score is not None and self.score.stands is None

    @property
    def words(self):
        return self.score.words if self.score else ""

    @property
    def stands(self):
        return self.names.get(self.score.stands, self.score.stands) if self.is_said else ""

    @property
    def wants(self):
        wish = self.score.wants if self.score else None
        return self.names.get(wish, wish) if wish else ""

    @property
    def earlier(self):
        """What stood there before it was corrected: the step, in words, and the line with why."""
        lines = self.score.earlier if self.score else []
        return [(self.called(line), said_before(line, new, "words"), new) for line, new in lines]

    def called(self, line):
        if line.stands is None:
            return "niets gezegd"
        wish = (
            f", waar ik wil komen: {self.names.get(line.wants, line.wants)}" if line.wants else ""
        )
        return f"{self.names.get(line.stands, line.stands)}{wish}"

    @property
    def stood(self):
        step = self.before.stands if self.before else None
        return self.names_before.get(step, step) if step else ""


def look_before(review, *, hat):
    """The last finished look before this one in its year that this hat may read, or None."""
    earlier = list(Which.values)[: list(Which.values).index(review.which)]
    seen = Review.objects.visible_to(hat, years=[review.trajectory]).finished()
    found = seen.filter(which__in=earlier).select_related("method_version").in_order().last()
    if found:
        found.trajectory = review.trajectory
    return found


def level_names(version):
    """Map each step of the scale to what this version calls it."""
    return dict(version.levels.values_list("value", "name"))


def domain_rows(review, *, hat, before=None):
    """The life domains of a look in order, each with its parts; a fixed number of queries.

    Without the scores while those are hidden (R9); `before` is the look before it, where it is shown.
    """
    areas = list(review.method_version.areas.order_by("position"))
    said = lines_of(review, hat)
    then = lines_of(before, hat) if before else {}
    names = level_names(review.method_version)
    same = before is None or before.method_version_id == review.method_version_id
    names_before = names if same else level_names(before.method_version)

    def row(area):
        place = (area.domain_id, area.key if area.part_of_id else None)
        return Row(area, said.get(place), then.get(place), names, names_before)

    rows = {area.pk: row(area) for area in areas if not area.part_of_id}
    for area in areas:
        if area.part_of_id:
            rows[area.part_of_id].parts.append(row(area))
    return list(rows.values())


def lines_of(review, hat):
    """Map the place of each standing score of the participant to its line."""
    seen = Score.objects.visible_to(hat, years=[review.trajectory])
    seen = seen.filter(review=review, side=Side.PARTICIPANT)
    lines = standing(seen.select_related("area", "said_by"))
    return {(s.area.domain_id, s.area.key if s.area.part_of_id else None): s for s in lines}


def sentences(area):
    """Map each step to the sentences that tell how it is there, of a domain those of its parts."""
    found = Sentence.objects.filter(area=area) | Sentence.objects.filter(area__part_of=area)
    told = {}
    for sentence in found.order_by("value", "area__position", "pk"):
        told.setdefault(sentence.value, []).append(sentence.text)
    return told


def words_said(review, *, hat):
    """Map what it is about to what the participant said there; empty where that is nothing."""
    seen = review.words_lines.visible_to(hat, years=[review.trajectory])
    lines = standing(seen.select_related("said_by"))
    found = {line.about: line for line in lines}
    return {about: found.get(about, Words(review=review, about=about)) for about in About.values}


def stress_said(review, *, hat):
    """What gave stress at this look, or gives it now; None where the buddy may not know."""
    participant = review.trajectory.participant
    if not Consent.objects.told_to(hat, participant):
        return None
    if review.state == "finished":
        return list(review.stress.visible_to(hat).select_related("domain"))
    return list(participant.stressors.select_related("domain"))


def said(review, *, hat):
    """Everything that was said at a look, for its page and for its last screen."""
    before = look_before(review, hat=hat)
    return {
        "rows": domain_rows(review, hat=hat, before=before),
        "before": before,
        "words": words_said(review, hat=hat),
        "stress": stress_said(review, hat=hat),
        "ladder": Ladder(review.ladder).label if review.ladder else "",
    }


def on_paper(review):
    """What a blank paper asks: each life domain with the steps of the scale and their sentences.

    About health only after a yes to that.
    """
    method, participant = review.trajectory.method, review.trajectory.participant
    yes = Consent.objects.live().filter(kind=ConsentKind.HEALTH, is_given=True)
    if method.is_talking_picture and not yes.filter(participant=participant).exists():
        return []
    version = review.method_version or method.present_version()
    areas = list(version.areas.domains()) if version else []
    names = level_names(version) if version else {}
    scale = [(step, names.get(step, "")) for step in method.scale]
    told = {area.pk: sentences(area) for area in areas}
    return [
        (area, [(step, name, told[area.pk].get(step, [])) for step, name in scale])
        for area in areas
    ]


def gathered(review, *, hat, params):
    """The picture of then and now, and what was reached since the look before."""
    shape = shape_asked(params)
    drawn = picture_of(review.trajectory, hat=hat, upto=review, shape=shape)
    return {"picture": drawn, "shape": shape, "reached": reached_at(review, hat=hat)}


def left_open(review, rows):
    """How many life domains nobody spoke about yet; of a talking picture none has to be."""
    is_measured = not review.method_version.method.is_talking_picture
    hidden = review.scored_at is not None
    return sum(row.score is None for row in rows) if is_measured and not hidden else 0


def next_screen(review):
    """The screen with which the two go on."""
    return min(review.reached + 1, SCREENS)


def has_newer_words(review):
    """Whether the version that a look was begun with is not the newest that holds."""
    version = review.method_version
    return bool(version) and version != version.method.present_version()
