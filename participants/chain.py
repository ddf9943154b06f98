"""Checking the votes: is the chain whole, and does every match say what its votes say?"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from django.utils.crypto import constant_time_compare

from kansrijk.values.moments import one_moment
from participants.models import CastVote, ChainHead, Match, VoteKey
from participants.models.states import STARTED, Side, State, Vote
from participants.models.votes import FIRST, Question, Way

CHUNK = 2000  # rows at a time
CHANGED = "is anders dan toen er werd gestemd, of de koppeling is nu van andere mensen"
NOTHING = (float("inf"), ())  # after the last vote
ALL_YES = [Side.PARTICIPANT, Side.BUDDY, Side.WIJ]
# Whose yes must stand before a match is in this state, in this order.
NEEDED = {
    State.CHOSEN: ALL_YES[:1],
    State.AGREED: ALL_YES[:2],
    State.ACTIVE: ALL_YES,
    State.ENDED: ALL_YES,
}


@dataclass(frozen=True)
class Misfit:
    """The first row that does not fit: of which table, its id, and what is wrong with it."""

    table: str
    pk: int
    what: str

    def __str__(self):
        return f"{self.table} {self.pk}: {self.what}"


def first_misfit():
    """Return the first Misfit of the chain, then of the matches and keys; None where all fits."""
    with one_moment():
        return broken_link() or next(odd_matches(), None) or next(odd_keys(), None)


def broken_link():
    """The first vote that was changed, put in between or taken out; None where the chain is whole."""
    previous, number = FIRST, 0
    for vote in CastVote.objects.order_by("number").prefetch_related("match").iterator(CHUNK):
        number += 1
        if vote.number != number:
            return Misfit("stem", vote.pk, f"hier hoort nummer {number}, er staat {vote.number}")
        if not constant_time_compare(vote.previous, previous):
            return Misfit("stem", vote.pk, "sluit niet aan op de stem ervoor")
        try:
            is_as_cast = vote.is_sealed
        except Match.DoesNotExist:
            return Misfit("koppeling", vote.match_id, "is weg, maar er is over gestemd")
        if not is_as_cast:
            return Misfit("stem", vote.pk, CHANGED)
        previous = vote.hash
    head = ChainHead.objects.filter(pk=1).first() or ChainHead()
    if (head.length, head.hash) != (number, previous):
        return Misfit("keten", 1, f"er horen {head.length} stemmen te zijn, er staan er {number}")
    return None if head.is_sealed else Misfit("keten", 1, "de laatste stemmen zijn weggehaald")


def odd_matches():
    """Yield each match that says something else than its votes; no match of a vote is gone."""
    votes = CastVote.objects.order_by("match_id", "number").iterator(CHUNK)
    groups = groupby(votes, lambda vote: vote.match_id)
    voted, rows = next(groups, NOTHING)
    for match in Match.objects.order_by("pk").iterator(CHUNK):
        is_theirs = voted == match.pk
        if what := oddity(match, list(rows) if is_theirs else []):
            yield Misfit("koppeling", match.pk, what)
        if is_theirs:
            voted, rows = next(groups, NOTHING)


def oddity(match, votes):
    """What a match says that its votes do not, or an empty text. `votes` stand in their order."""
    told = defaultdict(list)
    for vote in votes:
        told[vote.side].append(vote)
    clicks = [v.choice for v in told[Side.PARTICIPANT] if v.question == Question.CLICK]
    cards = [v.choice for v in told[Side.PARTICIPANT] if v.question == Question.CARDS]
    shares = [v.shares for v in told[Side.PARTICIPANT] if v.shares]
    said_no = Vote.NO in clicks + cards
    participant = Vote.NO if said_no else (clicks or [""])[-1]
    buddy = (told[Side.BUDDY] or [CastVote()])[-1].choice
    closers = {v.side for v in votes if v.choice == Vote.NO}
    if match.participant_vote != participant:
        return f"stem van de deelnemer is “{participant}”, hier staat “{match.participant_vote}”"
    if match.buddy_vote != buddy:
        return f"stem van de buddy is “{buddy}”, hier staat “{match.buddy_vote}”"
    if closers and (match.state != State.DECLINED or match.declined_by not in closers):
        return "iemand zei nee, en de koppeling ging door"
    if not closers and match.declined_by in ALL_YES:
        return "hier staat een nee die niemand zei"
    if match.shares != (shares or [match._meta.get_field("shares").default])[-1]:
        return "de deelnemer koos iets anders om te delen"
    if match.picked_on and [v for v in cards if v != Vote.NO][-1:] != [Vote.YES]:
        return "de deelnemer koos deze kaart niet"
    return out_of_order(match, votes)


def out_of_order(match, votes):
    """Say which yes is missing, or came before the one that goes first; else an empty text."""
    numbers = [
        max((v.number for v in votes if is_click_yes(v, side)), default=0)
        for side in NEEDED.get(match.state, [])
    ]
    if 0 in numbers:
        return "niet iedereen zei ja"
    if numbers != sorted(numbers):
        return "de deelnemer zegt eerst ja, dan de buddy, dan WIJ"
    has_started = any(is_click_yes(v, Side.WIJ) for v in votes)
    return "" if has_started == (match.state in STARTED) else "WIJ zei ja, maar het begon niet"


def is_click_yes(vote, side):
    return (vote.side, vote.question, vote.choice) == (side, Question.CLICK, Vote.YES)


def odd_keys():
    """Yield each key that was used without a vote, or whose vote came from no used key."""
    cast = set(CastVote.objects.exclude(key_id=None).values_list("key_id", flat=True))
    used = set(VoteKey.objects.exclude(used_at=None).values_list("pk", flat=True))
    for pk in sorted(used ^ cast):
        what = (
            "is gebruikt, maar er is geen stem" if pk in used else "stemde zonder gebruikt te zijn"
        )
        yield Misfit("stemcode", pk, what)
    own = CastVote.objects.filter(side=Side.PARTICIPANT).exclude(way=Way.SIGNED_IN)
    for pk in own.filter(key_id=None).values_list("pk", flat=True):
        yield Misfit("stem", pk, "een stem van de deelnemer zonder stemcode")
