"""What is kept until when: erased by stage, once, and nobody who is still here."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from kansrijk.audit.models import AuditEvent, Term
from kansrijk.values.dates import add_months
from participants.models import Match, Participant, Referral
from plans.models import Draft, LateLog, Meeting, Trajectory
from plans.retention import clear_log, keep_terms
from tests import make

DAY = timedelta(days=1)


@pytest.fixture
def year(rania, noor):
    """Rania's year, with words of every kind; it has not ended yet."""
    year = rania.trajectories.get()
    meeting = make.meeting(of=year, note="We dronken thee.", mood=3)
    meeting.earlier.create(
        held_on=make.today(), kind="meeting", note="Eerst koffie.", changed_by=noor.user
    )
    make.late_log(of=year, to=noor, note="Nog een gesprek.")
    make.draft(of=rania, to=noor)
    make.goal(of=year, sentence="Ik wil rust")
    make.obstacle(of=year, text="De toeslag is onderweg.")
    make.stressor(of=rania)
    look = make.review(of=year, finished=False)
    make.score(of=look, words="Ik slaap bij mijn zus.")
    year.reviews.filter(pk=look.pk).update(state="finished")
    return year


def ended(year, months):
    """End this year so many months ago, also its match."""
    day = add_months(make.today(), -months)
    Match.objects.filter(pk=year.match_id).update(
        started_on=day - 9 * DAY, state="ended", ended_on=day, ended_why="year_done"
    )
    told = {"started_on": day - 9 * DAY, "ended_on": day, "ending": "done"}
    Trajectory.objects.filter(pk=year.pk).update(ended_words="Ik doe het zelf.", **told)


def told_of(participant):
    """All texts of the rows of somebody, by table."""
    found = []
    for model in (Participant, Meeting, LateLog, Trajectory, Match):
        owner = {"pk": participant.pk} if model is Participant else own(model, participant)
        found += [str(row) for row in model.objects.filter(**owner).values_list()]
    return " ".join(found)


def own(model, participant):
    return {model.Privacy.owner: participant.pk}


def counts(erased):
    return erased.referrals, erased.notes, erased.files, erased.lines


@pytest.mark.parametrize(
    ("months", "found"), [(0, (0, 0)), (11, (0, 0)), (12, (1, 0)), (23, (1, 0)), (24, (1, 1))]
)
def test_notes_go_first_and_all_the_rest_later(year, rania, months, found):
    ended(year, months)

    erased = keep_terms()

    rania.refresh_from_db()
    assert (erased.notes, erased.files) == found
    notes = {*Meeting.objects.values_list("note", "mood"), *LateLog.objects.values_list("note")}
    assert (notes == {("gewist", None), ("gewist",)}) == bool(found[0])
    assert Draft.objects.count() == (0 if found[0] else 1)
    assert (rania.name == "gewist") == bool(found[1])
    score = year.reviews.get(which="start").score_lines.get()
    assert (score.stands, score.words) == (3, "gewist" if found[1] else "Ik slaap bij mijn zus.")


def test_the_second_time_there_is_nothing_left(year):
    ended(year, 30)

    first, second = keep_terms(), keep_terms()

    assert counts(first)[:3] == (0, 1, 1) and counts(second) == (0, 0, 0, 0)
    steps = AuditEvent.objects.filter(role="system").values_list("step", flat=True)
    assert sorted(steps) == ["erase", "erase_notes"]


def test_what_comes_in_later_goes_too(year, rania, noor):
    ended(year, 30)
    keep_terms()
    make.late_log(of=year, to=noor, note="Toch nog iets over Rania.")
    make.draft(of=rania, to=noor)

    keep_terms()

    assert "Rania" not in told_of(rania) and not Draft.objects.exists()


@pytest.mark.parametrize("state", ["active", "proposed", "met"])
def test_who_is_back_keeps_all(year, rania, state):
    ended(year, 30)
    make.match(of=rania, state=state)

    assert counts(keep_terms())[:3] == (0, 0, 0)


def test_a_card_that_was_forgotten_holds_nothing_up(year, rania):
    ended(year, 30)
    make.match(of=rania, state_since=add_months(make.today(), -29))

    assert keep_terms().files == 1


def test_the_last_year_counts(year, rania):
    ended(year, 30)
    again = make.trajectory(of=rania, started_on=add_months(make.today(), -25))
    ended(again, 13)

    erased = keep_terms()

    assert (erased.notes, erased.files) == (1, 0)


def test_referrals_that_went_no_further_are_erased(lies):
    old = add_months(make.today(), -6)
    closed = {"reason": "other_no", "state_since": old}
    gone = make.referral(state="declined", reason_words="Verhuisd naar Assen.", **closed)
    fresh = make.referral(state="declined", **closed | {"state_since": old + DAY})
    waits = make.referral(received_on=old - 99 * DAY, state_since=old - 99 * DAY)

    assert keep_terms().referrals == 1 and keep_terms().referrals == 0

    named = {r.pk: r.name for r in Referral.objects.all()}
    assert named == {gone.pk: "gewist", fresh.pk: "Vera Proefstra", waits.pk: "Vera Proefstra"}
    gone.refresh_from_db()
    assert (gone.why, gone.phone, gone.search_name, gone.source) == (
        "gewist",
        "gewist",
        "gewist",
        "wij",
    )


def test_terms_are_settings(year):
    ended(year, 13)
    Term.objects.filter(kept="notes").update(months=18)

    assert keep_terms().notes == 0


def line_of(months):
    at = make.now().replace(hour=12) if not months else make.now() - timedelta(days=months * 31)
    return AuditEvent.objects.create(
        role="buddy", verb="look", subject="participants.participant", subject_id=1, at=at
    )


def test_the_log_loses_what_is_five_years_old_and_nothing_younger(db):
    old, young = line_of(60), line_of(58)

    for refused in (young, line_of(0)):
        with pytest.raises(DatabaseError), transaction.atomic():
            AuditEvent.objects.filter(pk=refused.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.filter(pk=old.pk).update(role="lead")

    assert (clear_log(60), clear_log(60)) == (1, 0)
    assert not AuditEvent.objects.filter(pk=old.pk).exists()


def test_a_longer_term_of_the_log_holds_in_the_database_too(db):
    old = line_of(60)
    Term.objects.filter(kept="log").update(months=120)

    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.filter(pk=old.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Term.objects.filter(kept="log").update(months=59)
    Term.objects.filter(kept="log").delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.filter(pk=old.pk).delete()


def test_the_daily_command_says_how_many(year, capsys):
    ended(year, 30)

    call_command("daily")

    assert "verslagen in 1 dossiers, 1 hele dossiers" in capsys.readouterr().out


def test_an_erased_file_stays_out_of_the_list(client, year, rania, lies, noor):
    ended(year, 30)
    keep_terms()

    page = client.wear(lies).get(reverse("participants:list"))
    looks = client.get(reverse("files:looks", args=[rania.pk])).text

    assert "gewist" not in page.text and "Rania" not in page.text
    assert "Kansrijk zelf" in looks and "het dossier gewist: de bewaartermijn is voorbij" in looks
    assert client.get(reverse("files:timeline", args=[rania.pk])).status_code == 200
    assert client.get(reverse("years:detail", args=[rania.pk])).status_code == 200
