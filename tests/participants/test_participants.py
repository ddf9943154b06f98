from kansrijk.accounts.models import Role
from kansrijk.audit.privacy import erase
from participants.models import Participant
from participants.models.states import Side, State
from tests import make


def test_a_buddy_sees_only_who_they_are_matched_with(noor, rania):
    make.trajectory(of=make.participant("Uma Nepstra"))
    make.match(of=make.participant("Gyan Nepstra"), to=noor.user.buddy, state=State.AGREED)

    assert list(Participant.objects.visible_to(noor)) == [rania]


def test_a_lead_sees_the_own_district(lies, rania):
    make.participant(where="oost")

    assert list(Participant.objects.visible_to(lies)) == [rania]


def test_wij_trainer_and_administrator_see_no_files(wouter, tess, bea, rania):
    assert not any(Participant.objects.visible_to(hat).exists() for hat in (wouter, tess, bea))


def test_nobody_opens_the_file_of_their_own_household(lies, rania):
    make.participant("Tarek Fictema", household=rania.household, user=lies.user)

    assert not Participant.objects.visible_to(lies).exists()


def test_a_hat_in_another_district_shows_nothing_of_this_one(noor, rania):
    in_oost = make.hat(Role.BUDDY, where="oost", of=noor.user)

    assert not Participant.objects.visible_to(in_oost).exists()


def test_names_are_found_whatever_their_accents(lies):
    make.participant("Özgür Fictema")
    make.participant("ጸሃይ Testinga")

    seen = Participant.objects.visible_to(lies)

    assert [p.name for p in seen.called("OZG")] == ["Özgür Fictema"]
    assert [p.name for p in seen.called("ጸሃይ")] == ["ጸሃይ Testinga"]
    assert not seen.called("zonder").exists()


def test_erasing_blanks_one_person_in_every_state_and_leaves_the_rest(rania):
    year = rania.trajectories.get()
    make.meeting(of=year, note="Post geopend")
    make.goal(of=year, ended_on=make.today(), ending="reached", learned="Durven bellen")
    make.action(of=year)
    make.success(of=year)
    make.stressor(of=rania)
    refused = {"declined_by": Side.WIJ, "declined_why": "Te druk"}
    make.match(of=rania, state=State.DECLINED, participant_vote="yes", **refused)
    other = make.participant("Fam. Nepstra", wish="Rust")

    erase(Participant.objects.filter(pk=rania.pk))

    texts = [year.meetings.get().note, year.actions.get().text, year.successes.get().text]
    texts += [rania.stressors.get().text, year.goals.get().learned]
    rania.refresh_from_db()
    other.refresh_from_db()
    assert {rania.name, *texts} == {"gewist"}
    assert rania.wish == ""
    assert (other.name, other.wish) == ("Fam. Nepstra", "Rust")
