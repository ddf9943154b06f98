"""The command: who can sign in, and which databases it leaves alone."""

import json
from io import StringIO

import pytest
from allauth.mfa.totp.internal import auth
from django.core.management import CommandError, call_command

from kansrijk.accounts.models import Role, User
from kansrijk.demo import database
from kansrijk.demo.people import MARKER, PASSWORD

EVERYWHERE = {Role.TRAINER, Role.ADMIN}


def run(**options):
    out = StringIO()
    call_command("demo", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


@pytest.fixture
def lines(demo):
    return json.loads(run(sign_ins=True))


def test_it_prints_the_address_and_one_sign_in_a_hat(demo):
    shown = run(address="http://127.0.0.1:8123")
    assert "http://127.0.0.1:8123" in shown
    assert all(role.label in shown for role in Role)
    assert shown.count(PASSWORD) == len(Role)


def test_a_line_says_what_is_needed_to_sign_in(lines):
    assert all(set(x) == {"hat", "district", "email", "password", "totp"} for x in lines)
    assert {line["totp"] for line in lines} == {None}
    assert MARKER in {line["email"] for line in lines}


@pytest.mark.parametrize("role", Role)
def test_there_are_two_accounts_a_hat(lines, role):
    found = [line for line in lines if line["hat"] == role]
    assert len({line["email"] for line in found}) >= 2
    districts = {line["district"] for line in found}
    assert districts == {None} if role in EVERYWHERE else len(districts - {None}) >= 2


def test_the_first_two_buddies_have_the_same_wij_contact(lines):
    emails = [line["email"] for line in lines if line["hat"] == Role.BUDDY][:2]
    first, second = (User.objects.get(email=email).buddy for email in emails)
    assert first.wij_contact == second.wij_contact


def test_a_person_with_several_hats_has_a_line_for_each(lines):
    hats = [(line["hat"], line["district"]) for line in lines if "karima" in line["email"]]
    assert hats == [("buddy", "oost"), ("wij", "west")]


def test_with_a_second_factor_the_secrets_are_real(demo, settings):
    settings.SECOND_FACTOR = True
    line = json.loads(run(sign_ins=True))[0]
    factor = User.objects.get(email=line["email"]).authenticator_set.get()
    counter = next(auth.yield_hotp_counters_from_time())
    code = auth.format_hotp_value(auth.hotp_value(line["totp"], counter))
    assert auth.TOTP(factor).validate_code(code)


def test_it_refuses_outside_the_demo(demo, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=true"):
        run()


@pytest.mark.parametrize("fresh", [True, False])
def test_it_leaves_a_database_with_other_people_alone(demo, monkeypatch, fresh):
    monkeypatch.setattr(database, "MARKER", "iemand@anders.test")
    with pytest.raises(CommandError, match="andere gegevens"):
        run(fresh=fresh)
    assert User.objects.exists()
