"""Lies shares the figures of a year: of who said yes, without small numbers, the same each time."""

import csv
import io
from datetime import date
from random import Random

import pytest
import time_machine
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, SharedYear
from kansrijk.imports.workbook import sheets_of
from kansrijk.overview.figures.registry import FAMILIES, FIGURES
from kansrijk.overview.sharing.counts import ALL, PARTS, SPLIT, counted, nobody, numbers_of
from kansrijk.values.small import TOO_FEW
from participants.models import Consent
from tests import make

SHARE, SAVE = "/gebied/delen/", "/gebied/bewaren/"


@pytest.fixture(autouse=True)
def in_spring():
    with time_machine.travel(date(2026, 3, 1), tick=False):
        yield


def people(number, *, where="west", says_yes=True):
    """So many people who began in 2025, each with a meeting and a result."""
    for _ in range(number):
        of = make.participant(where=where, joined_on=date(2025, 2, 1))
        year = make.trajectory(of=of, started_on=date(2025, 3, 1))
        make.meeting(of=year, held_on=date(2025, 3, 8))
        make.outcome(of=of, reached_on=date(2025, 6, 1))
        make.consent(of=of, kind="report", is_given=says_yes)


def shared(client, **asked):
    response = client.post(SHARE, {"jaar": 2025, "als": "csv"} | asked)
    lines = response.getvalue().decode("utf-8-sig").split("\r\n")
    head = next(number for number, line in enumerate(lines) if line.startswith("gebied;"))
    rows = csv.DictReader(io.StringIO("\r\n".join(lines[head:]), newline=""), delimiter=";")
    return {(row["gebied"], row["cijfer"]): row["getal"] for row in rows}


def test_only_who_said_yes_counts(lies):
    people(7)
    people(3, says_yes=False)
    make.trajectory(started_on=date(2025, 3, 1))  # never asked
    gone = Consent.objects.filter(is_given=True).first()
    Consent.objects.filter(pk=gone.pk).update(withdrawn_on=make.today())

    for slug in ("begonnen", "gesprekken", "aangenomen"):
        [cell] = counted(FIGURES[slug], nobody(2025)).values()
        assert (cell.number, cell.people) == (6, 6), slug
    assert {c.number for c in counted(FAMILIES["resultaat"], nobody(2025)).values()} == {6}


def test_small_numbers_stay_inside(client, lotte):
    people(12)
    people(2, where="oost")

    told = shared(client.wear(lotte))

    begun = {place: number for (place, what), number in told.items() if "begonnen" in what}
    assert begun["West"] in ("10", "15") and begun["Oost"] == TOO_FEW
    assert begun["Zuid"] == TOO_FEW  # nobody, which is not told either
    assert not {"1", "2", "3", "4", "0"} & {*told.values()}


def test_many_meetings_of_few_people_stay_inside(client, lies):
    people(2)
    for day in range(1, 29):
        make.meeting(
            of=Consent.objects.first().participant.trajectories.get(), held_on=date(2025, 4, day)
        )

    assert shared(client.wear(lies))["West", "gesprekken gehouden"] == TOO_FEW


def test_a_lead_shares_only_the_own_district(client, lies):
    people(6)
    people(6, where="oost")

    told = shared(client.wear(lies), gebied="oost")

    assert {place for place, _ in told} == {"West"}


def test_who_shares_again_gives_the_same_numbers(client, lies, lotte):
    people(9)
    first = shared(client.wear(lies))
    people(20)

    again, of_all = shared(client), shared(client.wear(lotte))

    assert again == first and first.items() <= of_all.items()
    assert SharedYear.objects.count() == 1
    lines = AuditEvent.objects.filter(verb="export").order_by("pk")
    assert [line.rows for line in lines] == [len(first), len(first), len(of_all)]
    assert AuditEvent.objects.filter(verb="add", subject="audit.sharedyear").count() == 1


def test_the_file_says_what_was_done(client, lies):
    people(6)

    response = client.wear(lies).post(SHARE, {"jaar": 2025, "als": "xlsx"})

    words, table = sheets_of(io.BytesIO(response.getvalue()), 500)
    assert words.name == "Uitleg" and "ja zeiden" in str(words.rows)
    assert table.rows[0][1][:4] == ["gebied", "cijfer", "jaar", "getal"]
    assert any(isinstance(cells[3], int | float) for _, cells in table.rows[1:])


@pytest.mark.parametrize(("year", "day"), [(2026, date(2026, 3, 1)), (2025, date(2026, 1, 31))])
def test_a_year_that_is_not_over_stays_inside(client, lies, year, day):
    people(6)
    with time_machine.travel(day, tick=False):
        page = client.wear(lies).post(SHARE, {"jaar": year, "als": "csv"})

    assert page.status_code == 422
    assert not SharedYear.objects.exists()


def test_the_page_says_what_it_does_also_without_a_year(client, lies, noor):
    assert "Er is nog geen heel jaar" in client.wear(lies).get(SAVE).text
    people(6)
    page = client.get(SAVE).text

    assert "door loting" in page and ">2025<" in page and not SharedYear.objects.exists()
    assert client.get(SHARE).status_code == 405
    assert client.wear(noor).get(SAVE).status_code == client.post(SHARE).status_code == 403


def test_the_numbers_are_those_of_the_figures(lotte):
    """Of one place, with everybody saying yes, before anything is hidden or rounded."""
    people(8)
    scope = nobody(2025)
    scope.hat.reporting = False
    for each in [*(FIGURES[slug] for slug in SPLIT), FAMILIES["bron"], FAMILIES[PARTS]]:
        total = sum(cell.number for cell in counted(each, scope).values())
        expected = sum(f.count(scope) for f in each.figures()) if each.slug in FAMILIES else None
        assert total == (each.count(scope) if expected is None else expected), each.slug
    numbers = numbers_of(2025, Random(3).random)
    assert numbers["begonnen"][ALL] in (5, 10) and numbers["begonnen"]["oost"] is None


def test_an_impossible_period_is_told_before_it_is_kept(client, lies):
    days = {"periode": "eigen", "van": "2025-03-31", "tot": "2025-03-01"}

    page = client.wear(lies).get(SAVE, days).text

    assert "Deze periode of dit gebied bestaat niet" in page
    assert "Deze periode" not in client.get(SAVE).text


def test_for_own_use_the_figures_are_exact(client, lies):
    people(3)
    days = {"periode": "eigen", "van": "2025-03-01", "tot": "2025-03-31"}

    raw = client.wear(lies).get(SAVE, days | {"als": "csv"}).getvalue().decode("utf-8-sig")
    rows = {row["cijfer"]: row for row in csv.DictReader(io.StringIO(raw), delimiter=";")}

    begun = rows["deelnemers begonnen"]
    assert (begun["getal"], begun["getal ervoor"], begun["gebied"]) == ("3", "0", "West")
    assert begun["telt"] == "1 maart 2025 tot en met 31 maart 2025"
    assert "in de periode begonnen" in begun["uitleg"]
    assert rows["al 10 dagen stil"]["wacht het langst sinds"] == "2025-03-08"
    assert AuditEvent.objects.get(verb="export").rows == len(rows)
    assert SAVE in client.get(reverse("district")).text


def test_a_year_is_not_fixed_without_a_file(client, lies):
    people(7)

    for how in ("exe", ""):
        assert client.wear(lies).post(SHARE, {"jaar": 2025, "als": how}).status_code == 404
    assert not SharedYear.objects.exists()
