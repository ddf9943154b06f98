"""How people came and what they told: referrals, intake, consents, cards and who is away."""

from datetime import timedelta

import pytest

from buddies.models import Absence, Buddy, Card
from buddies.models.buddies import Gender
from kansrijk.accounts.models import Role
from participants.matching import candidates
from participants.models import Consent, Participant, Preference, Referral
from participants.models.consents import Asked, ConsentKind
from participants.models.referrals import (
    OPEN,
    Declined,
    ReferralState,
    Source,
    Withdrawn,
    known_like,
)
from participants.models.states import PAST_PROPOSED
from plans.models import Appointment

# Nobody was proposed to them now, so the lead looks for a buddy.
LOOKING = Participant.objects.exclude(
    matches__state__in=["proposed", *PAST_PROPOSED, "ended"]
).exclude(preference=None)
SLUGS = ["oost", "west", "zuid", "oosterpark"]


def test_everybody_was_referred_some_weeks_before(demo):
    assert not Participant.objects.filter(referral=None).exists()
    for referral in Referral.objects.exclude(participant=None).select_related("participant"):
        weeks = (referral.participant.joined_on - referral.received_on).days / 7
        assert 1 < weeks < 6
        assert referral.state_since == referral.participant.joined_on


@pytest.mark.parametrize("source", Source)
def test_people_come_from_everywhere(demo, source):
    found = Referral.objects.filter(source=source)
    assert found.count() > 8
    assert {bool(row.referrer) for row in found} == {source != Source.SELF}
    assert all(row.why for row in found)


def test_the_pilot_came_from_four_sides(demo):
    pilot = Referral.objects.filter(participant__joined_on__lt="2020-01-01")
    sources = pilot.values_list("source", flat=True)
    assert len(sources) == 20
    assert set(sources) == {Source.WIJ, Source.SCHOOL, Source.LIBRARY, Source.SHELTER}


@pytest.mark.parametrize("slug", SLUGS)
def test_somebody_waits_for_an_answer(demo, slug):
    waits = Referral.objects.open().filter(district__slug=slug)
    assert waits.exists()
    assert all(row.received_on <= row.state_since < demo.today for row in waits)


def test_open_referrals_are_new_or_invited(demo):
    waits = Referral.objects.open()
    assert set(waits.values_list("state", flat=True)) == set(OPEN)
    assert min(waits.values_list("received_on", flat=True)) > demo.today - timedelta(days=180)


def test_one_of_them_is_known_without_diacritics(demo):
    known = []
    for row in Referral.objects.open():
        participants, referrals = known_like(row.name, row.birth_year, besides=row)
        known += [(row, person) for person in participants]
        assert not referrals
    [(row, person)] = known
    assert (row.name, person.name) == ("Cigdem Proefstra", "Çiğdem Proefstra")
    assert row.district.slug == "west" and row.birth_year == person.birth_year


@pytest.mark.parametrize(
    ("state", "reasons"),
    [(ReferralState.DECLINED, Declined), (ReferralState.WITHDRAWN, Withdrawn)],
)
def test_people_did_not_come_for_every_reason(demo, state, reasons):
    found = Referral.objects.filter(state=state)
    assert set(found.values_list("reason", flat=True)) == set(reasons)


def test_everybody_has_an_age_that_can_be(demo):
    ages = [p.joined_on.year - p.birth_year for p in Participant.objects.exclude(birth_year=None)]
    assert min(ages) > 16 and max(ages) < 67
    assert Participant.objects.filter(birth_year=None).count() < 20


def test_who_waits_gets_an_order_of_buddies_with_reasons(demo):
    told = set()
    for person in LOOKING.select_related("language", "preference"):
        lead = person.district.hat_set.filter(role=Role.LEAD).first()
        found = candidates(person, hat=lead)
        told |= {reason.sentence.split()[0] for c in found[:1] for reason in c.reasons}
        assert len(found) > 2 and found[0].order < found[-1].order
    assert told >= {"is", "spreekt", "kent", "komt", "heeft"}


