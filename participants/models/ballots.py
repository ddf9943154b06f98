"""From a ballot that somebody filled in to votes that count: once, together, or not at all."""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone

from buddies.models.cards import Shown
from participants.models.keys import ASKED_IN, VoteKey, Voter, random_code
from participants.models.states import STARTED, Sharing, State, Vote
from participants.models.votes import CastVote, Question, Way

SALT = "kansrijk.participants.tickets"
TICKET = timedelta(hours=1)  # how long an opened ballot can be filled in
AGAIN = timedelta(minutes=2)  # in which a vote sent twice is a double tap, not a wrong code
NOBODY = "none"  # the answer "with none of them" to the question about the cards


class Closed(Exception):
    """The key opens its question no more: nothing was counted."""


class OtherCards(Exception):
    """The cards are not those that the participant looked at: nothing was counted."""


def ticket_for(key):
    """What a page of the vote carries on, signed: its reader showed the code or the link."""
    return signing.dumps(key.pk, salt=SALT)


def key_of(ticket):
    """The key behind this ticket, open or not, or None where the ticket is wrong or too old."""
    try:
        pk = signing.loads(ticket, salt=SALT, max_age=TICKET)
    except signing.BadSignature:
        return None
    related = VoteKey.objects.select_related("participant__district", "match__buddy__user")
    return related.filter(pk=pk).first()


def question_for(match):
    """What the participant can be asked about this match now: a Question, or None."""
    asked = next((asked for asked, states in ASKED_IN.items() if match.state in states), None)
    is_idle = asked == Question.SHARING and not had_another(match.participant, match.buddy_id)
    return None if is_idle else asked


def matches_with_cards(participant):
    """The proposed matches of a participant, with all that their cards show."""
    proposed = participant.matches.filter(state=State.PROPOSED)
    related = proposed.select_related("buddy__user", "buddy__card")
    return related.prefetch_related("buddy__languages", "buddy__themes").order_by("pk")


def cards_for(participant):
    """The proposed matches and the cards that go with them, as pairs."""
    return [(found, Shown(found.buddy)) for found in matches_with_cards(participant)]


def had_another(participant, buddy_id):
    """Whether somebody else was this participant's buddy before (R6)."""
    started = participant.matches.filter(state__in=STARTED)
    return started.exclude(buddy=buddy_id).exists()


def fresh_receipt():
    """A receipt that nobody else holds."""
    receipt = random_code()
    while CastVote.objects.filter(receipt=receipt).exists():
        receipt = random_code()
    return receipt


def receipt_of(key, sent):
    """The receipt of this very answer, cast a moment ago with this key, or an empty text.

    `sent` is the form data; something else than what counted, or than a paper card, was not heard.
    """
    is_fresh = key.used_at is not None and timezone.now() - key.used_at < AGAIN
    votes = list(CastVote.objects.filter(key_id=key.pk, way=Way.KEY)) if is_fresh else []
    return votes[0].receipt if votes and is_same(votes, sent) else ""


def is_same(votes, sent):
    """Whether these votes of one key say what was sent once more."""
    first, choice, shares = votes[0], sent.get("choice", ""), sent.get("shares", "")
    if first.question == Question.SHARING:
        return first.shares == shares
    if first.question == Question.CARDS and first.choice == Vote.YES:
        return str(first.match_id) == choice
    if first.choice == Vote.YES and first.shares != (shares or Sharing.NOTHING):
        return False
    return first.choice == (Vote.NO if choice == NOBODY else choice)


@transaction.atomic
def cast(key, answer, *, keyed_by=None):
    """Count this answer and use the key up; returns the receipt.

    `answer` holds choice, shares, words and seen as BallotForm cleaned them. Raises Closed,
    OtherCards, or StepRefused when the match moved on meanwhile; then nothing is counted.
    """
    found = VoteKey.objects.locked(key.pk)
    if found is None:
        raise Closed
    if keyed_by:
        found.check_hands(keyed_by)
    voter = Voter(found, fresh_receipt(), keyed_by)
    CASTS[found.question](voter, answer)
    found.use()
    return voter.receipt


def cast_cards(voter, answer):
    """Pick one card; or say no to, or doubt about, every card that was looked at."""
    proposed = voter.key.participant.matches.select_for_update().filter(state=State.PROPOSED)
    matches = {str(found.pk): found for found in proposed.order_by("pk")}
    if set(matches) != set(answer["seen"]):
        raise OtherCards
    if answer["choice"] == Vote.MAYBE:
        for found in matches.values():
            found.doubt(by=voter)
    elif answer["choice"] == NOBODY:
        for found in matches.values():
            found.say_no(by=voter, question=Question.CARDS)
    elif answer["choice"] in matches:
        matches[answer["choice"]].pick(by=voter)
    else:
        raise OtherCards


def cast_click(voter, answer):
    words, found = answer["words"], voter.key.match
    match answer["choice"]:
        case Vote.YES:
            shares = answer["shares"] or Sharing.NOTHING
            found.say_yes(by=voter, words=words, shares=shares)
        case Vote.MAYBE:
            found.say_maybe(by=voter, words=words)
        case Vote.NO:
            found.say_no(by=voter, words=words)


def cast_sharing(voter, answer):
    voter.key.match.choose_sharing(by=voter, shares=answer["shares"])


CASTS = {
    Question.CARDS: cast_cards,
    Question.CLICK: cast_click,
    Question.SHARING: cast_sharing,
}
