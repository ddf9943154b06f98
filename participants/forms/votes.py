"""What a participant types and taps: a code, the answers of a ballot, a receipt."""

from functools import cached_property

from allauth.core import ratelimit
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kansrijk.values.forms import CheckedForm
from participants.models import CastVote, Match, VoteKey
from participants.models.ballots import NOBODY, cards_for, had_another
from participants.models.keys import tidy_code
from participants.models.states import Sharing, State, Vote
from participants.models.votes import Question

SCREENS = {  # in order; a screen about a field has its name
    Question.CARDS: ["cards", "choice", "check"],
    Question.CLICK: ["choice", "shares", "words", "check"],
    Question.SHARING: ["shares", "check"],
}
NEEDED = {  # the fields that must have an answer before a ballot counts
    Question.CARDS: ["choice"],
    Question.CLICK: ["choice"],
    Question.SHARING: ["shares"],
}
SHARED = {
    Sharing.ALL: _("alles"),
    Sharing.SUMMARY: _("een samenvatting"),
    Sharing.NOTHING: _("niets"),
}


class CodeForm(CheckedForm, forms.Form):
    """The code of a key; any code that does not open it gets the same answer."""

    code = forms.CharField(label="Code")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["no_bsn"]  # eight digits are a code here

    @property
    def is_empty(self):
        return self.has_error("code", "required")

    def find(self, tidied):
        return VoteKey.objects.by_code(tidied)

    @transaction.atomic
    def opened(self, request):
        """What this code opens, or None; an address with too many wrong codes opens nothing.

        The wrong try and its count share a transaction: an unknown code is stored as slowly as a
        used one.
        """
        if not ratelimit.consume(request, action="vote_code", dry_run=True):
            return None
        typed = self.cleaned_data["code"] if self.is_valid() else ""
        found = self.find(tidy_code(typed))
        if not found:
            ratelimit.consume(request, action="vote_code")
        return found or None


class ReceiptForm(CodeForm):
    """The receipt of a vote; opens the votes that were cast with it."""

    def find(self, tidied):
        if not tidied:
            return []
        votes = CastVote.objects.filter(receipt=tidied).select_related("match")
        return list(votes)


class AnswersForm(CheckedForm, forms.Form):
    """The answers that the question of one key can have."""

    says_optional = False

    choice = forms.ChoiceField(required=False)
    shares = forms.ChoiceField(choices=Sharing.choices, required=False)
    words = forms.CharField(
        label="",
        max_length=Match._meta.get_field("participant_words").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    seen = forms.CharField(required=False)

    def __init__(self, *args, key, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = key
        self.fields["words"].label = _("Wil je er iets bij zeggen?")
        self.fields["choice"].choices = self.choices()

    @cached_property
    def cards(self):
        return cards_for(self.key.participant) if self.key.question == Question.CARDS else []

    @cached_property
    def buddy(self):
        """The first name of the buddy whom the question is about."""
        return self.key.match.buddy.user.first_name if self.key.match else ""

    @property
    def is_asked_again(self):
        """Whether the participant said yes before: that can become a no, until the start."""
        return self.key.question == Question.CLICK and self.key.match.state != State.MET

    @cached_property
    def asks_sharing(self):
        match = self.key.match
        return had_another(self.key.participant, match.buddy_id) and not self.is_asked_again

    def choices(self):
        if self.key.question == Question.CARDS:
            names = [(str(found.pk), card.first_name) for found, card in self.cards]
            return [*names, (NOBODY, _("met niemand van hen")), (Vote.MAYBE, _("weet ik nog niet"))]
        yes_or_no = [(Vote.YES, _("ja")), (Vote.NO, _("nee"))]
        return [*yes_or_no, *([] if self.is_asked_again else [(Vote.MAYBE, _("weet ik nog niet"))])]

    def clean_seen(self):
        """The cards that were looked at, as the page names them; without any, those of now."""
        return (self.cleaned_data["seen"] or self.now_seen).split("-")

    @property
    def now_seen(self):
        return "-".join(str(found.pk) for found, card in self.cards)


class BallotForm(AnswersForm):
    """The answers so far, carried from screen to screen."""

    def answer(self, name):
        return "" if name in self.errors else self.cleaned_data.get(name, "")

    @cached_property
    def screens(self):
        screens = SCREENS[self.key.question]
        if self.key.question == Question.CLICK and not (
            self.answer("choice") == Vote.YES and self.asks_sharing
        ):
            return [name for name in screens if name != "shares"]
        return screens

    @cached_property
    def gap(self):
        """The first screen whose answer is missing or wrong, or an empty text."""
        needed = NEEDED[self.key.question]
        for name in self.screens:
            if name in self.errors or (name in needed and not self.answer(name)):
                return name
        return ""

    @cached_property
    def wanted(self):
        """The screen that the last button leads to."""
        at, where = self.data.get("screen", ""), self.data.get("go", "")
        if at not in self.screens or where in self.screens:
            return where if where in self.screens else self.screens[0]
        last = len(self.screens) - 1
        step = -1 if where == "back" else 1
        return self.screens[min(max(self.screens.index(at) + step, 0), last)]

    @cached_property
    def screen(self):
        """The screen to show: the wanted one, or the first on the way there that has no answer."""
        order = self.screens.index
        is_behind = self.gap and order(self.gap) < order(self.wanted)
        return self.gap if is_behind else self.wanted

    @property
    def is_gap(self):
        """Whether this screen comes back because it has no good answer yet."""
        return self.screen == self.gap != self.wanted

    @property
    def is_sent(self):
        is_last = self.data.get("screen") == "check" and self.data.get("go") == "send"
        return is_last and not self.gap and self.is_valid()

    @property
    def is_unchanged(self):
        """Whether a yes is said again: nothing changes, so nothing has to be counted."""
        return self.is_asked_again and self.answer("choice") == Vote.YES

    @property
    def status(self):
        return 422 if self.is_gap else 200

    def carried(self):
        """The answers that the shown screen does not ask, as names with values for hidden fields."""
        names = ["choice", "shares", "words", "seen", "no_bsn"]
        kept = {name: self.data.get(name, "") for name in names if name != self.screen}
        if self.screen == "words":
            kept.pop("no_bsn")
        if not kept["seen"] or self.screen == "cards":
            kept["seen"] = self.now_seen
        return [(name, value) for name, value in kept.items() if value]

    @property
    def told(self):
        """The answers as the last screen reads them back."""
        said = {
            "choice": dict(self.choices()).get(self.answer("choice"), ""),
            "shares": SHARED[self.answer("shares") or Sharing.NOTHING],
            "words": self.answer("words") or _("niets"),
        }
        return [
            {
                "screen": name,
                "question": self.asked(name),
                "answer": said[name],
                "is_own": name == "words",
            }
            for name in self.screens
            if name in said
        ]

    def asked(self, name):
        """The question of a screen in a few words."""
        return {
            "choice": _("Was er een klik?") if self.buddy else _("Met wie kennismaken?"),
            "shares": _("Van je vorige tijd mag je buddy lezen:"),
            "words": _("Wat je erbij zegt:"),
        }[name]
