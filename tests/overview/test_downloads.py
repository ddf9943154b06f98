"""Lies keeps a list as a file: the rows that she sees, all of them, and nothing else."""

import csv
import io

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent
from kansrijk.overview import behind
from kansrijk.overview.figures.registry import Scope, all_figures
from kansrijk.overview.periods import Period
from kansrijk.ui.sheets import separated
from participants.views import referrals
from plans.models import Meeting, Review
from tests import make
from tests.overview.districts import in_both_districts

LISTS = [
    "referrals:list", "participants:list", "matches:list", "buddies:list", "obstacles:list",
    "reviews_of_district", "outcomes_of_district", "change_people",
]  # fmt: skip


def rows_of(response):
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def kept(client, name, **asked):
    return rows_of(client.get(reverse(name), asked | {"als": "csv"}))


def test_every_list_is_kept_as_it_stands(client, lies):
    in_both_districts()
    year = Review.objects.filter(which="halfway").first().planned_on.year
    asked = {name: {} for name in LISTS} | {"reviews_of_district": {"stand": "alle"}}
    asked["change_people"] = {"daarna": "halfway", "jaar": year}
    client.wear(lies)
    for name in LISTS:
        page = client.get(reverse(name), asked[name])
        rows = kept(client, name, **asked[name])

        assert len(rows) == page.context["page"].paginator.count > 0, name
        assert "als=xlsx" in page.text and "als=csv" in page.text, name
        assert "Olga" not in str(rows) and "Oost" not in str(rows), name
    lines = AuditEvent.objects.filter(verb="export")
    assert len(lines) == len(LISTS)
    assert all(line.rows and "Wout" not in str(vars(line)) for line in lines)


def test_all_pages_come_in_the_order_of_the_list(client, lies, monkeypatch):
    monkeypatch.setattr(referrals, "ROWS_A_PAGE", 2)
    for day in (5, 3, 1, 4, 2):
        make.referral(f"Dag {day}", received_on=make.today().replace(day=day, month=1))

    rows = kept(client.wear(lies), "referrals:list", pagina=2)

    assert [row["naam"] for row in rows] == [f"Dag {day}" for day in range(1, 6)]
    assert rows[0]["aangemeld op"] == f"{make.today().year}-01-01"


def test_the_filters_of_the_address_hold(client, lotte):
    in_both_districts()

    rows = kept(client.wear(lotte), "participants:list", gebied="oost", fase="wachtend")

    assert [(row["deelnemer"], row["gebied"]) for row in rows] == [("Olga Testinga", "Oost")]


def test_a_name_that_was_searched_stays_out_of_the_address(client, lies):
    in_both_districts()
    path = reverse("participants:list")

    page = client.wear(lies).post(path, {"naam": "ficté"}).text
    rows = rows_of(client.post(path, {"naam": "ficté", "als": "csv"}))

    assert 'name="naam" value="ficté"' in page and "als=csv" not in page
    assert [row["deelnemer"] for row in rows] == ["Wout Fictema"]


def test_who_may_be_known_by_name_and_no_words(client, lies):
    make.obstacle(consent="unnamed", of=make.trajectory(of=make.participant("Rania Fictema")))
    make.meeting(note="Geheim verslag")
    client.wear(lies)

    [row] = kept(client, "obstacles:list")
    files = [str(kept(client, name)) for name in LISTS]

    assert row["deelnemer"] == "zonder naam" and "toeslag al drie" not in str(row)
    assert not any("Geheim" in file or "toeslag is al" in file for file in files)


def test_only_a_lead_keeps_lists(client, noor, wouter, tess, rania):
    for hat, name in (
        (noor, "participants:list"),
        (wouter, "buddies:list"),
        (tess, "buddies:list"),
    ):
        page = client.wear(hat).get(reverse(name))

        assert "als=xlsx" not in page.text
        assert client.get(reverse(name), {"als": "xlsx"}).status_code == 403
    assert not AuditEvent.objects.filter(verb="export").exists()


def test_another_kind_of_file_does_not_exist(client, lies):
    assert client.wear(lies).get(reverse("buddies:list"), {"als": "pdf"}).status_code == 404


def test_who_only_asks_what_a_file_is_takes_nothing(client, lies, rania):
    path = reverse("participants:list")

    found = client.wear(lies).head(path, {"als": "xlsx"})

    assert found["Content-Type"].endswith("spreadsheetml.sheet") and not found.content
    assert client.head(path, {"als": "pdf"}).status_code == 404
    assert not AuditEvent.objects.filter(verb="export").exists()


def test_a_name_is_never_a_formula(client, lies):
    nasty = ["=cmd|' /C calc'!A1", "+1", "-1+2", "@SUM(A1)", "＝1+1"]
    for name in [*nasty, "رانيا Özgür"]:
        make.participant(name)

    rows = kept(client.wear(lies), "participants:list")

    assert {row["deelnemer"] for row in rows} == {*(f"'{name}" for name in nasty), "رانيا Özgür"}


def test_every_figure_has_a_file_with_as_many_rows(lotte):
    in_both_districts()
    scope = Scope(lotte, Period(make.today().replace(year=2020, day=1), make.today()))
    for figure in all_figures():
        rows = behind.listed(figure, figure.rows(scope)).iterator(100)
        written = separated.write(io.BytesIO(), behind.columns(figure), rows)
        assert written == figure.count(scope), figure.slug


def test_the_list_behind_a_figure_keeps_its_period(client, lies):
    in_both_districts()
    Meeting.objects.filter(trajectory__participant__district__slug="west").update(
        held_on=make.today().replace(year=2021)
    )
    path = reverse("figure", args=["gesprekken"])
    days = {"periode": "eigen", "van": "2021-01-01", "tot": "2021-12-31"}

    then = rows_of(client.wear(lies).get(path, days | {"als": "csv"}))

    assert [row["deelnemer"] for row in then] == ["Wout Fictema"]
    assert rows_of(client.get(path, {"als": "csv"})) == []


@pytest.mark.parametrize("rows", [1, 6])
def test_a_file_costs_the_same_however_long(client, lies, rows, django_assert_num_queries):
    for _ in range(rows):
        make.trajectory()
    client.wear(lies)

    with django_assert_num_queries(5):  # session, user with hats, people, years, the line
        client.get(reverse("participants:list"), {"als": "xlsx"}).getvalue()
