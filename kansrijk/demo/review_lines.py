"""What was said at a look: where somebody stands, in whose words, and what gave stress then."""

from datetime import timedelta

from kansrijk.demo.texts import LOOKS, TEXTS, fitting
from participants.models import Consent, Stressor
from participants.models.consents import ConsentKind
from plans.models import Score, StressThen, TalkingPoint, Words
from plans.models.review_lines import About, Side
from plans.models.reviews import BuddyView, Which

BEGINS = [1, 2, 2, 2, 3, 3, 4]  # where somebody stands on a domain at the start
MOVES = {  # how many steps it went since the look before
    Which.HALFWAY: [-1, 0, 0, 0, 1, 1, 1, 1, 2],
    Which.END: [-1, 0, 0, 0, 1, 1, 1, 2],
    Which.AFTERCARE: [-1, 0, 0, 0, 0, 1],
}
PASSED_OVER = 0.04  # the share of domains about which somebody says nothing
SEEN_OTHERWISE = [-1, 0, 0, 0, 0, 1]  # the buddy's view beside the participant's
IN_PARTS = 0.12  # the share of looks at which they chose by part too
CORRECTED = 0.06  # the share of looks of which a line was corrected later
SURELY = {("west", "underway", 5)}  # somebody of Noor's, of whom one was
GONE = {Which.START: 2, Which.HALFWAY: 1}  # points of stress that are behind somebody now
RUNGS = {Which.START: [1, 1, 2, 2, 3], Which.HALFWAY: [2, 2, 3, 3, 4]}
LATER_RUNGS = [2, 3, 3, 4, 5, 6]


def band(stands):
    """Which sentences go with a step of the scale of five."""
    return "low" if stands < 3 else "mid" if stands == 3 else "high"


