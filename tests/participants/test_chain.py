"""What `verify_votes` sees: whoever touches a vote, even with SQL and the triggers off, is found."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.utils import DatabaseError

from kansrijk.audit.triggers import create_statements, drop_statements
from participants.chain import first_misfit
from participants.models import CastVote, ChainHead, Match
from participants.models.states import State
from participants.models.votes import Question
from tests import make

TABLE = "participants_castvote"


@pytest.fixture
def road(noor, wouter, lies):
    """Rania's way to Noor, step by step, as everybody takes it."""
    found = Match.objects.propose(make.participant("Rania Fictema"), noor.user.buddy, by=lies)
    found.pick(by=make.voter(found, Question.CARDS, by=lies))
    found.introduce(by=lies, introduced_on=make.today())
    found.meet(by=lies)
    found.say_maybe(by=make.voter(found, by=lies))
    found.say_yes(by=make.voter(found, by=lies))
    found.agree(by=noor)
    found.approve(by=wouter)
    for key in found.participant.vote_keys.filter(pk__in=CastVote.objects.values("key_id")):
        key.use()
    return found


def with_triggers_off(sql, *values):
    with connection.cursor() as cursor:
        for statement in drop_statements(connection.vendor, TABLE):
            cursor.execute(statement)
        cursor.execute(sql, values)
        for statement in create_statements(connection.vendor, TABLE):
            cursor.execute(statement)


def test_an_honest_road_is_in_order(road):
    out = io.StringIO()

    call_command("verify_votes", stdout=out)

    assert out.getvalue() == "In orde: 5 stemmen, 1 koppelingen.\n"


def test_nothing_is_in_order_too(db):
    assert first_misfit() is None


@pytest.mark.parametrize("verb", ["UPDATE {} SET choice = 'no'", "DELETE FROM {}"])
def test_the_database_refuses_to_touch_a_vote(road, verb):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute(verb.format(TABLE))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("choice", "no"), ("side", "buddy"), ("question", "sharing"), ("shares", "all"),
        ("way", "paper"), ("key_id", 999), ("by_id", 999), ("receipt", "ABCDEFGH"),
        ("previous", "1" * 64), ("hash", "1" * 64), ("cast_at", "2020-01-01 12:00:00+00:00"),
        ("number", 99),
    ],
)  # fmt: skip
def test_a_changed_vote_is_found_and_named(road, column, value):
    for vote in CastVote.objects.filter(number__in=[1, 3, 5]):
        with transaction.atomic():
            with_triggers_off(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", value, vote.pk)
            named = rf"stem {vote.pk}\b|stem \d+: hier hoort nummer"
            with pytest.raises(CommandError, match=named):
                call_command("verify_votes")
            transaction.set_rollback(True)


@pytest.mark.parametrize("which", [1, 3, 5])
def test_a_vote_that_was_taken_out_is_found(road, which):
    with_triggers_off(f"DELETE FROM {TABLE} WHERE number = %s", which)

    assert first_misfit().table == ("keten" if which == 5 else "stem")


def test_a_forged_vote_at_the_end_is_found(road, noor):
    last = CastVote.objects.last()
    forged = CastVote(
        number=6, match=road, side="participant", question="click", choice="yes", previous=last.hash
    )
    forged.hash = forged.seal(secret="a guess")
    forged.save()
    ChainHead.objects.update(length=6, hash=forged.hash)

    assert str(first_misfit()).startswith(f"stem {forged.pk}: is anders dan toen er werd gestemd")


def test_a_key_from_before_still_opens_its_votes(road, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10

    assert first_misfit() is None


@pytest.mark.parametrize(
    "changed",
    [
        {"buddy_vote": "", "state": State.CHOSEN, "started_on": None, "agreed_on": None},
        {"participant_vote": "maybe", "state": State.MET, "started_on": None},
        {"shares": "all"},
        {"state": State.AGREED, "started_on": None},
    ],
)
def test_a_match_that_says_more_than_its_votes_is_found(road, changed):
    Match.objects.filter(pk=road.pk).update(**changed)

    misfit = first_misfit()

    assert (misfit.table, misfit.pk) == ("koppeling", road.pk)


def test_a_match_without_any_vote_is_found(db):
    invented = make.match(state=State.ACTIVE)

    assert first_misfit().pk == invented.pk


def test_votes_that_were_taken_out_with_the_head_put_back_are_found(road):
    kept = CastVote.objects.get(number=2)
    with_triggers_off(f"DELETE FROM {TABLE} WHERE number > 2")
    ChainHead.objects.update(length=2, hash=kept.hash)

    assert str(first_misfit()) == "keten 1: de laatste stemmen zijn weggehaald"


def test_votes_that_now_bring_other_people_together_are_found(road):
    """The yes was to Noor: nobody puts another buddy, or another participant, in its place."""
    first = road.votes.first().pk
    for others in ({"buddy": make.buddy()}, {"participant": make.participant()}):
        with transaction.atomic():
            Match.objects.filter(pk=road.pk).update(**others)
            assert (first_misfit().table, first_misfit().pk) == ("stem", first)
            transaction.set_rollback(True)


def test_two_votes_that_changed_places_are_found(road):
    with_triggers_off(f"UPDATE {TABLE} SET number = 99 WHERE number = 3")
    with_triggers_off(f"UPDATE {TABLE} SET number = 3 WHERE number = 4")
    with_triggers_off(f"UPDATE {TABLE} SET number = 4 WHERE number = 99")

    assert first_misfit().what == "sluit niet aan op de stem ervoor"


def test_a_card_that_was_put_back_after_a_doubt_is_found(noor, lies):
    found = Match.objects.propose(make.participant(), noor.user.buddy, by=lies)
    for step in (found.pick, found.doubt):
        voter = make.voter(found, Question.CARDS, by=lies)
        step(by=voter)
        voter.key.use()
    assert first_misfit() is None
    Match.objects.filter(pk=found.pk).update(picked_on=make.today())

    assert first_misfit().what == "de deelnemer koos deze kaart niet"
