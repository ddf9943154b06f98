"""Makers: one plain function per model, every argument optional, nothing shared."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from buddies.models import Absence, Buddy, Card, WijContact
from kansrijk.accounts.models import EVERYWHERE, Hat, Role, User
from kansrijk.places.models import District, Domain, Language
from kansrijk.values.dates import add_months
from participants.models import (
    Consent,
    ConsentText,
    Household,
    Match,
    Participant,
    Referral,
    Stressor,
    VoteKey,
)
from participants.models.keys import Voter, random_code
from participants.models.states import EndWhy, Side, State, Vote
from participants.models.votes import Question
from plans.models import (
    Action,
    Appointment,
    Draft,
    Goal,
    GoalTemplate,
    LateLog,
    Meeting,
    Obstacle,
    Outcome,
    OutcomeKind,
    Partner,
    PlanSheet,
    Score,
    Success,
    Trajectory,
)
from plans.models.stuck import MayKnow, Stuck

number = count(1)


def today():
    return timezone.localdate()


def now():
    return timezone.now()


def district(slug="west"):
    return District.objects.get(slug=slug)


def user(name="Iemand Nepstra", **fields):
    email = f"{name.split()[0].lower()}{next(number)}@voorbeeld.test"
    return User.objects.create(email=email, name=name, password="!", **fields)


def hat(role, name="Iemand Nepstra", *, where="west", of=None):
    """A hat as a request wears it: its user and district are at hand."""
    place = district(where) if where and role not in EVERYWHERE else None
    made = Hat.objects.create(user=of or user(name), role=role, district=place)
    if role == Role.WIJ:
        WijContact.objects.get_or_create(user=made.user, defaults={"district": place})
    return made


def buddy(name="Iemand Nepstra", *, where="west", wij=None, **fields):
    """A trained buddy; their hat is `buddy.user.hats.get()`."""
    worn = hat(Role.BUDDY, name, where=where)
    fields = {"trained_on": date(2024, 1, 1), "places": 3} | fields
    fields.setdefault("wij_contact", wij.user.wij_contact if wij else contact(where))
    return Buddy.objects.create(user=worn.user, district=worn.district, **fields)


def contact(where="west"):
    """The WIJ contact of a district whom nobody talks about, made when first needed."""
    found = WijContact.objects.filter(user__name="Stil Contact", district=district(where)).first()
    return found or WijContact.objects.create(user=user("Stil Contact"), district=district(where))


def card(of, **fields):
    """A card that the buddy agreed to show."""
    shown = {"shows_languages": True, "shows_themes": True, "agreed_on": today()}
    told = {"lived": "Ik had zelf schulden.", "likes": "Wandelen en koken."}
    return Card.objects.create(buddy=of, **(shown | told | fields))


def absence(of, deputy, *, first_on=None, last_on=None):
    """`of` (a hat) is away this week; `deputy` (a hat) stands in."""
    return Absence.objects.create(
        user=of.user,
        role=of.role,
        district=of.district,
        deputy=deputy.user,
        first_on=first_on or today(),
        last_on=last_on or today() + timedelta(days=7),
    )


def referral(name="Vera Proefstra", *, where="west", **fields):
    told = {"source": "wij", "why": "Komt al maanden niet rond.", "phone": "06-00000001"}
    return Referral.objects.create(
        name=name,
        district=district(where),
        language=Language.objects.get(code="nl"),
        **(told | fields),
    )


def voter(match, question=Question.CLICK, *, by=None):
    """The participant with a new key in hand, as a step takes them."""
    about = None if question == Question.CARDS else match
    by = by or hat(Role.LEAD, where=match.participant.district.slug)
    made = VoteKey.objects.make(match.participant, by=by, question=question, match=about)
    return Voter(made.key, receipt=random_code())


def participant(name=None, *, where="west", **fields):
    fields.setdefault("household", None)
    household = fields.pop("household") or Household.objects.create(kind="alone")
    return Participant.objects.create(
        name=name or f"Deelnemer {next(number)}",
        district=district(where),
        household=household,
        **({"language": Language.objects.get(code="nl"), "channel": "phone"} | fields),
    )


def match(*, of=None, to=None, state=State.PROPOSED, **fields):
    """A match in the given state, with the votes and dates that belong to it."""
    of = of or participant()
    fields.setdefault("proposed_on", today() - timedelta(days=30))
    if state not in (State.PROPOSED, State.DECLINED):
        fields.setdefault("picked_on", today() - timedelta(days=25))
        fields.setdefault("introduced_on", today() - timedelta(days=20))
    if state in (State.CHOSEN, State.AGREED, State.ACTIVE, State.ENDED):
        fields.setdefault("participant_vote", Vote.YES)
        fields.setdefault("participant_words", "Ze luistert goed.")
    if state in (State.AGREED, State.ACTIVE, State.ENDED):
        fields.setdefault("buddy_vote", Vote.YES)
        fields.setdefault("agreed_on", today() - timedelta(days=10))
        fields.setdefault("buddy_words", "Er was meteen een klik.")
    if state in (State.ACTIVE, State.ENDED):
        fields.setdefault("started_on", today())
    if state == State.ENDED:
        fields = {"ended_on": today(), "ended_why": EndWhy.OTHER} | fields
    if fields.get("declined_by") == Side.PARTICIPANT:
        fields.setdefault("participant_vote", Vote.NO)
    return Match.objects.create(
        participant=of, buddy=to or buddy(where=of.district.slug), state=state, **fields
    )


def trajectory(*, of=None, to=None, started_on=None, **fields):
    """An open year together, with its active match; it began ten weeks ago."""
    started_on = started_on or today() - timedelta(weeks=10)
    of = of or participant()
    active = match(of=of, to=to, state=State.ACTIVE, started_on=started_on)
    if fields.get("aftercare_on"):
        fields.setdefault("aftercare_until", add_months(fields["aftercare_on"], 6))
    made = Trajectory.objects.create(
        participant=of,
        match=active,
        method=of.district.method,
        started_on=started_on,
        **({"planned_end_on": add_months(started_on, 12)} | fields),
    )
    made.reviews.plan(made)
    return made


def review(*, of=None, which="start", held_on=None, stands=None, finished=True, **fields):
    """A look that was held, with what the participant chose: `stands` maps domain key → steps.

    A step is a number, or a pair of where they stand and where they want to be.
    """
    of = of or trajectory()
    look = of.reviews.get(which=which)
    version = of.method.present_version()
    begun = {"state": "begun", "held_on": held_on or today(), "method_version": version}
    told = {"scored_at": now(), "buddy_view": "none", "reached": 6} | fields
    of.reviews.filter(pk=look.pk).update(**(begun | told))
    look.refresh_from_db()
    for key, step in (stands or {}).items():
        now_and_then = step if isinstance(step, tuple) else (step, None)
        score(of=look, key=key, stands=now_and_then[0], wants=now_and_then[1])
    if finished:
        of.reviews.filter(pk=look.pk).update(state="finished")
        look.refresh_from_db()
    return look


def score(*, of, key="home", **fields):
    """Where the participant stands on a domain at this look (a review not yet finished)."""
    area = of.method_version.areas.domains().get(key=key)
    by = of.trajectory.match.buddy.user
    return Score.objects.create(review=of, area=area, said_by=by, **({"stands": 3} | fields))


def meeting(*, of=None, held_on=None, **fields):
    of = of or trajectory()
    return Meeting.objects.create(
        trajectory=of, match=of.match, held_on=held_on or today(), **fields
    )


def goal(*, of=None, domain="home", **fields):
    of = of or trajectory()
    fields = {"sentence": "Ik blijf in mijn huis wonen", "done_when": "Er is een plan"} | fields
    made = Goal.objects.create(trajectory=of, **fields)
    known = Domain.objects.filter(method=of.method)
    made.domains.add(known.filter(key=domain).first() or known.first())
    return made


def action(*, of=None, **fields):
    of = of or trajectory()
    fields = {"text": "Ik bel de corporatie", "agreed_on": of.started_on} | fields
    return Action.objects.create(trajectory=of, **fields)


def success(*, of=None, **fields):
    return Success.objects.create(
        trajectory=of or trajectory(), **({"text": "Zelf gebeld"} | fields)
    )


def appointment(*, of=None, at=None, **fields):
    of = of or trajectory()
    return Appointment.objects.create(
        trajectory=of, at=at or now() + timedelta(days=2), **({"place": "buurthuis"} | fields)
    )


def obstacle(*, of=None, consent=MayKnow.YES, **fields):
    """Something in the way, handed to WIJ; with consent no it stays with the two."""
    of = of or trajectory()
    fields.setdefault("state", Stuck.KEPT if consent == MayKnow.NO else Stuck.NEW)
    told = {"text": "De toeslag is al drie maanden onderweg.", "cause": "allowance"}
    dates = {"answer_by": today() + timedelta(days=7)}
    return Obstacle.objects.create(
        trajectory=of, match=of.match, consent=consent, **(told | dates | fields)
    )


def sheet(*, of=None, actions=(), by=None, **fields):
    """The plan on paper, with a code of its own."""
    of = of or trajectory()
    return PlanSheet.objects.create(
        trajectory=of, code=random_code(), actions=[a.pk for a in actions],
        printed_by=by.user if by else of.match.buddy.user, **fields,
    )  # fmt: skip


def template(**fields):
    told = {"area": "home", "sentence": "Ik woon rustig", "done_when": "Het is stil in huis"}
    steps = [["together", "De brieven zoeken"], ["buddy", "De corporatie bellen"]]
    return GoalTemplate.objects.create(**({"steps": steps} | told | fields))


def partner(name="Groningse Kredietbank (GKB)"):
    return Partner.objects.get(name=name)


def draft(*, of, to, **fields):
    """What `to` (a hat) typed about this participant and did not save."""
    fields = {"content": "kind=meeting&note=Half+af"} | fields
    return Draft.objects.create(user=to.user, participant=of, **fields)


def late_log(*, of, to, **fields):
    """A log of this trajectory that `to` (a hat) gave to the lead when it was too late."""
    told = {"held_on": today(), "note": "Nog een gesprek."} | fields
    return LateLog.objects.create(trajectory=of, match=of.match, handed_by=to.user, **told)


def stressor(*, of, rank=1, text="Ik maak mijn post niet meer open.", domain="finances"):
    found = Domain.objects.get(method__key="mobility-mentoring", key=domain)
    return Stressor.objects.create(participant=of, rank=rank, text=text, domain=found)


def consent(*, of, kind="buddy", is_given=True, **fields):
    text = ConsentText.objects.newest()[kind]
    return Consent.objects.create(participant=of, kind=kind, text=text, is_given=is_given, **fields)


def outcome(*, of=None, code="better_housing", **fields):
    kind = OutcomeKind.objects.get(code=code)
    return Outcome.objects.create(
        participant=of or participant(), kind=kind, **({"source": "own_words"} | fields)
    )
