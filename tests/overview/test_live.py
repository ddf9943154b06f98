"""An open page asks by itself what changed; it never does more than that."""

from kansrijk.audit.models import AuditEvent
from tests import make

URL = "/gebied/"


def poll(client, stand):
    return client.get(URL, headers={"hx-request": "true", "x-stand": stand})


def test_where_nothing_changed_only_the_time_comes_back(client, lies):
    stand = client.wear(lies).get(URL).context["stand"]

    answer = poll(client, stand)

    assert answer.headers["HX-Reswap"] == "none"
    assert '<span id="fresh-at" hx-swap-oob="true">' in answer.text
    assert len(answer.content) < 200


def test_what_changed_comes_as_a_fresh_page_shows_it(client, lies, rania):
    stand = client.wear(lies).get(URL).context["stand"]
    make.meeting(of=rania.trajectories.get())

    answer = poll(client, stand)

    assert "HX-Reswap" not in answer.headers
    assert "<b>1</b> <span>gesprekken gehouden" in answer.text
    assert answer.text.strip() in client.get(URL).text


def test_a_poll_keeps_no_session_alive_and_leaves_no_trace(client, lies):
    stand = client.wear(lies).get(URL).context["stand"]
    seen, events = age(client, 1000), AuditEvent.objects.count()

    assert poll(client, stand).status_code == 200
    assert client.session["seen"] == seen
    assert AuditEvent.objects.count() == events
    client.get(URL)
    assert client.session["seen"] > seen


def test_after_the_session_a_poll_stops_and_takes_nobody_away(client, lies):
    stand = client.wear(lies).get(URL).context["stand"]
    age(client, 3600)

    answer = poll(client, stand)

    assert answer.status_code == 286  # htmx stops asking
    assert answer.headers["HX-Reswap"] == "none"
    assert "HX-Redirect" not in answer.headers
    assert "De pagina ververst niet meer: je bent uitgelogd." in answer.text
    assert client.get(URL).status_code == 302


def test_figures_of_another_hat_never_come_under_this_heading(client, lies):
    stand = client.wear(lies).get(URL).context["stand"]
    in_oost = make.hat("lead", where="oost", of=lies.user)

    answer = poll(client.wear(in_oost), stand)

    assert answer.status_code == 286 and answer.headers["HX-Reswap"] == "none"
    assert "je werkt nu in een andere rol" in answer.text and "gesprekken" not in answer.text


def age(client, seconds):
    """Let the session be idle for so long; return the moment of its last click."""
    session = client.session
    session["seen"] -= seconds
    session.save()
    return session["seen"]
