"""Every number is the length of the list behind it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kansrijk.overview import figures
from kansrijk.overview.figures import Scope
from kansrijk.overview.outcomes import all_figures, outcome_counts, with_outcome
from kansrijk.overview.periods import Period
from participants.models.states import State
from tests import make


@pytest.fixture
def this_year(lies):
    return Scope(lies, Period(make.today() - timedelta(days=365), make.today()))


def story():
    """One of everything in West, and one in Oost that nobody in West may count."""
    for where in ("west", "oost"):
        year = make.trajectory(of=make.participant(where=where))
        make.meeting(of=year, held_on=make.today() - timedelta(days=12))
        make.meeting(of=year, held_on=make.today() - timedelta(days=3), kind="app")
        make.success(of=year)
        make.outcome(of=year.participant, code="off_benefits_full")
        make.match(of=make.participant(where=where), state=State.AGREED)
        waiting = make.participant(where=where)
        make.match(of=waiting)


def test_every_figure_is_its_list(client, lies, this_year):
    story()

    for figure in all_figures():
        url = reverse("figure", args=[figure.slug])
        days = {"periode": "eigen", "van": this_year.period.first, "tot": this_year.period.last}
        page = client.wear(lies).get(url, days)
        assert page.context["page"].paginator.count == figure.count(this_year), figure.slug


def test_the_figures_of_a_small_district(this_year):
    story()

    counts = {figure.slug: figure.count(this_year) for figure in all_figures()}

    assert {slug: count for slug, count in counts.items() if count} == {
        "wachtend": 2, "wij": 1, "open-koppelingen": 2, "gestarte-koppelingen": 1, "begonnen": 1,
        "gebleven": 1, "fase-calm": 1, "gesprekken": 1, "trajecten-met-gesprekken": 1,
        "successen": 1, "kijkmomenten-aan-de-beurt": 1, "kijkmomenten-gepland": 1,
        "resultaat-work_found": 1, "resultaat-off_benefits_full": 1,
    }  # fmt: skip


def test_grouped_counts_are_those_of_the_single_figures(this_year):
    story()

    for figure, count in figures.phase_counts(this_year):
        assert count == figure.count(this_year)
    for figure, count, _ in outcome_counts(this_year):
        assert count == figure.count(this_year)


def test_silence_counts_from_the_last_contact_of_any_kind(this_year):
    silent, missed, heard = (make.trajectory() for _ in range(3))
    make.meeting(of=silent, held_on=make.today() - timedelta(days=10))
    make.meeting(of=missed, held_on=make.today(), kind="missed")
    make.meeting(of=heard, held_on=make.today() - timedelta(days=9), kind="phone")

    assert set(figures.silent(this_year)) == {silent, missed}


def test_weeks_due_are_all_days_before_aftercare_by_seven(lies):
    begun = date(2025, 3, 1)
    make.trajectory(started_on=begun)  # 31 days of March
    make.trajectory(started_on=begun, aftercare_on=date(2025, 3, 16))  # 15 days
    make.trajectory(started_on=date(2025, 3, 26))  # 6 days
    march = Scope(lies, Period(date(2025, 3, 1), date(2025, 3, 31)))

    assert figures.weeks_due(march) == (31 + 15 + 6) // 7


def test_a_meeting_in_aftercare_is_no_weekly_meeting(this_year):
    year = make.trajectory(aftercare_on=make.today() - timedelta(days=10))
    weekly = make.meeting(of=year, held_on=make.today() - timedelta(days=11))
    make.meeting(of=year, held_on=make.today() - timedelta(days=9))

    assert list(figures.meetings_held(this_year)) == [weekly]


def test_two_results_of_one_person_count_once(this_year):
    rania = make.participant()
    for code, days in (("off_benefits_mostly", 90), ("off_benefits_full", 3)):
        make.outcome(of=rania, code=code, reached_on=make.today() - timedelta(days=days))

    assert with_outcome("work_found", this_year).count() == 1


def test_who_stopped_in_the_period_did_not_stay(this_year):
    make.trajectory()
    gone = {"ending": "stopped", "ended_why": "moved", "ended_on": make.today()}
    make.trajectory(**gone)

    assert figures.begun(this_year).count() == 2
    assert figures.stayed(this_year).count() == 1
