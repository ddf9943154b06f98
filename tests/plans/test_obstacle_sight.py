"""Who sees what of an obstacle: as much as Rania allowed, in every view, list and count."""

from datetime import timedelta

import pytest
from django.urls import reverse

from buddies.models import Buddy
from kansrijk.accounts.models import Role
from participants.models import Match
from plans.models import Obstacle, ObstacleAnswer
from tests import make

SECRET = "Er staat een datum voor ontruiming."


@pytest.fixture
def year(rania):
    rania.neighbourhood = rania.district.neighbourhoods.get(name="Selwerd")
    rania.called = "Ranietje"
    rania.save()
    return rania.trajectories.get()


def late(year, **fields):
    days = {"raised_on": make.today() - timedelta(days=20)}
    days["answer_by"] = make.today() - timedelta(days=3)
    return make.obstacle(of=year, text=SECRET, **(days | fields))


def pages(found, participant, hat):
    """Every page on which this hat could meet an obstacle."""
    common = [reverse("obstacles:list"), reverse("obstacles:list") + "?stand=alles"]
    own = [reverse("obstacles:detail", args=[found.pk])]
    if hat.role == Role.WIJ:
        return [*common, *own, reverse("inbox"), reverse("obstacles:answer", args=[found.pk])]
    files = [f"files:{tab}" for tab in ("timeline", "plan", "about", "looks")]
    file = [reverse(name, args=[participant.pk]) for name in (*files, "obstacles:file")]
    figure = reverse("figure", args=["knelpunten-te-laat"])
    return [*common, *own, *file, figure, reverse("district")]


def test_a_no_is_nowhere_for_wij_and_lead(client, wouter, lies, year, noor):
    kept = late(year, consent="no")
    late(year, consent="no", state="solved")
    client.wear(noor).post(reverse("obstacles:drop", args=[kept.pk]))  # leaves a line

    for hat in (wouter, lies):
        assert not Obstacle.objects.visible_to(hat).exists()
        client.wear(hat)
        for page in pages(kept, year.participant, hat):
            answer = client.get(page)
            is_own = f"/knelpunten/{kept.pk}/" in page
            assert answer.status_code == (404 if is_own else 200), page
            assert SECRET not in answer.text and ">een knelpunt" not in answer.text
        assert "0 knelpunten" in client.get(reverse("obstacles:list"), {"stand": "alles"}).text


def test_without_a_name_nothing_in_the_page_says_who(client, wouter, lies, noor, year):
    found = late(year, consent="unnamed", action=make.action(of=year, text="Ik bel de huurbaas"))
    telling = (
        "Rania", "Ranietje", "Fictema", "Selwerd", "Noor", "Ik bel de huurbaas", 
        f"/deelnemers/{year.participant_id}/",
    )  # fmt: skip
    for hat in (wouter, lies):
        client.wear(hat)
        shown = [p for p in pages(found, year.participant, hat) if "/deelnemers/" not in p]
        for page in shown:
            text = client.get(page).text
            if page != reverse("district"):
                assert SECRET in text or "zonder naam" in text, page
            assert not [word for word in telling if word in text], page


def test_the_file_does_not_tell_a_lead_whose_it_was(client, lies, noor, year):
    found = late(year, consent="unnamed")
    client.wear(lies).get(reverse("obstacles:detail", args=[found.pk]))  # leaves a line

    for tab in ("files:timeline", "files:looks", "obstacles:file"):
        text = client.get(reverse(tab, args=[year.participant_id])).text
        assert SECRET not in text and ">een knelpunt" not in text
    assert (
        "een knelpunt"
        in client.wear(noor).get(reverse("files:looks", args=[year.participant_id])).text
    )


def test_with_a_yes_wij_reads_the_name_and_no_more(client, wouter, year):
    late(year)

    page = client.wear(wouter).get(reverse("inbox")).text

    assert "Rania Fictema" in page and "Noor Testinga" in page and SECRET in page
    assert "Selwerd" not in page and "/deelnemers/" not in page


def test_it_follows_the_fixed_contact_of_the_buddy(wouter, noor, year):
    found = late(year)
    karima = make.hat(Role.WIJ, "Karima Nepstra")

    assert found not in Obstacle.objects.visible_to(karima)
    noor.user.buddy.wij_contact = karima.user.wij_contact
    noor.user.buddy.save()

    assert found in Obstacle.objects.visible_to(karima)
    assert found not in Obstacle.objects.visible_to(wouter)


