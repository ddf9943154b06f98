"""What a phone gets to work without internet: keys for their owner, and pages about nobody."""

import json
import re
from base64 import urlsafe_b64decode

from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse

from kansrijk.accounts.vault import key_pairs, label
from kansrijk.overview.views import offline
from tests import make


def keys_of(client):
    return client.post(reverse("phone_key")).json()["pairs"]


def test_every_session_of_noor_gets_the_same_key(client, noor):
    first, second = (keys_of(client.wear(noor)) for _ in range(2))

    assert first == second
    assert [pair["id"] for pair in first] == [label(noor.user)]
    assert client.post(reverse("phone_key"))["Cache-Control"] == "no-store, private"


def test_two_buddies_never_share_a_key(noor):
    other = make.buddy().user

    mine, theirs = key_pairs(noor.user)[0], key_pairs(other)[0]
    assert mine.keys() == theirs.keys()
    assert all(mine[name] != theirs[name] for name in ("id", "d", "x", "y"))


def test_a_key_is_a_point_on_the_curve(noor):
    pair = key_pairs(noor.user)[0]
    numbers = {name: number(pair[name]) for name in "xyd"}

    public = ec.EllipticCurvePublicNumbers(numbers["x"], numbers["y"], ec.SECP256R1())
    private = ec.derive_private_key(numbers["d"], ec.SECP256R1())
    assert private.public_key().public_numbers() == public


def number(text):
    return int.from_bytes(urlsafe_b64decode(text + "="))


def test_after_a_new_secret_the_old_key_still_opens(noor, settings):
    before = key_pairs(noor.user)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "n" * 60

    now = key_pairs(noor.user)
    assert now[1:] == before
    assert now[0]["id"] == label(noor.user) != before[0]["id"]


def test_a_look_at_the_address_gives_a_token_and_no_key(client, noor):
    answer = client.wear(noor).get(reverse("phone_key")).json()

    assert answer.keys() == {"key", "token"}


def test_who_is_signed_out_gets_a_word_for_the_script(client, noor, rania):
    told = {"note": "Een uur getypt"}
    answer = client.post(reverse("phone_key"), told, headers={"X-Outbox": label(noor.user)})

    assert (answer.status_code, answer.json()) == (401, {"signed_out": True})
    assert "typed" not in client.session


def test_the_page_without_internet_is_about_nobody(client, noor, rania):
    signed_out = client.get(reverse("offline")).content
    answer = client.wear(noor).get(reverse("offline"))

    assert answer.content == signed_out
    assert not answer.cookies
    assert "Rania" not in answer.text
    assert "Noor" not in answer.text


def test_the_worker_keeps_what_stands_on_that_page_and_nothing_else(client, db):
    answer = client.get(reverse("worker"))
    kept = json.loads(re.match(r"const kept = (.*);\n", answer.text)[1])
    page = client.get(kept["page"]).text

    assert answer["Content-Type"].startswith("text/javascript")
    assert kept["page"] == reverse("offline")
    used = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', page))
    assert used == set(kept["files"])


def test_another_page_is_another_version(monkeypatch):
    before = offline.version.__wrapped__()
    monkeypatch.setattr(offline, "offline_page", lambda: "<h1>Anders</h1>")
    assert offline.version.__wrapped__() != before


def test_only_a_phone_of_a_buddy_gets_the_scripts(client, noor, lies):
    assert "buddy.js" in client.wear(noor).get(reverse("today")).text
    assert "buddy.js" not in client.wear(lies).get(reverse("district")).text
    assert "outbox.js" in client.wear(noor).get(reverse("account_logout")).text
    assert "outbox.js" not in client.wear(lies).get(reverse("account_logout")).text


def test_signing_out_leaves_what_a_colleague_sealed(client, noor):
    answer = client.wear(noor).post(reverse("account_logout"), {"anderen": "1"})

    assert answer["Clear-Site-Data"] == '"cache"'