class Spoken:
    """What one participant said, look after look."""

    def __init__(self, story, case, year, *, is_old):
        self.story, self.case, self.year, self.is_old = story, case, year, is_old
        self.dice = story.dice(*case.key, "spoken")
        self.stands, self.wants = {}, {}
        self.decks, self.chosen = {}, []
        self.worries = self.old_worries()

    def deal(self, *name):
        """A sentence that fits them, from this place in the texts."""
        texts = LOOKS
        for part in name:
            texts = texts[part]
        if name not in self.decks:
            self.decks[name] = fitting(self.dice, texts, self.case.traits)
        return self.decks[name].deal()

    def ladder(self, which):
        """The rung that somebody chose; half of them chose none."""
        rungs = RUNGS.get(which, LATER_RUNGS)
        return self.dice.choice(rungs) if not self.is_old and self.dice.random() < 0.5 else None

    def say(self, look, user, at, *, is_busy=False):
        """Add the lines of a look in the order of its screens; one that is busy stops half-way."""
        self.look, self.by = look, {"review": look, "said_by": user, "said_at": at}
        if self.is_old:
            self.score(self.areas())
            return
        mood = self.dice.choice([1, 2, 2, 3] if look.which == Which.START else [2, 3, 3, 4, 4, 5])
        how = "low" if mood < 3 else "mid" if mood == 3 else "high"
        self.words(About.HOW, self.deal("how", how), mood=mood)
        areas = self.areas()
        if self.year.method.is_talking_picture:
            self.talk(areas)
        else:
            self.score(areas[:2] if is_busy else areas)
        if not is_busy and (look.buddy_view or not look.scored_at):
            self.words(About.PROUD, self.deal("proud"))
            self.words(About.NEXT, self.deal("next", look.which))

    def areas(self):
        return self.story.places.areas[self.look.method_version_id]

    def words(self, about, text, **more):
        self.story.add(Words, about=about, text=text, **more, **self.by)

    # ── Where somebody stands ───────────────────────────────────────────────

    def score(self, areas):
        """Score the domains one by one, and now and then their parts; then the buddy's view."""
        in_parts = not self.is_old and self.dice.random() < IN_PARTS
        self.chosen = [self.choose(area) for area in areas]
        for row in self.chosen:
            if in_parts:
                self.choose_parts(row)
            if self.look.buddy_view == BuddyView.GIVEN:
                self.view(row)

    def choose(self, area):
        """Add where they stand on this domain: from last time, a step or so further."""
        key, said = area.key, self.dice.random() >= PASSED_OVER
        stands = self.move(key)
        self.wants[key] = min(
            5, max(self.wants.get(key, 0), stands + self.dice.choice([0, 1, 1, 2]))
        )
        has_words = said and not self.is_old and self.dice.random() < 0.55
        return self.story.add(
            Score,
            area=area,
            stands=stands if said else None,
            wants=self.wants[key] if said and self.dice.random() < 0.9 else None,
            words=self.deal("domains", key, band(stands)) if has_words else "",
            **self.by,
        )

    def move(self, key):
        """Where somebody stands now: what gives stress begins low; who stops moves little."""
        if key not in self.stands:
            self.stands[key] = max(1, self.dice.choice(BEGINS) - (key in self.case.concerns))
        else:
            moved = self.dice.choice(MOVES[self.look.which])
            if self.case.fate == "stopped":
                moved = min(moved, 0)
            self.stands[key] = min(5, max(1, self.stands[key] + moved))
        return self.stands[key]

    def choose_parts(self, row):
        for part in self.story.places.parts.get(row.area_id, []):
            if row.stands and self.dice.random() < 0.8:
                stands = min(5, max(1, row.stands + self.dice.choice([-1, 0, 0, 1])))
                self.story.add(Score, area=part, stands=stands, **self.by)

    def view(self, row):
        """Add how the buddy sees it; where they differ both may say why."""
        if row.stands is None:
            return
        sees = min(5, max(1, row.stands + self.dice.choice(SEEN_OTHERWISE)))
        why = ""
        if sees != row.stands:
            is_higher = row.stands > sees
            if self.dice.random() < 0.8:
                row.difference = self.deal("higher" if is_higher else "lower")
            if self.dice.random() < 0.8:
                why = self.deal("buddy_lower" if is_higher else "buddy_higher")
        self.story.add(
            Score, side=Side.BUDDY, area=row.area, stands=sees, difference=why, **self.by
        )

    def talk(self, areas):
        """The talking picture, where the participant allows it; nobody has to choose a number."""
        asked = [c for c in self.story.rows[Consent] if c.participant == self.case.participant]
        if not any(c.kind == ConsentKind.HEALTH and c.is_given for c in asked):
            return
        for area in areas:
            stands = self.stands.get(area.key, self.dice.randrange(2, 6))
            if area.key in self.stands:
                stands = min(10, max(0, stands + self.dice.choice([-1, 0, 1, 1, 2, 3])))
            self.stands[area.key] = stands
            told = self.dice.random()
            self.story.add(
                TalkingPoint,
                area=area,
                stands=stands if told > 0.08 else None,
                wants=min(10, stands + self.dice.choice([1, 2, 3])) if told > 0.3 else None,
                words=self.deal("points", area.key) if told < 0.5 else "",
                **self.by,
            )

    # ── When it is finished ─────────────────────────────────────────────────

    def finish(self, look):
        """Keep the stress of then, and correct a line of a few looks some days later."""
        if self.is_old:
            return
        self.keep_stress(look)
        later = timedelta(days=9)
        lines = [row for row in self.chosen if row.stands]
        share = 1 if self.case.key in SURELY else CORRECTED
        if lines and look.held_on + later < self.story.today and self.dice.random() < share:
            self.correct(self.dice.choice(lines), self.by["said_at"] + later)

    def correct(self, row, at):
        """They tapped the step beside it: the words stay as they were."""
        same = {name: getattr(row, name) for name in ("area", "words", "difference")}
        stands = row.stands + (1 if row.stands < 4 else -1)
        same["wants"] = row.wants and max(row.wants, stands)
        why = {"corrects": row, "reason": self.deal("corrections")}
        by = self.by | {"said_at": at}
        self.story.add(Score, stands=stands, **same, **why, **by)

    def old_worries(self):
        """What gave stress at first and is behind them now: (domain, sentence)."""
        own = self.case.participant
        now = [row for row in self.story.rows[Stressor] if row.participant == own]
        self.present = [(row.domain, row.text) for row in now]
        told = {text for _, text in self.present}
        more = [s for s in TEXTS["stressors"] if not s["needs"] and s["text"] not in told]
        chosen = [(own.district.slug, s["domain"], s["text"]) for s in self.dice.sample(more, 2)]
        return [(self.story.places.domain(slug, key), text) for slug, key, text in chosen]

    def keep_stress(self, look):
        """What is behind them now weighed most then."""
        gone = self.worries[: GONE.get(look.which, 0)]
        for rank, (domain, text) in enumerate([*gone, *self.present], start=1):
            self.story.add(StressThen, review=look, rank=rank, domain=domain, text=text)