def test_about_half_ask_something_of_a_buddy(demo):
    wanted = Preference.objects.all()
    for more in ({"gender": ""}, {"near": ""}, {"languages": None}, {"themes": None}):
        assert 0.25 < wanted.exclude(**more).distinct().count() / wanted.count() < 0.8
    assert len(set(wanted.exclude(words="").values_list("words", flat=True))) > 8


def test_consents_were_asked_one_by_one_when_somebody_was_accepted(demo):
    asked = Consent.objects.select_related("participant", "text")
    assert all(c.asked_on == c.participant.joined_on and c.text.kind == c.kind for c in asked)
    assert {c.asked_how for c in asked} == set(Asked)
    health = asked.filter(kind=ConsentKind.HEALTH)
    assert set(health.values_list("participant__district__slug", flat=True)) == {"zuid"}


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        (ConsentKind.FILE, 1, 1),
        (ConsentKind.BUDDY, 0.9, 0.995),
        (ConsentKind.REPORT, 0.7, 0.95),
        (ConsentKind.REFERRER, 0.4, 0.8),
        (ConsentKind.HEALTH, 0.4, 0.99),
    ],
)
def test_most_say_yes_and_some_say_no(demo, kind, least, most):
    asked = Consent.objects.filter(kind=kind)
    assert least <= asked.filter(is_given=True).count() / asked.count() <= most


def test_some_took_their_yes_back_and_the_pilot_counts(demo):
    back = Consent.objects.exclude(withdrawn_on=None)
    assert 2 < back.count() < 20
    assert all(c.asked_on < c.withdrawn_on < demo.today for c in back)
    report = Consent.objects.live().filter(kind=ConsentKind.REPORT, is_given=True)
    assert report.filter(asked_on__lt="2020-01-01").count() == 20


def test_one_first_talk_is_not_finished(demo):
    half = Participant.objects.exclude(consents__kind=ConsentKind.BUDDY).get()
    assert half.district.slug == "west" and half.birth_year is None
    assert not hasattr(half, "preference")


def test_most_buddies_have_a_card_and_show_what_they_agreed_to(demo):
    active = Buddy.objects.active()
    assert active.filter(card=None).count() == 2
    cards = Card.objects.exclude(agreed_on=None)
    assert Card.objects.filter(agreed_on=None).count() == 1
    for more in ({"lived": ""}, {"likes": ""}, {"shows_languages": False}, {"shows_themes": False}):
        assert 0 < cards.filter(**more).count() < cards.count() / 2
    assert all(card.agreed_on <= demo.today for card in cards)


def test_buddies_are_women_and_men(demo):
    genders = set(Buddy.objects.values_list("gender", flat=True))
    assert genders == {Gender.WOMAN, Gender.MAN}
    assert Buddy.objects.get(user__name="Özgür Voorbeeldsma").gender == Gender.MAN


def test_somebody_stands_in_for_who_is_away(demo):
    away = {str(a.user): (a.role, str(a.deputy)) for a in Absence.objects.on(demo.today)}
    assert away == {
        "Karima Nepstra": (Role.WIJ, "Wouter Speelmaat"),
        "Özgür Voorbeeldsma": (Role.BUDDY, "Noor Testinga"),
    }
    past = Absence.objects.exclude(pk__in=Absence.objects.on(demo.today))
    assert past.get().last_on < demo.today


def test_a_buddy_who_is_away_has_no_appointments_then(demo):
    away = Absence.objects.on(demo.today).get(role=Role.BUDDY)
    planned = Appointment.objects.filter(trajectory__participant__matches__buddy__user=away.user)
    theirs = planned.filter(trajectory__participant__matches__state="active")
    days = [at.date() for at in theirs.values_list("at", flat=True)]
    assert days and min(days) > away.last_on


def test_a_match_to_approve_reaches_the_deputy(demo):
    agreed = Participant.objects.filter(district__slug="west", matches__state="agreed")
    contacts = agreed.values_list("matches__buddy__wij_contact__user__name", flat=True)
    assert set(contacts) == {"Karima Nepstra", "Wouter Speelmaat"}
