"""The participant's own key: a code of eight characters or a link, made once, used once."""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from kansrijk.accounts.models import Hat
from kansrijk.audit.models import PARTICIPANT, AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from participants.models.participants import Participant
from participants.models.states import State
from participants.models.votes import Question, Way

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that looks or sounds like another
HALF = 4  # characters: the first half finds the key, the second half proves it
VALID = timedelta(days=14)
TRIES = 10  # wrong second halves before a key is locked
LOCKED = timedelta(minutes=15)
TRIES_IN_ALL = 30  # wrong second halves before a key is dead
SALT = "kansrijk.participants.keys"
OWN = "Deze vraag gaat over jou als buddy. Laat een andere projectleider dit doen."

# The states of a match in which a question still makes sense.
ASKED_IN = {
    Question.CLICK: [State.MET, State.CHOSEN, State.AGREED],
    Question.SHARING: [State.ACTIVE],
}


def random_code(length=2 * HALF):
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def tidy_code(typed):
    """Return a code as it was made: capitals, Western digits, without spaces and dashes."""
    kept = (c for c in unicodedata.normalize("NFKC", typed) if c.isalnum())
    digits = (str(unicodedata.decimal(c, c)) for c in kept)
    return "".join(digits).upper()


def digest(text):
    """How a secret stands in the database: useless without the secret key of the app."""
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()


@dataclass(frozen=True)
class MadeKey:
    """A new key with its secrets in clear: shown this once, stored nowhere."""

    key: "VoteKey"
    code: str
    token: str

    @property
    def shown(self):
        """The code as it is printed and read out: two groups of four."""
        return f"{self.code[:HALF]} {self.code[HALF:]}"


@dataclass(frozen=True)
class Voter:
    """Who acts with a key: the participant, on paper through somebody who keyed it in."""

    key: "VoteKey"
    receipt: str = ""
    keyed_by: Hat | None = None
    role = PARTICIPANT

    @property
    def way(self):
        return Way.PAPER if self.keyed_by else Way.KEY

    @property
    def key_id(self):
        return self.key.pk

    @property
    def user_id(self):
        return self.keyed_by.user_id if self.keyed_by else None

    @property
    def district(self):
        return self.key.participant.district

    @property
    def district_id(self):
        return self.key.participant.district_id


