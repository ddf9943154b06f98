"""How far a buddy reaches is asked once a page, and again after each write."""

from django.urls import reverse

from participants.models import Match, Participant
from participants.models.states import Sharing, State
from plans.models import Goal, Meeting, Outcome, Trajectory
from tests import make


def test_a_page_asks_once(noor, rania, django_assert_num_queries):
    noor.known, noor.home = {}, None
    with django_assert_num_queries(3):  # how far she reaches, and two lists
        assert list(Participant.objects.visible_to(noor)) == [rania]
        assert list(Trajectory.objects.visible_to(noor).values_list("participant", flat=True))


def test_who_is_in_no_page_asks_each_time(noor, rania, lies):
    assert Participant.objects.visible_to(noor).exists()
    match = Match.objects.get(participant=rania)
    match.end(by=lies, ended_on=make.today(), why="moved")
    assert not Participant.objects.visible_to(noor).exists()


def test_what_is_written_makes_the_page_ask_again(noor, rania):
    noor.known = {}
    assert Participant.objects.visible_to(noor).exists()
    Match.objects.get(participant=rania).close(by=noor, ended_on=make.today(), why="year_done")
    assert not Participant.objects.visible_to(noor).exists()


def test_a_withdrawn_right_is_gone_at_the_next_click(client, noor, rania):
    page = reverse("files:timeline", args=[rania.pk])
    assert client.wear(noor).get(page).status_code == 200
    Match.objects.filter(participant=rania).update(
        state=State.ENDED, ended_on=make.today(), ended_why="moved"
    )
    assert client.get(page).status_code == 404


def test_a_page_and_a_query_agree_on_what_may_be_corrected(noor, rania):
    year, deputy = rania.trajectories.get(), make.buddy("Uma Nepstra").user.hats.get()
    make.absence(noor, deputy)
    made = [make.meeting(of=year, logged_by=user) for user in (noor.user, deputy.user, None)]

    for hat in (noor, deputy):
        asked = set(Meeting.objects.correctable_by(hat))
        told = {m: (m.match.buddy.user_id, m.logged_by_id) for m in made}
        assert asked == {
            m for m in made if Meeting.objects.is_correctable(m.match_id, told[m], by=hat)
        }


def test_a_next_buddy_reads_from_their_first_day_or_what_is_shared(noor, rania, lies):
    year = rania.trajectories.get()
    Match.objects.get(participant=rania).end(by=lies, ended_on=make.today(), why="moved")
    ilse = make.buddy("Ilse Proefstra")
    match = make.match(of=rania, to=ilse, state=State.ACTIVE, started_on=make.today())

    hat = ilse.user.hats.get()
    reach = Participant.objects.reach_of(hat)
    assert (reach.years, reach.since([Sharing.ALL], with_begun=True)) == (
        [year.pk], {make.today(): [year.pk]},
    )  # fmt: skip
    match.shares = Sharing.ALL
    match.save()
    assert Participant.objects.reach_of(hat).since([Sharing.ALL], with_begun=True) == {
        None: [year.pk]
    }


def test_the_doors_compare_ids(noor, rania):
    """What PostgreSQL can look up, also among five million: no subquery, no OR over two tables."""
    noor.known, year = {}, rania.trajectories.get()
    for model in (Participant, Trajectory, Meeting, Goal, Outcome):
        where = str(model.objects.visible_to(noor).query).split(" WHERE ")[1]
        assert (
            f"IN ({year.pk if model is not Participant else rania.pk})" in where or model is Outcome
        )
        assert "SELECT" not in where and "IS NULL OR" not in where
