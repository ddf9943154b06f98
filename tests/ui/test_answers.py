"""What holds for every answer: headers, and pages for when something goes wrong."""

import pytest
from django.db import OperationalError
from django.test import override_settings
from django.urls import reverse

from kansrijk.logs import without_secrets
from tests import make

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Permissions-Policy": "camera=()",
}


@pytest.mark.parametrize(
    "path", ["/vandaag/", "/inloggen/", "/bestaat-niet/", "/%00", "/static/css/base.css"]
)
def test_headers_stand_on_every_answer(client, db, path):
    response = client.get(path)

    for name, value in HEADERS.items():
        assert value in response[name], name
    response.close()


def test_pages_behind_sign_in_are_never_stored(client, noor, rania):
    for name in ("today", "participants:list"):
        assert client.wear(noor).get(reverse(name))["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    "path",
    ["/vandaag/%00", "/deelnemers/?fase=%00", "/deelnemers/?fase=%ff%fe", "/%e2%80%ae/", "/a%1bb/"],
)
def test_broken_characters_in_the_address_are_a_400(client, db, path):
    response = client.get(path)

    assert response.status_code == 400
    assert "<h1" in response.text


@pytest.mark.parametrize("cookie", ['"aaaaaaaa\\000"', "a\x01b"])
def test_a_cookie_with_control_characters_is_a_400(client, db, cookie):
    response = client.get("/", headers={"cookie": f"sessionid={cookie}"})

    assert response.status_code == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [("/bestaat-niet/", 404), ("/deelnemers/99999999999999999999/", 404), ("/admin/", 404)],
)
def test_what_does_not_exist_is_a_calm_page(client, noor, path, status):
    response = client.wear(noor).get(path)

    assert response.status_code == status
    assert "Naar het begin" in response.text


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_odd_methods_are_a_405_with_a_page(client, noor, method):
    response = getattr(client.wear(noor), method)(reverse("today"))

    assert response.status_code == 405
    assert "knop" in response.text


def test_an_address_of_a_button_says_so(client, wouter):
    found = make.match(state="agreed")

    response = client.wear(wouter).get(reverse("trajectories:approve", args=[found.pk]))

    assert response.status_code == 405
    assert "hoort bij een knop" in response.text


def test_a_body_that_is_no_text_is_a_400(client, noor, rania):
    url = reverse("meetings:log", args=[rania.pk])
    kind = "application/x-www-form-urlencoded"

    assert client.wear(noor).post(url, b"note=caf\xe9", content_type=kind).status_code == 400


@pytest.mark.parametrize("referer", ["http://[::1", "http://testserver//elders.test/x"])
def test_an_odd_referer_leads_nowhere_else(client, noor, rania, referer):
    url = reverse("meetings:log", args=[rania.pk])

    response = client.post(url, {"note": "x"}, headers={"referer": referer})

    assert response.status_code == 302
    assert response.url.startswith("/inloggen/?next=/")
    assert "=//" not in response.url


def test_a_link_that_works_once_is_never_logged():
    event = {
        "request": "GET /wachtwoord/kiezen/1t-abc-123/?x=y",
        "event": "Not Found: /wachtwoord/kiezen/2-z/",
    }

    logged = without_secrets(None, "info", event)

    assert logged == {
        "request": "GET /wachtwoord/kiezen/…",
        "event": "Not Found: /wachtwoord/kiezen/…",
    }


def test_the_link_of_a_vote_is_never_logged():
    event = {"request": "GET /stem/aB-3_x/", "positional_args": ("/stem/aB-3_x/", "x")}

    logged = without_secrets(None, "info", event)

    assert logged == {"request": "GET /stem/…", "args": ["/stem/…", "x"]}


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
def test_too_much_at_once_is_a_413(client, noor, rania):
    url = reverse("meetings:log", args=[rania.pk])

    response = client.wear(noor).post(url, {"note": "x" * 1000})

    assert response.status_code == 413


def test_a_fault_of_ours_is_a_500_without_internals(client, noor, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("kansrijk.overview.views.today.years_of", lambda *_: 1 / 0)

    response = client.wear(noor).get(reverse("today"))

    assert response.status_code == 500
    assert "ZeroDivision" not in response.text
    assert response["X-Frame-Options"] == "DENY"


def test_a_database_that_is_away_is_a_503_that_says_when(client, noor, monkeypatch):
    def away(*_):
        raise OperationalError("connection refused")

    client.raise_request_exception = False
    monkeypatch.setattr("kansrijk.overview.views.today.years_of", away)

    response = client.wear(noor).get(reverse("today"))

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "connection refused" not in response.text


def test_a_form_from_another_site_is_refused(noor, rania):
    from tests.client import HouseClient

    client = HouseClient(enforce_csrf_checks=True).wear(noor)
    url = reverse("meetings:log", args=[rania.pk])

    response = client.post(url, {"note": "x"}, headers={"origin": "https://elders.test"})

    assert response.status_code == 403


def test_a_stale_page_of_our_own_keeps_what_was_typed(noor, rania):
    from tests.client import HouseClient

    client = HouseClient(enforce_csrf_checks=True).wear(noor)
    url = reverse("meetings:log", args=[rania.pk])
    stale = client.post(url, {"note": "Mijn tekst"}, headers={"origin": "http://testserver"})

    page = client.get(url).text

    assert stale.url == url
    assert "Mijn tekst" in page
    assert "Deze pagina was verlopen" in page
    assert not rania.trajectories.get().meetings.exists()


def test_html_in_a_name_stays_text(client, lies):
    make.participant("<script>alert(1)</script> Nepstra")

    page = client.wear(lies).get(reverse("participants:list")).text

    assert "&lt;script&gt;" in page
