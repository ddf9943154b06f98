"""The demo is the same on the same day, as large as the programme says, and believable."""

from datetime import timedelta

import pytest
from django.db.models import Count, F, Q

from buddies.models import Buddy
from kansrijk.accounts.models import Hat, Role, User, searchable
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.demo.fill import fill
from kansrijk.demo.people import PASSWORD
from kansrijk.values.text import fold
from participants.models import Household, Match, Participant
from participants.models.states import PAST_PROPOSED, State
from plans.models import (
    ActionReport,
    Appointment,
    Draft,
    EarlierMeeting,
    LateLog,
    Meeting,
    Obstacle,
    ObstacleAnswer,
    Outcome,
    Trajectory,
)
from plans.models.meetings import CONTACT, Kind
from plans.models.stuck import Stuck
from plans.models.trajectories import Phase, Why

SIZES = {"oost": (10, 28), "west": (8, 30), "zuid": (6, 7), "oosterpark": (4, 6)}
LONG = "Xenia Wilhelmina Voorbeeldsma-Probeermans van Schijnhuis tot Oefenveen"


def current():
    """Who is in the programme or waits for a buddy: everybody whose year did not end."""
    return Participant.objects.exclude(trajectories__ended_on__isnull=False)


def test_a_day_always_gives_the_same_rows(demo):
    assert demo.prints[0] == demo.prints[1]


def test_a_second_time_nothing_is_filled(demo):
    assert fill(demo.today) is False


@pytest.mark.parametrize("slug", SIZES)
def test_a_district_is_as_large_as_the_programme_says(demo, slug):
    buddies = Buddy.objects.active().filter(district__slug=slug)
    assert (buddies.count(), current().filter(district__slug=slug).count()) == SIZES[slug]


def test_about_five_thousand_meetings_in_two_years(demo):
    two_years_ago = demo.today - timedelta(days=731)
    assert 4300 < Meeting.objects.filter(held_on__gte=two_years_ago).count() < 5700


@pytest.mark.parametrize("slug", ["oost", "west"])
def test_every_phase_is_there(demo, slug):
    years = Trajectory.objects.filter(participant__district__slug=slug).with_phase(demo.today)
    assert set(years.values_list("phase", flat=True)) == set(Phase.values)


def test_people_stopped_for_all_kinds_of_reasons(demo):
    stopped = Trajectory.objects.filter(ending=Phase.STOPPED, started_on__gte="2020-01-01")
    assert set(stopped.values_list("ended_why", flat=True)) >= set(Why.values) - {
        Why.REACHED,
        Why.YEAR_OVER,
    }


def test_every_state_of_a_match_is_there(demo):
    assert set(Match.objects.values_list("state", flat=True)) == set(State.values)
    sides = Match.objects.filter(state=State.DECLINED).values_list("declined_by", flat=True)
    assert set(sides) == {"participant", "buddy", "wij", "lead"}


@pytest.mark.parametrize(("slug", "number"), [("west", 2), ("oost", 2), ("zuid", 1)])
def test_wij_has_matches_to_approve(demo, slug, number):
    found = Match.objects.filter(state=State.AGREED, participant__district__slug=slug)
    assert found.count() == number
    for match in found:
        assert match.why and match.participant_words and match.buddy_words


def test_somebody_looks_at_three_cards(demo):
    cards = Match.objects.filter(state=State.PROPOSED).values("participant")
    assert 3 in cards.annotate(number=Count("pk")).values_list("number", flat=True)


def test_nobody_has_two_matches_past_proposed(demo):
    past = Match.objects.filter(state__in=PAST_PROPOSED).values("participant")
    assert not past.annotate(number=Count("pk")).filter(number__gt=1).exists()


def test_a_buddy_never_has_more_than_their_places(demo):
    past = Count("matches", filter=Q(matches__state__in=PAST_PROPOSED))
    assert not Buddy.objects.annotate(taken=past).filter(taken__gt=F("places")).exists()


def test_every_buddy_but_one_newcomer_can_be_proposed(demo):
    active = Buddy.objects.active()
    assert active.filter(trained_on=None).count() == 1
    assert not active.filter(wij_contact=None).exists()
    assert not Match.objects.filter(buddy__trained_on=None).exists()


def test_every_meeting_falls_inside_its_year_and_match(demo):
    inside = Q(trajectory__ended_on=None) | Q(held_on__lte=F("trajectory__ended_on"))
    inside &= Q(match__ended_on=None) | Q(held_on__lte=F("match__ended_on"))
    inside &= Q(held_on__gte=F("match__started_on"), held_on__lt=demo.today)
    assert not Meeting.objects.exclude(inside).exists()
    assert not Meeting.objects.exclude(logged_at__date=F("held_on")).exists()


