"""What is kept is what the rows say, whatever is written, and by however many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kansrijk.accounts.models import Hat, Role
from kansrijk.overview.board import besides, wanted
from kansrijk.overview.figures.counting import counted
from kansrijk.overview.figures.registry import FAMILIES, FIGURES, FLOWS, Scope
from kansrijk.overview.kept import books, pulse
from kansrijk.overview.kept.counts import kept
from kansrijk.overview.models import DayBook, Pulse, Tally
from kansrijk.overview.periods import Period, of_year
from plans.models import Meeting, Outcome
from tests import make

STATIC = ("places_", "accounts_", "plans_outcomekind", "plans_partner", "buddies_wijcontact")
DAYS = st.dates(make.today() - timedelta(days=500), make.today() + timedelta(days=40))


def ago(days):
    return make.today() - timedelta(days=days)


def story():
    """A bit of everything in West and Oost."""
    for where in ("west", "oost"):
        year = make.trajectory(
            of=make.participant(where=where), started_on=ago(300), wish_on=ago(250),
            underway_on=ago(200), aftercare_on=ago(20),
        )  # fmt: skip
        for days in (290, 100, 99, 5):
            make.meeting(of=year, held_on=ago(days), seconds=days)
        make.outcome(of=year.participant, code="off_benefits_full", reached_on=ago(120))
        make.outcome(of=year.participant, code="off_benefits_mostly", reached_on=ago(200))
        make.outcome(of=year.participant, code="off_benefits_full", reached_on=ago(260))
        make.success(of=year)
        make.obstacle(of=year, state="solved")
        make.trajectory(
            of=make.participant(where=where), started_on=ago(90), ended_on=ago(30),
            ending="stopped", ended_why="moved",
        )  # fmt: skip


def plain(counts):
    """The counts, as far as a page tells them."""
    return {
        where: (found.number, found.total, found.oldest)
        if where[1] == "trajecten-met-gesprekken"
        else (found.number, +found.keys, found.oldest)
        for where, found in counts.items()
    }


def same(hat, period):
    asked = [*wanted(Scope(hat, period)), *besides(Scope(hat, period))]
    return plain(kept(asked, hat)[0]) == plain(counted(asked))


@pytest.fixture
def everywhere(lies):
    return Hat(user=lies.user, role=Role.LEAD)


@pytest.fixture
def some(lies):
    hat = Hat(user=lies.user, role=Role.LEAD)
    hat.reach = [make.district("west").pk, make.district("zuid").pk]
    return hat


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(days=st.tuples(DAYS, DAYS))
def test_any_period_gives_what_the_rows_give(db, lies, everywhere, some, days):
    if not Meeting.objects.exists():
        story()
    period = Period(min(days), max(days))

    assert all(same(hat, period) for hat in (lies, everywhere, some))


def test_whatever_is_written_is_counted_at_the_next_look(lies, everywhere, noor):
    story()
    year, period = make.trajectory(), of_year(make.today())
    meeting = make.meeting(of=year)
    writes = [
        lambda: make.meeting(of=year, held_on=ago(1)),
        lambda: Meeting.objects.filter(pk=meeting.pk).update(kind="app"),
        lambda: meeting.delete(),
        lambda: make.outcome(of=year.participant, reached_on=ago(100)),
        lambda: Outcome.objects.all().delete(),
        lambda: type(year).objects.filter(pk=year.pk).update(aftercare_on=ago(0), aftercare_until=ago(0)),
        lambda: year.participant.__class__.objects.update(district=make.district("oost")),
        lambda: make.referral(),
        lambda: type(noor.user.buddy).objects.update(places=9),
    ]  # fmt: skip
    for number, write in enumerate(writes):
        assert same(lies, period) and same(everywhere, period), number
        write()
    assert same(lies, period) and same(everywhere, period)
    assert not list(books.misfits())


def test_a_look_when_nothing_changed_counts_nothing(lies, django_assert_num_queries):
    story()
    asked = wanted(Scope(lies, of_year(make.today())))
    assert not lies.home and kept(asked, lies)

    with django_assert_num_queries(1):
        kept(asked, lies)


def test_a_new_day_counts_anew(lies):
    make.meeting(of=make.trajectory(started_on=ago(30)), held_on=ago(9))
    assert same(lies, of_year(make.today()))

    with time_machine.travel(make.today() + timedelta(days=1), tick=False):
        asked = wanted(Scope(lies, of_year(make.today())))
        assert kept(asked, lies)[0]["now", "stil"].number == 1


def test_other_code_counts_anew(everywhere, monkeypatch):
    make.meeting(of=make.trajectory(started_on=ago(30)), held_on=ago(9))
    assert same(everywhere, of_year(make.today())) and not books.stale()

    monkeypatch.setattr(books, "recipe", lambda: "another")
    monkeypatch.setattr("kansrijk.overview.kept.counts.AT_ONCE", 0)
    asked = wanted(Scope(everywhere, of_year(make.today())))
    assert books.stale() and kept(asked, everywhere) is None  # the page counts the rows themselves

    call_command("keep_figures")
    assert kept(asked, everywhere) and not books.stale()


def test_who_takes_part_themselves_is_never_told_what_was_kept(lies):
    make.participant(user=lies.user)

    assert kept([], lies) is None


def test_every_table_of_people_that_a_figure_reads_beats(lies):
    scope, read = Scope(lies, of_year(date(2025, 6, 1))), set()
    for each in [*FIGURES.values(), *FAMILIES.values(), *FLOWS.values()]:
        sql = str(each.rows(scope).query)
        read |= {name for name in connection.introspection.table_names() if f'"{name}"' in sql}

    unknown = {name for name in read - set(pulse.SOURCES) if not name.startswith(STATIC)}
    assert not unknown
    assert "plans_meeting" in read


def test_the_command_tells_when_what_is_kept_is_wrong(lies, capsys):
    story()
    call_command("keep_figures")
    call_command("keep_figures", check=True)
    Tally.objects.filter(figure="gesprekken").update(number=99)

    with pytest.raises(CommandError, match="hele programma"):
        call_command("keep_figures", check=True)
    book = DayBook.objects.exclude(days={}).first()
    DayBook.objects.filter(pk=book.pk).update(days={})
    with pytest.raises(CommandError, match=f"gebied {book.pk}"):
        call_command("keep_figures", check=True)


def test_pulses_of_gone_connections_are_added_up(lies):
    place = make.district("west").pk
    before = pulse.pulses([place]).get(place, 0)
    Pulse.objects.create(place=place, writer=999_999, number=7)

    pulse.settle()

    assert pulse.pulses([place]) == {place: before + 7}


def test_what_asks_for_a_day_book_knows_only_what_ships(db):
    """So what was made for one district may ask for another, whatever was written since."""
    books.statement.cache_clear()
    with CaptureQueriesContext(connection) as read:
        asked = books.statement(make.today(), 2)

    assert all('FROM "participants_consenttext"' in one["sql"] for one in read)  # which kinds
    ids = [value for value in asked.params if isinstance(value, int) and value < 0]
    assert set(ids) == {-1, -2}
    assert len(ids) == 2 * len(books.everything())


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_make_it_drift(lies):
    years = [make.trajectory(of=make.participant(where=w)) for w in ("west", "oost", "west")]
    everywhere = Hat(user=lies.user, role=Role.LEAD)
    everywhere.home = None

    def work(number):
        try:
            for days in range(4):
                with transaction.atomic():
                    make.meeting(of=years[number % 3], held_on=ago(days))
                kept(wanted(Scope(everywhere, of_year(make.today()))), everywhere)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))  # raises what went wrong in any of them

    assert same(everywhere, of_year(make.today()))
    assert not list(books.misfits())
