"""The chain of votes: every yes and no, in order, each row holding the hash of the one before."""

import json

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from participants.models.states import Sharing, Side
from participants.models.states import Vote as Choice

SALT = "kansrijk.participants.votes"
FIRST = "0" * 64  # what stands before the first vote


class Question(models.TextChoices):
    CARDS = "cards", "met wie wil je kennismaken?"
    CLICK = "click", "is er een klik?"
    SHARING = "sharing", "wat mag je buddy lezen?"


class Way(models.TextChoices):
    KEY = "key", "met een eigen code"
    PAPER = "paper", "op papier, ingevoerd door een medewerker"
    SIGNED_IN = "signed_in", "ingelogd"


def sealed(told, secret=None):
    """Return the HMAC-SHA256 of these values, under a key that is not in the data."""
    value = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
    return salted_hmac(SALT, value, secret=secret, algorithm="sha256").hexdigest()


def is_sealed_with(seal, told):
    """Whether this is the seal of these values, under this secret key or an earlier one."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(seal, sealed(told, secret)) for secret in secrets)


class ChainHead(models.Model):
    """How many votes there are and the hash of the last: one row, locked to add the next.

    Its own seal shows when somebody takes the last votes out and puts the head back.
    """

    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=FIRST)
    seal = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return f"{self.length} stemmen"

    def lead_to(self, vote):
        """Let this vote be the last one."""
        self.length, self.hash = vote.number, vote.hash
        self.seal = sealed([self.length, self.hash])

    @property
    def is_sealed(self):
        is_fresh = (self.length, self.hash) == (0, FIRST)
        return is_fresh or is_sealed_with(self.seal, [self.length, self.hash])


class CastVoteManager(models.Manager):
    @transaction.atomic
    def cast(self, match, *, by, side, question, choice="", shares=""):
        """Add one vote to the chain, in the transaction of the step that it belongs to.

        `by` is a Hat, or the Voter who acts for a participant.
        """
        head, _ = ChainHead.objects.select_for_update().get_or_create(pk=1)
        vote = self.model(
            number=head.length + 1,
            match=match,
            side=side,
            question=question,
            choice=choice,
            shares=shares,
            way=getattr(by, "way", Way.SIGNED_IN),
            key_id=getattr(by, "key_id", None),
            by_id=by.user_id,
            receipt=getattr(by, "receipt", ""),
            previous=head.hash,
        )
        vote.hash = vote.seal()
        vote.save(force_insert=True)
        head.lead_to(vote)
        head.save()
        return vote


class CastVote(models.Model):
    """One vote, for ever: triggers refuse to change or remove it, and its hash shows tampering.

    No words stand here: those can be erased, a vote cannot.
    """

    number = models.PositiveBigIntegerField("volgnummer", unique=True)
    match = models.ForeignKey("participants.Match", models.PROTECT, related_name="votes")
    side = models.CharField("kant", max_length=11, choices=Side)
    question = models.CharField("vraag", max_length=7, choices=Question)
    choice = models.CharField("stem", max_length=5, choices=Choice, blank=True)
    shares = models.CharField("mag lezen", max_length=7, choices=Sharing, blank=True)
    way = models.CharField("hoe", max_length=9, choices=Way)
    key_id = models.BigIntegerField("stemcode", null=True)
    by_id = models.BigIntegerField("door", null=True)
    receipt = models.CharField("bewijs", max_length=8, blank=True)
    cast_at = models.DateTimeField("gestemd op", default=timezone.now)
    previous = models.CharField("vorige", max_length=64)
    hash = models.CharField("zegel", max_length=64, unique=True)

    objects = CastVoteManager()

    class Privacy:
        owner = "match__participant"
        erase = {}
        keep = {
            "id", "number", "match", "side", "question", "choice", "shares", "way", "key_id",
            "by_id", "receipt", "cast_at", "previous", "hash",
        }  # fmt: skip

    class Meta:
        verbose_name = "stem"
        verbose_name_plural = "stemmen"
        ordering = ["number"]
        indexes = [models.Index(fields=["receipt"], name="votes_by_receipt")]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "key_id"],
                condition=Q(key_id__isnull=False),
                name="a_key_votes_once_on_a_match",
            ),
            models.CheckConstraint(
                condition=~Q(choice="") | ~Q(shares=""), name="a_vote_says_something"
            ),
        ]

    def __str__(self):
        return f"stem {self.number}"

    def seal(self, secret=None):
        """The hash of this row, of the two people it is about, and of the row before."""
        return sealed(self.told, secret)

    @property
    def told(self):
        return [
            self.number, self.match_id, self.match.participant_id, self.match.buddy_id, self.side,
            self.question, self.choice, self.shares, self.way, self.key_id, self.by_id,
            self.receipt, self.cast_at.isoformat(), self.previous,
        ]  # fmt: skip

    @property
    def is_sealed(self):
        """Whether the row, and whom its match brings together, are as when it was cast."""
        return is_sealed_with(self.hash, self.told)
