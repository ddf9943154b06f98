"""Every vote on every match, in one chain in order of time, with the keys that were used."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta

from kansrijk.demo.story import some_moment
from participants.models import CastVote, ChainHead, Match, VoteKey
from participants.models.keys import ALPHABET, HALF, VALID, digest
from participants.models.states import Sharing, Side, State, Vote
from participants.models.votes import FIRST, Question, Way

HOURS = {Side.PARTICIPANT: (9, 21), Side.BUDDY: (12, 22), Side.WIJ: (9, 17)}
PAPER = 0.15  # the share of votes on paper
ON_SCREEN = date(2020, 1, 1)  # before this day everybody voted on paper
LATER = timedelta(minutes=25)  # at least between two votes on one match


@dataclass(frozen=True)
class Ballot:
    """One vote before it becomes a row."""

    day: date
    side: Side
    question: Question
    choice: str = ""
    shares: str = ""


@dataclass
class UsedKey:
    """A key with what its one use left behind."""

    row: VoteKey
    receipt: str
    keyed_by: object = None  # the user who keyed in the paper card


def ballots_on(match, said):
    """What each side said about a match, in order, as its columns tell it; `said` holds the rest."""
    more = [Ballot(day, Side.PARTICIPANT, question, **what) for day, question, what in said]
    ballots = [*on_card(match), *on_click(match), *more]
    if any(ballot.question == Question.SHARING for ballot in more):
        first = next(b for b in ballots if b.question == Question.CLICK)
        ballots[ballots.index(first)] = Ballot(
            first.day, first.side, first.question, first.choice, Sharing.NOTHING
        )
    return sorted(ballots, key=lambda ballot: ballot.day)


def on_card(match):
    if match.picked_on:
        yield Ballot(match.picked_on, Side.PARTICIPANT, Question.CARDS, Vote.YES)
    if match.participant_vote == Vote.NO and not match.introduced_on:
        yield Ballot(match.state_since, Side.PARTICIPANT, Question.CARDS, Vote.NO)


def on_click(match):
    """After the first talk: the participant, then the buddy, then WIJ."""
    if match.participant_vote and match.introduced_on:
        shares = match.shares if match.participant_vote == Vote.YES else ""
        said = match.participant_vote, shares
        yield Ballot(participant_day(match), Side.PARTICIPANT, Question.CLICK, *said)
    if match.buddy_vote:
        day = match.agreed_on or match.state_since
        yield Ballot(day, Side.BUDDY, Question.CLICK, match.buddy_vote)
    if match.started_on:
        yield Ballot(match.started_on, Side.WIJ, Question.CLICK, Vote.YES)
    elif match.declined_by == Side.WIJ:
        yield Ballot(match.state_since, Side.WIJ, Question.CLICK, Vote.NO)


def participant_day(match):
    """The day of the participant's click vote: between the talk and what came after it."""
    if match.state == State.MET:
        return match.introduced_on + timedelta(days=2)
    if match.state == State.CHOSEN or match.declined_by == Side.PARTICIPANT:
        return match.state_since
    until = match.agreed_on or match.state_since
    return match.introduced_on + (until - match.introduced_on) // 2


class Urn:
    """Collects the votes of all matches, and counts them into the chain at the end."""

    def __init__(self, story, team):
        self.story, self.team = story, team
        self.votes = []  # the fields of each
        self.keys = {}  # one key for all cards that somebody judged on one day

    def collect(self, match):
        """Take what each side said about a match, each after the one before."""
        dice, last = self.story.dice("votes", match.pk), None
        for ballot in ballots_on(match, self.story.said.get(match.pk, [])):
            at = some_moment(ballot.day, dice, *HOURS[ballot.side]).astimezone(UTC)
            at = max(at, last + LATER) if last else at
            last = self.take(match, ballot, at)

    def take(self, match, ballot, at):
        """Keep one vote, with a key where it is the participant's; returns when it was cast."""
        how = {"way": Way.SIGNED_IN}
        if ballot.side == Side.PARTICIPANT:
            used = self.key_for(match, ballot, at)
            at, keyed_by = used.row.used_at, used.keyed_by
            how = {
                "way": Way.PAPER if keyed_by else Way.KEY,
                "key_id": used.row.pk,
                "by_id": keyed_by.pk if keyed_by else None,
                "receipt": used.receipt,
            }
        elif ballot.side == Side.BUDDY:
            how["by_id"] = match.buddy.user_id
        else:
            how["by_id"] = self.team.wij_on(match, ballot.day).pk
        fields = vars(ballot) | how | {"match": match, "cast_at": at}
        fields.pop("day")
        self.votes.append(fields)
        return at

    def key_for(self, match, ballot, at):
        """The key with which a participant voted: one for all their cards of that day."""
        whom = match.participant_id if ballot.question == Question.CARDS else match.pk
        place = (ballot.question, whom, ballot.day)
        if place not in self.keys:
            self.keys[place] = self.make_key(match, ballot.question, at)
        return self.keys[place]

    def make_key(self, match, question, at, *, is_used=True):
        """Add a key that was made shortly before this moment, by the lead, and used then."""
        dice = self.story.dice("key", len(self.story.rows.get(VoteKey, [])))
        made_at = at - timedelta(minutes=dice.randrange(10, 50))
        code, link, receipt = (random_text(dice, size) for size in (2 * HALF, 43, 8))
        lead = self.team.leads[match.participant.district.slug]
        is_on_paper = at.date() < ON_SCREEN or dice.random() < PAPER
        row = self.story.add(
            VoteKey,
            participant=match.participant,
            match=None if question == Question.CARDS else match,
            question=question,
            handle_hash=digest(code[:HALF]),
            code_hash=digest(code),
            link_hash=digest(link),
            made_by=lead,
            made_at=made_at,
            expires_at=made_at + VALID,
            used_at=at if is_used else None,
        )
        return UsedKey(row, receipt, lead if is_on_paper else None)

    def hand_out(self):
        """Add the keys that wait to be used: somebody looks at cards, or thinks about the klik."""
        asked = {}
        for match in self.story.rows[Match]:
            if match.state == State.PROPOSED and not match.picked_on:
                asked[match.participant_id] = (match, Question.CARDS)
            elif match.state == State.MET:
                asked[match.participant_id] = (match, Question.CLICK)
        yesterday = self.story.today - timedelta(days=1)
        for match, question in asked.values():
            at = some_moment(yesterday, self.story.dice("handed out", match.pk)).astimezone(UTC)
            self.make_key(match, question, at, is_used=False)

    def count(self):
        """Seal the votes in order of time, each with the hash of the one before."""
        previous = FIRST
        ordered = sorted(self.votes, key=lambda vote: (vote["cast_at"], vote["match"].pk))
        for number, fields in enumerate(ordered, start=1):
            vote = self.story.add(CastVote, number=number, previous=previous, **fields)
            vote.hash = previous = vote.seal()
        head = ChainHead(pk=1)
        if ordered:
            head.lead_to(vote)
        self.story.changed.append(head)


def random_text(dice, size):
    return "".join(dice.choice(ALPHABET) for _ in range(size))


def add_votes(story, team):
    """Add the votes on all matches, of the pilot too, as one chain; call it after all matches."""
    urn = Urn(story, team)
    for match in story.rows[Match]:
        urn.collect(match)
    urn.hand_out()
    urn.count()
