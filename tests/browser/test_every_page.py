"""Every page of the menu, for every hat: with the hardest names, and with nothing to show."""

import pytest

from kansrijk.accounts.models import Role
from kansrijk.places.models import District
from participants.models import Referral
from participants.models.states import Side, State
from plans.models import Appointment, Trajectory
from tests import make
from tests.browser.pages import COLOURS, check, check_everywhere, press, sign_in, visit, write
from tests.participants.ballots import made

LONG = "Lang" + "aam" * 18 + "ma"  # 60 characters, nowhere to break
ARABIC = "سلمى الاختبارية"
GEEZ = "ሰላማዊት ሙከራ"
OWN = [
    "account/", "account/sessies/", "account/tweede-stap/", "account/tweede-stap/app/",
    "account/tweede-stap/passkeys/", "account/tweede-stap/passkeys/toevoegen/",
    "wachtwoord/wijzigen/", "werken-als/",
]  # fmt: skip
OUTSIDE = [
    "stem/", "stem/bewijs/", "weg/",
    "inloggen/", "inloggen/code/", "wachtwoord/vergeten/", "wachtwoord/vergeten/verstuurd/",
]  # fmt: skip


@pytest.fixture(params=list(Role), ids=lambda role: role.value)
def hat(request, db):
    """Somebody with a name that no column expects, in each role in turn, in such a district."""
    District.objects.filter(slug="west").update(name=LONG)
    if request.param == Role.BUDDY:
        return make.buddy(f"{LONG} Testinga").user.hats.get()
    return make.hat(request.param, f"{LONG} Testinga")


def fill_west(hat):
    """People whose names break tables: too long, from right to left, in another script."""
    wij = hat if hat.role == Role.WIJ else make.hat(Role.WIJ, f"{LONG} Testinga")
    own = getattr(hat.user, "buddy", None)
    for name in (LONG, ARABIC, GEEZ):
        buddy = own or make.buddy(name, wij=wij)
        year = make.trajectory(of=make.participant(name), to=buddy)
        make.action(of=year, text=LONG)
        make.meeting(of=year, note=f"{LONG * 3}\n\n{ARABIC}")
        make.success(of=year, text=LONG * 2, celebrated=LONG * 3)
        make.appointment(of=year, place=LONG * 2)
        waits = {"participant_words": LONG * 4, "buddy_words": GEEZ, "why": ARABIC}
        make.match(of=make.participant(name), to=buddy, state=State.AGREED, **waits)
        make.referral(name, referrer=LONG, referrer_contact=LONG, why=LONG * 4)
        make.stressor(of=year.participant, text=LONG * 3)
        make.consent(of=year.participant)


def look_around(page, hat):
    """Follow the menu of this hat, on both sizes of screen, by light and in the dark."""
    sign_in(page, hat)
    links = page.locator("nav.nav a")
    for path in [link.get_attribute("href") for link in links.all()]:
        page.goto(path)
        check_everywhere(page)


def test_the_menu_with_the_hardest_names(desk, hat):
    fill_west(hat)
    look_around(desk, hat)


def test_the_menu_with_nothing_to_show(desk, hat):
    look_around(desk, hat)


@pytest.mark.parametrize("hat", [Role.BUDDY, Role.LEAD], indirect=True)
def test_the_file_with_the_hardest_names(phone, hat):
    fill_west(hat)
    sign_in(phone, hat)
    for year in Trajectory.objects.all()[:2]:
        for tab in ("", "plan/", "gegevens/", "wie-heeft-gekeken/"):
            visit(phone, f"/deelnemers/{year.participant_id}/{tab}")


@pytest.mark.parametrize("hat", [Role.LEAD], indirect=True)
def test_the_intake_and_a_referral_with_the_hardest_names(phone, hat):
    fill_west(hat)
    sign_in(phone, hat)
    for year in Trajectory.objects.all()[:2]:
        for part in ("", "gegevens/", "woont-samen/", "stress/", "toestemmingen/"):
            visit(phone, f"/deelnemers/{year.participant_id}/kennismaking/{part}")
    for referral in Referral.objects.all()[:2]:
        for part in ("", "wijzigen/", "afwijzen/"):
            visit(phone, f"/aanmeldingen/{referral.pk}/{part}")