@pytest.mark.parametrize(("days", "is_there"), [(0, True), (-1, False)])
def test_a_deputy_stands_in_while_the_contact_is_away(client, wouter, year, days, is_there):
    karima, found = make.hat(Role.WIJ, "Karima Nepstra"), late(year)
    last = make.today() + timedelta(days=days)
    make.absence(wouter, karima, first_on=last - timedelta(days=5), last_on=last)

    page = client.wear(karima).get(reverse("inbox")).text

    assert (SECRET in page) == is_there == ("je vervangt <bdi>Wouter</bdi>" in page)
    assert (found in Obstacle.objects.visible_to(karima)) == is_there


def test_nobody_answers_for_themselves_or_their_household(year):
    official = make.buddy("Wim Nepstra")
    as_wij = make.hat(Role.WIJ, of=official.user)
    official.wij_contact = as_wij.user.wij_contact
    official.save()
    own = make.trajectory(to=official)
    mate = make.participant(household=make.participant(user=as_wij.user).household)
    late(own)
    late(make.trajectory(of=mate, to=make.buddy(wij=as_wij)))

    assert not Obstacle.objects.visible_to(as_wij).exists()


def test_what_stays_between_two_is_not_for_a_deputy_or_a_next_buddy(noor, year):
    kept, open_one = late(year, consent="no"), late(year)
    olga = make.buddy("Olga Testinga").user.hats.get()
    make.absence(noor, olga)

    assert set(Obstacle.objects.visible_to(noor)) == {kept, open_one}
    assert set(Obstacle.objects.visible_to(olga)) == {open_one}


@pytest.mark.parametrize(("shares", "number"), [("nothing", 0), ("summary", 1), ("all", 2)])
def test_a_next_buddy_reads_what_the_participant_shares(year, shares, number):
    late(year, consent="no")
    late(year)
    Match.objects.update(state="ended", ended_on=make.today(), ended_why="other")
    olga = make.buddy("Olga Testinga")
    make.match(of=year.participant, to=olga, state="active", shares=shares)

    assert Obstacle.objects.visible_to(olga.user.hats.get()).count() == number


def test_a_colleague_in_another_district_finds_nothing(client, year):
    found = late(year)
    for role in (Role.WIJ, Role.LEAD):
        client.wear(make.hat(role, where="oost"))
        assert client.get(reverse("obstacles:detail", args=[found.pk])).status_code == 404


def test_the_answers_show_on_vandaag_and_in_the_log_until_the_next_meeting(
    client, noor, wouter, year
):
    found = late(year)
    found.see(by=wouter)
    found.work(by=wouter, text="Ik bel ze morgen.")
    client.wear(noor)
    today, log = reverse("today"), reverse("meetings:log", args=[year.participant_id])

    for page in (today, log):
        text = client.get(page).text
        assert "Ik bel ze morgen." in text and text.count("Wouter Speelmaat") == 1
    make.meeting(of=year, kind="app")
    assert "Ik bel ze morgen." in client.get(today).text
    make.meeting(of=year)
    assert "Ik bel ze morgen." not in client.get(today).text


def test_the_news_of_one_participant_is_not_in_the_log_of_another(client, noor, wouter, year):
    other = make.trajectory(to=noor.user.buddy)
    late(year).solve(by=wouter, text="De huur is betaald.")

    text = client.wear(noor).get(reverse("meetings:log", args=[other.participant_id])).text

    assert "De huur is betaald." not in text


def test_what_was_taken_back_is_no_news(noor, wouter, year):
    found = late(year)
    found.see(by=wouter)
    found.take_back(by=noor)

    assert not ObstacleAnswer.objects.news_for(noor).exists()


def test_a_lead_sees_whom_to_call(client, lies, wouter, noor, year):
    named, nobody = late(year), late(make.trajectory(to=make.buddy()), answer_by=make.today())
    karima = make.hat(Role.WIJ, "Karima Nepstra")
    Buddy.objects.filter(pk=nobody.match.buddy_id).update(wij_contact=None)
    client.wear(lies)

    def page(found):
        return client.get(reverse("obstacles:detail", args=[found.pk])).text

    assert "Wouter Speelmaat" in page(named) and f"mailto:{wouter.user.email}" in page(named)
    make.absence(wouter, karima)
    assert f"mailto:{karima.user.email}" in page(named)
    assert "geen vast WIJ-contact" in page(nobody)
    figure = client.get(reverse("figure", args=["knelpunten-te-laat"]))
    assert figure.context["page"].paginator.count == 2


def test_words_for_wij_come_back_when_the_match_ended_meanwhile(client, noor, rania):
    kept = make.obstacle(of=rania.trajectories.get(), consent="no")
    rania.matches.update(state="ended", ended_on=make.today(), ended_why="other")
    words = {"text": "De brief kwam niet aan.", "consent": "yes"}

    answer = client.wear(noor).post(reverse("obstacles:send", args=[kept.pk]), words)

    assert answer.status_code == 409
    assert words["text"] in answer.text
    assert client.get(reverse("obstacles:send", args=[kept.pk])).status_code == 404
