"""Every number is the length of the list behind it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kansrijk.accounts.models import Hat, Role
from kansrijk.overview.board import BEFORE, NOW, board, wanted
from kansrijk.overview.figures import attention, meetings, year
from kansrijk.overview.figures.counting import Count, counted
from kansrijk.overview.figures.registry import FAMILIES, FIGURES, Scope, all_figures, find_figure
from kansrijk.overview.periods import Period
from participants.intake import incomplete, intake_of, missing, with_missing
from participants.models import Participant
from participants.models.states import State
from plans.models.trajectories import Phase
from tests import make


@pytest.fixture
def this_year(lies):
    return Scope(lies, Period(make.today() - timedelta(days=365), make.today()))


def ago(days):
    return make.today() - timedelta(days=days)


def story():
    """One of everything in West, and one in Oost that nobody in West may count."""
    for where in ("west", "oost"):
        year = make.trajectory(of=make.participant(where=where))
        make.meeting(of=year, held_on=ago(12))
        make.meeting(of=year, held_on=ago(3), kind="app")
        make.success(of=year)
        make.outcome(of=year.participant, code="off_benefits_full")
        make.match(of=make.participant(where=where), state=State.AGREED)
        waiting = make.participant(where=where)
        make.match(of=waiting)


def test_every_figure_is_its_list(client, lies, this_year):
    story()
    client.wear(lies)
    days = {"periode": "eigen", "van": this_year.period.first, "tot": this_year.period.last}

    for figure in all_figures():
        page = client.get(reverse("figure", args=[figure.slug]), days)
        assert page.context["page"].paginator.count == figure.count(this_year), figure.slug


def test_the_figures_of_a_small_district(this_year):
    story()

    counts = {figure.slug: figure.count(this_year) for figure in all_figures()}

    assert {slug: number for slug, number in counts.items() if number} == {
        "wachtend": 2, "wij": 1, "onvolledig": 3, "aangenomen": 3, "open-koppelingen": 2,
        "gestarte-koppelingen": 1, "begonnen": 1, "fase-calm": 1, "erin-calm": 1, "gebleven": 1,
        "gesprekken": 1, "trajecten-met-gesprekken": 1, "successen": 1,
        "kijkmomenten-aan-de-beurt": 1, "kijkmomenten-gepland": 1, "buddys": 3,
        "buddys-met-plek": 3, "drukte-0": 1, "drukte-1": 2, "resultaat-work_found": 1,
        "deelresultaat-off_benefits_full": 1,
    }  # fmt: skip


def test_what_is_counted_together_is_what_is_counted_alone(this_year):
    story()
    make.obstacle(of=make.trajectory(), state="solved")
    counts = counted(wanted(this_year))

    for (when, slug), found in counts.items():
        scope = this_year if when == NOW else this_year.before
        if slug in FIGURES:
            assert found.number == FIGURES[slug].count(scope), slug
            continue
        for figure, (key, _) in zip(
            FAMILIES[slug].figures(), FAMILIES[slug].members(), strict=True
        ):
            assert found[key] == figure.count(scope), figure.slug


def test_everything_is_counted_with_one_statement(this_year, django_assert_num_queries):
    story()
    now = [(NOW, figure, this_year) for figure in FIGURES.values()]
    before = [(BEFORE, split, this_year.before) for split in FAMILIES.values()]
    assert this_year.hat.home is None

    with django_assert_num_queries(2):  # which consents are asked, and all that is counted
        counted([*now, *before])


def test_a_lead_of_all_counts_all_districts_or_some(lies, this_year):
    story()
    everywhere = Hat(user=lies.user, role=Role.LEAD)
    some = Hat(user=lies.user, role=Role.LEAD)
    some.reach = [make.district("oost").pk]

    numbers = [
        FIGURES["begonnen"].count(Scope(hat, this_year.period)) for hat in (everywhere, some, lies)
    ]

    assert numbers == [2, 1, 1]


def test_silence_counts_from_the_last_contact_of_any_kind(this_year):
    silent, missed, heard, long = (make.trajectory() for _ in range(4))
    make.meeting(of=silent, held_on=ago(10))
    make.meeting(of=missed, held_on=make.today(), kind="missed")
    make.meeting(of=heard, held_on=ago(9), kind="phone")
    make.meeting(of=long, held_on=ago(21))

    assert set(attention.silent(this_year)) == {silent, missed, long}
    assert {each.pk: each.quiet_since for each in attention.silent(this_year)}[long.pk] == ago(21)
    assert long in attention.very_silent(this_year)
    assert silent not in attention.very_silent(this_year)


def test_weeks_due_are_all_days_before_aftercare_by_seven(lies):
    begun = date(2025, 3, 1)
    make.trajectory(started_on=begun)  # 31 days of March
    make.trajectory(started_on=begun, aftercare_on=date(2025, 3, 16))  # 15 days
    make.trajectory(started_on=date(2025, 3, 26))  # 6 days
    march = Scope(lies, Period(date(2025, 3, 1), date(2025, 3, 31)))

    assert board(march)["due"] == (31 + 15 + 6) // 7


def test_a_meeting_in_aftercare_is_no_weekly_meeting(this_year):
    year = make.trajectory(aftercare_on=ago(10))
    weekly = make.meeting(of=year, held_on=ago(11))
    make.meeting(of=year, held_on=ago(9))

    assert list(meetings.meetings_held(this_year)) == [weekly]


def test_two_results_of_one_person_count_once(this_year):
    rania = make.participant()
    for code, days in (("off_benefits_mostly", 90), ("off_benefits_full", 3)):
        make.outcome(of=rania, code=code, reached_on=ago(days))

    found = counted(wanted(this_year))[NOW, "resultaat"]

    assert found["work_found"] == find_figure("resultaat-work_found").count(this_year) == 1


def test_who_stopped_in_the_period_did_not_stay(this_year):
    make.trajectory()
    make.trajectory(ending="stopped", ended_why="moved", ended_on=make.today())

    assert year.begun(this_year).count() == 2
    assert year.stayed(this_year).count() == 1
    assert find_figure("gestopt-moved").count(this_year) == 1


def test_who_was_there_plus_who_came_minus_who_went_is_who_is_there(lies):
    scope = Scope(lies, Period(ago(100), ago(10)))
    make.trajectory(started_on=ago(300), wish_on=ago(200))
    make.trajectory(started_on=ago(300), wish_on=ago(50), underway_on=ago(50))
    make.trajectory(started_on=ago(99), underway_on=ago(20))
    make.trajectory(started_on=ago(300), ended_on=ago(10), ending="stopped", ended_why="moved")
    make.trajectory(started_on=ago(5))

    rows = {label: [told.number for told in cells] for label, cells in board(scope)["flow"]}

    assert rows == {
        "rust": [2, 1, 3, 0], "wat wil jij?": [1, 1, 1, 1], "onderweg": [0, 2, 0, 2],
        "nazorg": [0, 0, 0, 0],
    }  # fmt: skip
    assert all(begin + came - went == end for begin, came, went, end in rows.values())
    assert Phase.CALM.label in rows


def test_the_road_is_timed_from_the_referral_to_the_start(lies, this_year):
    for days in (40, 60, 70):
        made = make.trajectory(of=make.participant(joined_on=ago(days - 10)), started_on=ago(20))
        make.referral(participant=made.participant, state="accepted", received_on=ago(days))
    make.trajectory(started_on=ago(20))  # came without a referral

    [whole, first, *_] = board(this_year)["road"]

    assert (whole.number, whole.middle) == (3, 40)
    assert first.middle == 10


def test_an_incomplete_file_is_one_of_which_the_page_says_what_is_missing(lies, this_year):
    make.trajectory(), make.participant(birth_year=None)
    (
        make.consent(of=make.participant(wish="Rust"), kind="report"),
        make.stressor(of=make.participant()),
    )

    for participant in with_missing(Participant.objects.all()):
        asked = intake_of(participant, by=lies)
        found = incomplete(Participant.objects.filter(pk=participant.pk))
        assert found.exists() == bool(asked.missing)
        assert missing(participant) == ", ".join(asked.missing)


@given(st.lists(st.integers(0, 400), max_size=30))
def test_the_middle_is_the_middle(values):
    found = Count()
    for value in values:
        found.add(str(value), 1, None)
    ordered = sorted(values)
    half = len(values) // 2
    expected = (ordered[half] + ordered[~half]) / 2 if values else None

    assert (found.median, found.total) == (expected, sum(values))
