"""Rania's year: its phases, a later end, aftercare by her own wish, and how it ends."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kansrijk.mail.models import About
from kansrijk.overview.figures.registry import FIGURES, Scope
from kansrijk.overview.nudges import waiting
from kansrijk.overview.periods import Period
from kansrijk.values.dates import add_months
from plans.models import CalendarFeed, Extension, Trajectory
from tests import make
from tests.plans.helpers import contact_moment, extension, written

DAY = timedelta(days=1)


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def url(name, *args):
    return reverse(f"years:{name}", args=args)


def dates(year, **fields):
    """What a form about a year posts: days and words, and the version that was seen."""
    return {"seen_version": year.version, **fields}


def in_aftercare(year, **fields):
    begun = make.today() - timedelta(days=10)
    told = {"aftercare_on": begun, "aftercare_until": add_months(begun, 6)} | fields
    Trajectory.objects.filter(pk=year.pk).update(**told)
    year.refresh_from_db()
    year.reviews.plan(year)
    return begun


def ends(year, **fields):
    told = {"how": "done-reached", "ended_on": make.today(), "without_look": "on"}
    return dates(year, **(told | fields))


# ── The page ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["noor", "lies"])
def test_the_page_tells_the_road_of_the_year(client, rania, year, who, request):
    extension(of=year)
    make.review(of=year, held_on=make.today() - timedelta(days=50))

    page = client.wear(request.getfixturevalue(who)).get(url("detail", rania.pk)).text

    assert "week 11" in page and "Kijkmoment begin" in page and "afgerond" in page
    assert "Kijkmoment halverwege" in page and "De taalles loopt nog." in page
    assert ("Jaar verlengen" in page) == (who == "lies")
    assert written(rania).count() == 0


def test_without_a_year_the_page_says_so(client, lies):
    waits = make.participant()

    assert "nog niet begonnen" in client.wear(lies).get(url("detail", waits.pk)).text
    assert client.get(url("phases", waits.pk)).status_code == 404


def test_the_part_is_the_page(client, noor, rania):
    client.wear(noor)
    whole = client.get(url("detail", rania.pk)).text
    part = client.get(url("detail", rania.pk), headers={"hx-request": "true"}).text

    assert part.strip() in whole and "<html" not in part


# ── Phases ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["noor", "lies"])
def test_buddy_and_lead_set_when_a_phase_began(client, rania, year, who, request):
    begun = dates(year, wish_on=make.today() - 9 * DAY, underway_on=make.today())

    answer = client.wear(request.getfixturevalue(who)).post(url("phases", rania.pk), begun)

    year.refresh_from_db()
    assert answer.url == url("detail", rania.pk)
    assert year.present_phase == "underway"
    assert written(rania).get().fields == ["underway_on", "wish_on"]


@pytest.mark.parametrize(
    ("wish", "underway", "words"),
    [
        (1, None, "Deze dag komt nog"),
        (-999, None, "Jullie jaar begon op"),
        (None, -1, "Die fase komt eerst"),
        (-3, -4, "komt na"),
    ],
)
def test_phases_follow_each_other(client, noor, rania, year, wish, underway, words):
    days = {"wish_on": wish, "underway_on": underway}
    posted = {name: make.today() + n * DAY for name, n in days.items() if n is not None}

    answer = client.wear(noor).post(url("phases", rania.pk), dates(year, **posted))

    assert answer.status_code == 422 and words in answer.text
    assert not written(rania).exists()


def test_two_people_set_phases_and_the_second_reads_it(client, noor, rania, year):
    stale = dates(year, wish_on=make.today() - 5 * DAY)
    client.wear(noor).post(url("phases", rania.pk), dates(year, wish_on=make.today() - DAY))

    answer = client.post(url("phases", rania.pk), stale)

    assert answer.status_code == 409 and "door jou op een andere pagina" in answer.text


def test_the_database_keeps_the_order_of_phases_and_half_a_year(year):
    today = make.today()
    wrong = [
        {"wish_on": today, "underway_on": today - DAY},
        {"underway_on": today, "aftercare_on": today - DAY, "aftercare_until": today},
        {"aftercare_on": today, "aftercare_until": today + 185 * DAY},
    ]
    for days in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Trajectory.objects.filter(pk=year.pk).update(**days)
    longest = {"aftercare_on": today, "aftercare_until": today + 184 * DAY}
    Trajectory.objects.filter(pk=year.pk).update(**longest)


# ── A later end ─────────────────────────────────────────────────────────────


def extends(year, months=3, **fields):
    told = {
        "until": add_months(year.planned_end_on, months), "reason": "De taalles loopt nog.",
        "agreed_on": make.today(), "seen_year": year.version,
    }  # fmt: skip
    return told | fields


def test_a_lead_extends_and_the_looks_move_along(client, lies, rania, year):
    was = year.planned_end_on

    answer = client.wear(lies).post(url("extend", rania.pk), extends(year))

    year.refresh_from_db()
    made = year.extensions.get()
    assert answer.status_code == 302
    assert (made.was_until, made.until, made.agreed_by) == (was, year.planned_end_on, lies.user)
    assert year.reviews.get(which="end").planned_on == year.planned_end_on == add_months(was, 3)
    assert [line.subject for line in written(rania)] == ["plans.extension"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"months": 0}, "Kies een latere dag"),
        ({"months": 13}, "meer dan een jaar later"),
        ({"reason": " "}, "Vul dit nog in"),
        ({"agreed_on": "2099-01-01"}, "Deze dag komt nog"),
    ],
)
def test_an_extension_is_later_and_has_a_reason(client, lies, rania, year, fields, words):
    answer = client.wear(lies).post(url("extend", rania.pk), extends(year, **fields))

    assert answer.status_code == 422 and words in answer.text
    assert not Extension.objects.exists()


def test_two_leads_extend_and_one_is_asked_again(client, lies, rania, year):
    posted = extends(year)
    client.wear(lies).post(url("extend", rania.pk), posted)

    again = client.post(url("extend", rania.pk), posted | {"reason": "Een andere reden."})

    assert again.status_code in (409, 422) and "Een andere reden." in again.text
    assert Extension.objects.count() == 1


def test_an_extension_by_mistake_is_taken_back(client, lies, noor, rania, year):
    was = year.planned_end_on
    client.wear(lies).post(url("extend", rania.pk), extends(year))
    made = year.extensions.get()

    assert client.wear(noor).post(url("unextend", rania.pk, made.pk)).status_code == 403
    client.wear(lies).post(url("unextend", rania.pk, made.pk))

    year.refresh_from_db()
    assert year.planned_end_on == was == year.reviews.get(which="end").planned_on
    assert client.post(url("unextend", rania.pk, made.pk)).status_code == 404


# ── Aftercare ───────────────────────────────────────────────────────────────


def cares(year, **fields):
    today = make.today()
    told = {
        "wants": "on", "aftercare_on": today, "aftercare_until": add_months(today, 6),
        "first_on": today + 60 * DAY, "second_on": today + 120 * DAY,
    }  # fmt: skip
    return dates(year, **(told | fields))


def test_aftercare_begins_with_two_moments_and_a_look(client, noor, rania, year):
    answer = client.wear(noor).post(url("aftercare", rania.pk), cares(year))

    year.refresh_from_db()
    assert answer.status_code == 302 and year.present_phase == "aftercare"
    assert year.reviews.get(which="aftercare").planned_on == year.aftercare_until
    assert year.contact_moments.count() == 2
    assert written(rania).get().step == "begin_aftercare"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"wants": ""}, "alleen als de deelnemer het zelf wil"),
        ({"aftercare_until": 185}, "hoogstens een half jaar"),
        ({"aftercare_until": 0}, "Kies een dag na het begin"),
        ({"aftercare_on": 1}, "Deze dag komt nog"),
        ({"second_on": 60}, "twee verschillende dagen"),
        ({"second_on": 200}, "Kies een dag in de nazorg"),
    ],
)
def test_aftercare_is_short_and_wanted(client, noor, rania, year, fields, words):
    days = {k: make.today() + v * DAY if v != "" else v for k, v in fields.items()}

    answer = client.wear(noor).post(url("aftercare", rania.pk), cares(year, **days))

    assert answer.status_code == 422 and words in answer.text
    assert not year.contact_moments.exists()


def test_moments_move_and_keep_their_number(client, lies, rania, year):
    client.wear(lies).post(url("aftercare", rania.pk), cares(year))
    year.refresh_from_db()
    before = set(year.contact_moments.values_list("pk", flat=True))
    later = [make.today() + 120 * DAY, make.today() + 150 * DAY]

    client.post(url("aftercare", rania.pk), cares(year, first_on=later[1], second_on=later[0]))

    moments = year.contact_moments.all()
    assert {m.pk for m in moments} == before and [m.planned_on for m in moments] == later


def test_a_logged_contact_makes_a_moment_had(client, noor, rania, year):
    begun = in_aftercare(year)
    first, second = make.today() - 3 * DAY, make.today() + 30 * DAY
    for day in (first, second):
        contact_moment(of=year, planned_on=day)
    make.meeting(of=year, held_on=begun - 20 * DAY)
    make.meeting(of=year, held_on=first - DAY, kind="missed")
    assert [m.heard_on for m in year.contact_moments.with_heard()] == [None, None]
    make.meeting(of=year, held_on=make.today(), kind="phone")

    page = client.wear(noor).get(url("detail", rania.pk)).text

    assert [m.heard_on for m in year.contact_moments.with_heard()] == [make.today(), None]
    assert [m.planned_on for m in year.contact_moments.waiting()] == [second]
    assert "Gehad op" in page


def test_a_moment_stands_on_vandaag_and_in_the_own_agenda(client, noor, rania, year):
    in_aftercare(year)
    moment = contact_moment(of=year, planned_on=make.today() - DAY)
    contact_moment(of=year, planned_on=make.today() + 40 * DAY)
    token = CalendarFeed.objects.make(by=noor, with_place=False)

    page = client.wear(noor).get(reverse("today")).text
    agenda = client.get(f"/agenda/{token}.ics").text

    assert page.count("Contact met") == 1 and "aan de beurt" in page
    assert agenda.count("SUMMARY:Contactmoment (Kansrijk)") == 2 and "Rania" not in agenda
    make.meeting(of=year)
    assert "Contact met" not in client.get(reverse("today")).text
    assert moment.trajectory == year


def test_in_aftercare_nobody_is_called_silent(client, noor, lies, rania, year):
    assert "Gaat het goed?" in client.wear(noor).get(reverse("today")).text
    assert {About.SILENT, About.VERY_SILENT} <= {thing.about for thing in waiting()}
    in_aftercare(year)

    assert "Gaat het goed?" not in client.get(reverse("today")).text
    assert not {About.SILENT, About.VERY_SILENT} & {thing.about for thing in waiting()}
    scope = Scope(lies, Period(make.today() - 30 * DAY, make.today()))
    assert not FIGURES["stil"].rows(scope).exists()