def hard_match(state, to=None, **fields):
    """A match between two people who fit in no column, with words that fit in no card."""
    to = to or make.buddy(f"{LONG} {GEEZ}")
    if not hasattr(to, "card"):
        make.card(to, lived=LONG * 5, likes=f"{ARABIC} {LONG}")
    of = make.participant(f"{LONG} {ARABIC}")
    return make.match(of=of, to=to, state=state, why=LONG * 3, **fields)


def test_every_state_of_a_match_with_the_hardest_names(phone, lies):
    places = {"introduction_place": LONG}
    refused = {"declined_by": Side.WIJ, "declined_why": LONG * 3}
    ended = {"ended_words": LONG * 3}
    more = {State.INTRODUCED: places, State.DECLINED: refused, State.ENDED: ended}
    sign_in(phone, lies)
    for state in State:
        visit(phone, f"/koppelingen/{hard_match(state, **more.get(state, {})).pk}/")
    phone.goto("/koppelingen/")
    check_everywhere(phone)


def test_the_steps_of_a_match_with_the_hardest_names(phone, lies):
    card, met, runs = [hard_match(s) for s in (State.PROPOSED, State.MET, State.ACTIVE)]
    sign_in(phone, lies)
    for found, part in ((card, "intrekken"), (runs, "beeindigen"), (met, "papieren-kaart")):
        visit(phone, f"/koppelingen/{found.pk}/{part}/")
    visit(phone, f"/deelnemers/{card.participant_id}/buddy-zoeken/")
    visit(phone, f"/deelnemers/{met.participant_id}/buddy-zoeken/")
    for path in (f"deelnemers/{card.participant_id}", f"koppelingen/{met.pk}"):
        visit(phone, f"/{path}/stemcode/")
        press(phone, "Maak een code")
        check(phone)
        phone.emulate_media(media="print")
        check(phone, only=COLOURS)
        phone.emulate_media(media="screen")


def test_a_vote_on_the_hardest_names(phone, lies):
    met = hard_match(State.MET)
    make.match(of=met.participant, state=State.ENDED)
    phone.goto(f"/stem/{made(met, lies).token}/")
    check(phone)
    for answer in ("Begin", "Ja", "Alles .*"):
        press(phone, answer)
        check(phone)
    write(phone, words=f"{LONG * 3} {ARABIC}")
    press(phone, "Verder")
    check_everywhere(phone)


@pytest.mark.parametrize("hat", [Role.BUDDY], indirect=True)
def test_a_proposal_with_the_hardest_names(phone, hat):
    found = [hard_match(s, hat.user.buddy) for s in (State.INTRODUCED, State.CHOSEN)]
    sign_in(phone, hat)
    for path in [f"voorstel/{each.pk}" for each in found] + [
        "ik/kaart",
        "afwezig/nieuw",
        "vandaag",
    ]:
        visit(phone, f"/{path}/")


def test_the_pages_of_matching_with_nothing_in_them(phone, lies):
    person = make.participant().pk
    new = make.referral()
    sign_in(phone, lies)
    for path in (
        "aanmeldingen/nieuw", f"aanmeldingen/{new.pk}/intrekken", "afwezig/nieuw",
        f"deelnemers/{person}/kennismaking", f"deelnemers/{person}/kennismaking/stress",
        f"deelnemers/{person}/buddy-zoeken", f"deelnemers/{person}/stemcode",
    ):  # fmt: skip
        phone.goto(f"/{path}/")
        check_everywhere(phone)


@pytest.mark.parametrize("hat", [Role.BUDDY], indirect=True)
def test_the_log_with_the_longest_name(phone, hat):
    fill_west(hat)
    sign_in(phone, hat)
    visit(phone, f"/deelnemers/{Trajectory.objects.first().participant_id}/gesprek/")
    visit(phone, f"/afspraken/{Appointment.objects.first().pk}/")


def test_one_s_own_account(phone, lies):
    sign_in(phone, lies)
    for path in OWN:
        visit(phone, f"/{path}")


def test_the_pages_outside(phone, db):
    for path in OUTSIDE:
        phone.goto(f"/{path}")
        check_everywhere(phone)