class VoteKeyQuerySet(models.QuerySet):
    def visible_to(self, hat):
        return self.filter(participant__in=Participant.objects.visible_to(hat))

    def live(self):
        """Keys that can still be used, as far as the key itself says."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())


class VoteKeyManager(models.Manager.from_queryset(VoteKeyQuerySet)):
    @transaction.atomic
    def make(self, participant, *, by, question, match=None):
        """Make a key for one question and revoke the one before; returns the MadeKey."""
        Participant.objects.select_for_update().get(pk=participant.pk)
        self.model(participant=participant, match=match).check_hands(by)
        self.revoke(participant, by=by, question=question)
        code, token = random_code(), secrets.token_urlsafe(32)
        while self.filter(handle_hash=digest(code[:HALF]), used_at=None, revoked_at=None).exists():
            code = random_code()
        key = self.create(
            participant=participant,
            match=match,
            question=question,
            handle_hash=digest(code[:HALF]),
            code_hash=digest(code),
            link_hash=digest(token),
            made_by_id=by.user_id,
            expires_at=timezone.now() + VALID,
        )
        AuditEvent.objects.record(by=by, verb=Verb.ADD, on=key)
        return MadeKey(key, code, token)

    def revoke(self, participant, *, by, question):
        """Make the open key for this question worthless; answers whether there was one."""
        unused = self.filter(used_at=None, revoked_at=None)
        asked = unused.filter(participant=participant, question=question)
        revoked = list(asked.select_for_update())
        for key in revoked:
            key.revoked_at = timezone.now()
            key.save(update_fields=["revoked_at"])
            AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=key, fields=["revoked_at"])
        return bool(revoked)

    @transaction.atomic
    def by_code(self, typed):
        """The key that this code opens now, or None; a wrong second half counts as a try.

        A code that is unknown, used, expired, revoked or locked takes the same road and the same
        number of queries as one that works.
        """
        code = tidy_code(typed)
        locked = self.select_for_update(of=("self",)).filter(handle_hash=digest(code[:HALF]))
        key = locked.select_related("participant__district", "match").order_by("-pk").first()
        is_right = constant_time_compare(digest(code), key.code_hash if key else digest(""))
        tried = key or VoteKey(pk=0)
        opens = is_right and key is not None and key.is_open
        if key is not None and not is_right:
            tried.count_wrong_try()
        self.filter(pk=tried.pk).update(
            wrong_tries=tried.wrong_tries, locked_until=tried.locked_until
        )
        return key if opens else None

    def by_token(self, token):
        """The key that this link opens now, or None."""
        related = self.select_related("participant__district", "match")
        key = related.filter(link_hash=digest(token)).first()
        return key if key is not None and key.is_open else None

    def locked(self, pk):
        """The key, locked until the end of the transaction, when it still opens; else None."""
        related = self.select_related("participant__district", "match")
        key = related.select_for_update(of=("self",)).filter(pk=pk).first()
        return key if key is not None and key.is_open else None


class VoteKey(models.Model):
    """One question to one participant; whoever holds the code or the link may answer it once."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="vote_keys")
    match = models.ForeignKey(
        "participants.Match", models.PROTECT, related_name="vote_keys", null=True
    )
    question = models.CharField("vraag", max_length=7, choices=Question)
    handle_hash = models.CharField(max_length=64, db_index=True)
    code_hash = models.CharField(max_length=64)
    link_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gemaakt door"
    )
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)
    expires_at = models.DateTimeField("geldig tot")
    used_at = models.DateTimeField("gebruikt op", null=True)
    revoked_at = models.DateTimeField("ingetrokken op", null=True)
    wrong_tries = models.PositiveSmallIntegerField("foute pogingen", default=0)
    locked_until = models.DateTimeField("op slot tot", null=True)

    objects = VoteKeyManager()

    class Privacy:
        owner = "participant"
        erase = {}
        keep = {
            "id", "participant", "match", "question", "handle_hash", "code_hash", "link_hash",
            "made_by", "made_at", "expires_at", "used_at", "revoked_at", "wrong_tries",
            "locked_until",
        }  # fmt: skip

    class Meta:
        verbose_name = "stemcode"
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "question"],
                condition=Q(used_at=None, revoked_at=None),
                name="one_open_key_a_question",
            ),
            models.CheckConstraint(
                condition=Q(question=Question.CARDS) ^ Q(match__isnull=False),
                name="a_key_is_about_cards_or_a_match",
            ),
        ]

    def __str__(self):
        return f"stemcode {self.pk}"

    @property
    def is_open(self):
        """Whether this key opens its question now; the match must still be waiting for it."""
        now = timezone.now()
        is_live = not self.used_at and not self.revoked_at and now < self.expires_at
        is_free = self.locked_until is None or self.locked_until <= now
        return is_live and is_free and self.is_still_asked

    @property
    def standing(self):
        """How the key stands, in words for who handed it out."""
        now = timezone.now()
        if self.used_at:
            return "gebruikt"
        if self.revoked_at:
            return "ingetrokken"
        if self.expires_at <= now:
            return "verlopen"
        if self.locked_until and self.locked_until > now:
            return "op slot, na te veel foute pogingen"
        return "nog niet gebruikt" if self.is_still_asked else "niet meer nodig"

    @property
    def is_still_asked(self):
        if self.question == Question.CARDS:
            return self.participant.matches.filter(state=State.PROPOSED).exists()
        return self.match.state in ASKED_IN[self.question]

    def is_about(self, hat):
        """Whether whoever wears this hat is the buddy, or one of the buddies, in question."""
        if self.match:
            return self.match.buddy.user_id == hat.user_id
        cards = self.participant.matches.filter(state=State.PROPOSED)
        return cards.filter(buddy__user=hat.user_id).exists()

    def check_hands(self, hat):
        """Nobody hands out, or keys in, a vote on themselves; StepRefused says so."""
        if self.is_about(hat):
            raise StepRefused(OWN)

    def count_wrong_try(self):
        """Count, lock at every tenth, and give the key up at the thirtieth."""
        self.wrong_tries = min(self.wrong_tries + 1, TRIES_IN_ALL)
        if self.wrong_tries >= TRIES_IN_ALL:
            self.locked_until = self.expires_at
        elif self.wrong_tries % TRIES == 0:
            self.locked_until = timezone.now() + LOCKED

    def use(self):
        """Mark the key as used: it opens nothing any more."""
        self.used_at = timezone.now()
        self.save(update_fields=["used_at"])