def test_most_weeks_have_a_meeting(demo):
    weeks = held = 0
    for year in Trajectory.objects.filter(started_on__gte="2020-01-01"):
        weeks += (min(year.ended_on or demo.today, demo.today) - year.started_on).days / 7
        held += year.meetings.filter(kind=Kind.MEETING).count()
    assert 0.80 < held / weeks < 0.92


def test_some_fell_silent_and_the_others_did_not(demo):
    silences = []
    for year in Trajectory.objects.open():
        contact = year.meetings.filter(kind__in=CONTACT).order_by("held_on").last()
        silences += [(demo.today - contact.held_on).days] if contact else []
    assert sorted(days for days in silences if days > 8) == [12, 12, 12, 24, 24]


def test_a_step_is_reported_after_it_was_agreed(demo):
    early = ActionReport.objects.filter(meeting__held_on__lt=F("action__agreed_on"))
    assert not early.exists()
    other = ActionReport.objects.exclude(action__trajectory=F("meeting__trajectory"))
    assert not other.exists()


def test_obstacles_stand_in_every_state_and_some_wait_too_long(demo):
    assert set(Obstacle.objects.values_list("state", flat=True)) == set(Stuck.values)
    late = Obstacle.objects.overdue(demo.today)
    assert set(late.values_list("trajectory__participant__district__slug", flat=True)) >= {"west"}
    assert not ObstacleAnswer.objects.filter(at__date__gte=demo.today).exists()
    unasked = Obstacle.objects.filter(consent="no", answers__isnull=False)
    assert not unasked.exists()


def test_noor_has_a_household_a_draft_and_an_answer(demo):
    noor = Hat.objects.get(user__email__startswith="noor.testinga@", role=Role.BUDDY)
    seen = Participant.objects.visible_to(noor)
    assert seen.count() > seen.values("household").distinct().count()
    together = Meeting.objects.filter(trajectory__participant__in=seen).values("entry")
    assert together.annotate(rows=Count("pk")).filter(rows=2).count() > 3
    assert Draft.objects.filter(user=noor.user, participant__in=seen).count() == 1
    open_still = Obstacle.objects.visible_to(noor).filter(state=Stuck.WORKING)
    assert open_still.filter(answers__state=Stuck.WORKING).exists()


def test_logs_are_corrected_and_one_came_too_late(demo):
    assert EarlierMeeting.objects.count() > 20
    assert not EarlierMeeting.objects.filter(note=F("meeting__note")).exists()
    late = LateLog.objects.get()
    assert late.held_on <= late.match.ended_on <= late.handed_at.date()


def test_most_pairs_have_a_next_appointment_and_some_today(demo):
    days = [at.date() for at in Appointment.objects.values_list("at", flat=True)]
    assert len(days) > Trajectory.objects.open().count() / 2
    assert demo.today in days and min(days) == demo.today


def test_names_come_in_several_scripts(demo):
    names = " ".join(current().values_list("name", flat=True))
    assert LONG in names
    for part in ("Özgür", "Zoë", "Çiğdem", "Şirin", "Renée", "رانيا Testinga", "ጸሃይ Fictema"):
        assert part in names
    assert all(p.search_name == fold(p.name)[:200] for p in Participant.objects.all())
    assert all(u.search_name == searchable(u.name, u.called, u.email) for u in User.objects.all())


def test_two_participants_share_a_household(demo):
    members = Count("members", filter=Q(members__in=current()))
    assert Household.objects.annotate(number=members).filter(number=2).count() >= 1


def test_a_former_participant_is_a_buddy_now(demo):
    former = Participant.objects.exclude(user=None).get()
    assert former.user.buddy.left_on is None
    assert former.outcomes.filter(kind__code="became_buddy").exists()


def test_some_people_wear_several_hats(demo):
    worn = Q(hats__withdrawn_at=None)
    several = User.objects.annotate(number=Count("hats", filter=worn)).filter(number__gt=1)
    roles = [sorted(user.hats.values_list("role", flat=True)) for user in several]
    assert sorted(roles) == [[Role.BUDDY, Role.WIJ], [Role.LEAD, Role.LEAD]]


def test_the_trail_tells_who_looked(demo):
    looks = AuditEvent.objects.filter(verb=Verb.LOOK, role__in=[Role.BUDDY, Role.LEAD])
    assert looks.values("participant_id").distinct().count() > 60
    approvals = AuditEvent.objects.filter(step="approve")
    assert set(approvals.values_list("role", flat=True)) == {Role.WIJ}
    assert list(AuditEvent.objects.order_by("pk")) == list(AuditEvent.objects.order_by("at", "pk"))


def test_everybody_has_the_demo_password(demo):
    noor = User.objects.get(email__startswith="noor.testinga@")
    assert noor.check_password(PASSWORD)
    assert len(set(User.objects.values_list("password", flat=True))) == 1


def test_other_days_work_too(elsewhen):
    day, rows = elsewhen
    assert max(meeting.held_on for meeting in rows[Meeting]) < day
    assert max(outcome.reached_on for outcome in rows[Outcome]) < day
