"""The steps of an obstacle: from the buddy to WIJ, and back with an answer."""

from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.steps import Step, Stepped, StepRefused, step
from kansrijk.values.dates import working_days_after
from plans.models.stuck import ANSWER_DAYS, OVER, WITH_WIJ, MayKnow, Stuck

WORDS_NEEDED = "Schrijf in een paar woorden wat het antwoord is."
NOT_A_YES = "Zonder ja van de deelnemer gaat dit niet naar WIJ."
ANSWERED = "Een collega gaf net antwoord. Lees dat eerst. Wat jij typte, staat er nog."
NO_ANSWER = [Stuck.KEPT, *WITH_WIJ]


class ObstacleSteps(Stepped):
    """Mix into Obstacle: what each hat may do with it, and when.

    `seen` is how many answers stood on the page of who answers now, so that two at once do not
    talk past each other.
    """

    begins = (
        Step("raise", "Melden bij WIJ", (), Stuck.NEW, frozenset([Role.BUDDY])),
        Step("keep", "Bij jullie houden", (), Stuck.KEPT, frozenset([Role.BUDDY])),
    )

    @step("Gezien", Stuck.NEW, Stuck.SEEN, roles=[Role.WIJ])
    def see(self, *, by):
        """WIJ has read it; an answer follows."""
        self.answer("", by=by, state=Stuck.SEEN)

    @step("Ik ben ermee bezig", WITH_WIJ, Stuck.WORKING, roles=[Role.WIJ])
    def work(self, *, by, text, answer_by=None, seen=None):
        """WIJ does something, says what, and by when more follows: else after the usual days."""
        self.answer(text, by=by, state=Stuck.WORKING, seen=seen)
        self.answer_by = answer_by or max(self.answer_by, self.usual_day())
        return ["answer_by"]

    @step("Opgelost", WITH_WIJ, Stuck.SOLVED, roles=[Role.WIJ])
    def solve(self, *, by, text, seen=None):
        self.answer(text, by=by, state=Stuck.SOLVED, seen=seen)

    @step("Het kan niet", WITH_WIJ, Stuck.CANNOT, roles=[Role.WIJ])
    def give_up(self, *, by, text, seen=None):
        """It cannot be done: the reason is what the buddy and the participant read."""
        self.answer(text, by=by, state=Stuck.CANNOT, seen=seen)

    @step("Toch naar WIJ", Stuck.KEPT, Stuck.NEW, roles=[Role.BUDDY])
    def send(self, *, by, consent, text=""):
        """The participant says yes after all, to words that may be new: today it is reported."""
        if consent not in (MayKnow.YES, MayKnow.UNNAMED):
            raise StepRefused(NOT_A_YES)
        self.consent, self.text = consent, text or self.text
        self.match = self.trajectory.participant.matches.active().first() or self.match
        self.raised_on, self.answer_by = timezone.localdate(), self.usual_day()
        return ["consent", "answer_by", "match", "raised_on", *(["text"] if text else [])]

    @step("WIJ mag dit niet meer weten", WITH_WIJ, Stuck.KEPT, roles=[Role.BUDDY])
    def take_back(self, *, by):
        """The participant says no after all: WIJ sees it no more."""
        self.consent = MayKnow.NO
        return ["consent"]

    @step("Zelf opgelost", Stuck.KEPT, Stuck.SOLVED, roles=[Role.BUDDY])
    def manage(self, *, by):
        """The two moved it themselves."""

    @step("Niet meer nodig", NO_ANSWER, Stuck.WITHDRAWN, roles=[Role.BUDDY])
    def drop(self, *, by):
        """It went away by itself."""

    def answer(self, text, *, by, state, seen=None):
        """Keep what WIJ said; only "seen" needs no words."""
        if not text and state != Stuck.SEEN:
            raise StepRefused(WORDS_NEEDED)
        if seen is not None and seen != self.answers.count():
            raise StepRefused(ANSWERED)
        self.answers.create(state=state, text=text, by_id=by.user_id)

    def usual_day(self):
        """The day by which who hears of it today answers, by how urgent it is."""
        return working_days_after(timezone.localdate(), ANSWER_DAYS[self.urgency])

    @property
    def is_over(self):
        return self.state in OVER
