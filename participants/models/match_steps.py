"""The road of a match, one method a step: from where, to where, and who may."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from buddies.models import Buddy
from kansrijk.accounts.models import Role
from kansrijk.audit.models import PARTICIPANT
from kansrijk.audit.steps import Step, Stepped, StepRefused, step
from participants.models.states import EndWhy, Sharing, Side, State, Vote
from participants.models.votes import CastVote, Question

NOT_PICKED = "Eerst zegt de deelnemer met wie die wil kennismaken."
NO_ROOM = "Deze buddy heeft geen plek meer. Iemand was je net voor."
NOT_READY = (
    "Dit kan nu niet: deze buddy is gestopt, of heeft de basistraining of een vast WIJ-contact "
    "nog niet. Vraag het na bij de projectleider."
)
SAME_HOME = "Deze buddy hoort bij hetzelfde huishouden."
ELSEWHERE = "Deze buddy werkt in een ander gebied."
NOT_YET = "Deze dag komt nog. Kies vandaag of een dag die geweest is."


class MatchSteps(Stepped):
    """R1 to R6: the participant first, the buddy second, WIJ last; a no ends the road."""

    begins = [Step("propose", "Buddy voorstellen", (), State.PROPOSED, frozenset([Role.LEAD]))]

    class Meta:
        abstract = True

    def vote(self, by, side, choice, question=Question.CLICK, **more):
        CastVote.objects.cast(self, by=by, side=side, question=question, choice=choice, **more)

    @step("Kiezen om kennis te maken", State.PROPOSED, State.PROPOSED, roles=[PARTICIPANT])
    def pick(self, *, by):
        """The participant wants to meet this buddy first."""
        others = type(self).objects.filter(participant=self.participant_id, state=State.PROPOSED)
        others.exclude(pk=self.pk).exclude(picked_on=None).update(picked_on=None)
        self.picked_on = timezone.localdate()
        self.vote(by, Side.PARTICIPANT, Vote.YES, Question.CARDS)
        return ["picked_on"]

    @step("Nog niet weten", State.PROPOSED, State.PROPOSED, roles=[PARTICIPANT])
    def doubt(self, *, by):
        """The participant does not know yet whom to meet."""
        self.picked_on = None
        self.vote(by, Side.PARTICIPANT, Vote.MAYBE, Question.CARDS)
        return ["picked_on"]

    @step("Kennismaking afspreken", State.PROPOSED, State.INTRODUCED, roles=[Role.LEAD])
    def introduce(self, *, by, introduced_on, place=""):
        """Arrange the first talk; from here on it takes one of the buddy's places."""
        if not self.picked_on:
            raise StepRefused(NOT_PICKED)
        self.check_room()
        self.introduced_on, self.introduction_place = introduced_on, place
        return ["introduced_on", "introduction_place"]

    @step("Kennisgemaakt", State.INTRODUCED, State.MET, roles=[Role.LEAD, Role.BUDDY])
    def meet(self, *, by):
        """The talk took place; now the participant votes."""
        self.introduced_on = min(self.introduced_on, timezone.localdate())
        return ["introduced_on"]

    @step("Ja zeggen", State.MET, State.CHOSEN, roles=[PARTICIPANT])
    def say_yes(self, *, by, words="", shares=Sharing.NOTHING):
        """The participant wants this buddy, and says what that buddy may read of before."""
        self.participant_vote, self.participant_words = Vote.YES, words
        self.shares = shares
        self.vote(by, Side.PARTICIPANT, Vote.YES, shares=shares)
        return ["participant_vote", "participant_words", "shares"]

    @step("Nog niet weten", State.MET, State.MET, roles=[PARTICIPANT])
    def say_maybe(self, *, by, words=""):
        """The participant does not know yet; nobody decides in their place."""
        self.participant_vote, self.participant_words = Vote.MAYBE, words
        self.vote(by, Side.PARTICIPANT, Vote.MAYBE)
        return ["participant_vote", "participant_words"]

    @step(
        "Nee zeggen",
        [State.PROPOSED, State.INTRODUCED, State.MET, State.CHOSEN, State.AGREED],
        State.DECLINED,
        roles=[PARTICIPANT],
    )
    def say_no(self, *, by, words="", question=Question.CLICK):
        """The participant's no: it needs no reason and nobody can turn it (R1)."""
        self.participant_vote, self.participant_words = Vote.NO, words
        self.declined_by = Side.PARTICIPANT
        self.vote(by, Side.PARTICIPANT, Vote.NO, question)
        return ["participant_vote", "participant_words", "declined_by"]

    @step("Ja zeggen", State.CHOSEN, State.AGREED, roles=[Role.BUDDY])
    def agree(self, *, by, words=""):
        """The buddy wants it too (R2)."""
        self.only_the_buddy(by)
        self.buddy_vote, self.buddy_words = Vote.YES, words
        self.agreed_on = timezone.localdate()
        self.vote(by, Side.BUDDY, Vote.YES)
        return ["buddy_vote", "buddy_words", "agreed_on"]

    @step("Nee zeggen", State.CHOSEN, State.DECLINED, roles=[Role.BUDDY])
    def turn_down(self, *, by, words=""):
        """The buddy's no closes it too (R2)."""
        self.only_the_buddy(by)
        self.buddy_vote, self.buddy_words = Vote.NO, words
        self.declined_by = Side.BUDDY
        self.vote(by, Side.BUDDY, Vote.NO)
        return ["buddy_vote", "buddy_words", "declined_by"]

    @step("Koppeling goedkeuren", State.AGREED, State.ACTIVE, roles=[Role.WIJ])
    def approve(self, *, by):
        """Say yes for WIJ, after the participant and the buddy did."""
        self.not_the_buddy(by)
        self.check_pair(self.buddy)
        self.started_on = timezone.localdate()
        self.vote(by, Side.WIJ, Vote.YES)
        return ["started_on"]

    @step("Koppeling afwijzen", State.AGREED, State.DECLINED, roles=[Role.WIJ])
    def refuse(self, *, by, why):
        """Say no for WIJ, with a reason that the participant can read (R3)."""
        self.not_the_buddy(by)
        self.declined_by, self.declined_why = Side.WIJ, why
        self.vote(by, Side.WIJ, Vote.NO)
        return ["declined_by", "declined_why"]

    @step(
        "Voorstel intrekken",
        [State.PROPOSED, State.INTRODUCED, State.MET, State.CHOSEN],
        State.DECLINED,
        roles=[Role.LEAD],
    )
    def withdraw(self, *, by, why):
        """Take the proposal back, for example because the buddy fell ill; the reason is kept."""
        self.declined_by, self.declined_why = Side.LEAD, why
        return ["declined_by", "declined_why"]

    @step("Koppeling beëindigen", State.ACTIVE, State.ENDED, roles=[Role.LEAD])
    def end(self, *, by, ended_on, why, words=""):
        """Close a match that ran; it stays, and the next one starts from its history (R6)."""
        self.ended_words = words
        return [*self.end_on(ended_on, why), "ended_words"]

    @step("Jaar afronden", State.ACTIVE, State.ENDED, roles=[Role.BUDDY, Role.LEAD])
    def close(self, *, by, ended_on, why):
        """Close the match because the year together is over: what rounds off the year calls it."""
        return self.end_on(ended_on, why)

    @step("Kiezen wat de buddy leest", State.ACTIVE, State.ACTIVE, roles=[PARTICIPANT])
    def choose_sharing(self, *, by, shares):
        """The participant changes what this buddy may read of the time before (R6)."""
        self.shares = Sharing(shares)
        self.vote(by, Side.PARTICIPANT, "", Question.SHARING, shares=self.shares)
        return ["shares"]

    def end_on(self, day, why):
        if day > timezone.localdate():
            raise StepRefused(NOT_YET)
        self.ended_on, self.ended_why = day, EndWhy(why)
        return ["ended_on", "ended_why"]

    def check_room(self):
        """Hold the buddy until the end of the transaction; StepRefused without a place (R4, R5)."""
        buddy = Buddy.objects.select_for_update().get(pk=self.buddy_id)
        self.check_pair(buddy)
        if buddy.places_taken() >= buddy.places:
            raise StepRefused(NO_ROOM)

    def check_pair(self, buddy):
        """What held when the card was made must hold still; StepRefused says what does not."""
        if not buddy.may_be_matched:
            raise StepRefused(NOT_READY)
        if buddy.lives_with(self.participant):
            raise StepRefused(SAME_HOME)

    def only_the_buddy(self, hat):
        """Nobody speaks for a buddy: also a deputy cannot feel the klik of another."""
        if hat.user_id != self.buddy.user_id:
            raise PermissionDenied

    def not_the_buddy(self, hat):
        """Nobody decides for WIJ about a match in which they are the buddy."""
        if hat.user_id == self.buddy.user_id:
            raise PermissionDenied
