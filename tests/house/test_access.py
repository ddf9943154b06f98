"""Who may open what: every address × every hat × one's own record, another's, or no record."""

from datetime import timedelta
from itertools import product
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse

from buddies.models import Buddy
from kansrijk.accounts.models import Role
from kansrijk.administration import versions
from kansrijk.audit.models import Term
from kansrijk.imports.models import Row, Upload
from kansrijk.places.models import Method
from participants.models import Match
from plans.models import Score, TalkingPoint, Words
from tests import make
from tests.buddies.academy import session
from tests.client import HouseClient
from tests.house.urls import all_urls
from tests.plans.helpers import extension

ROOT = Path(__file__).parents[2]
URLS = [url for url in all_urls() if hasattr(url.view, "hats")]
OWN = [url for url in URLS if "any" not in url.view.hats]
IN_A_FILE = (
    "files", "meetings", "appointments", "proposals", "late", "goals", "actions", "successes", "sheets",
    "reviews", "years", "outcomes",
)  # fmt: skip
IN_A_LOOK = {"which": "start", "screen": 1, "key": "home", "part": "housing"}
LINES = {
    "reviews:correct": Score, "reviews:correct_words": Words, "reviews:correct_point": TalkingPoint,
}  # fmt: skip
NO_GET = 405  # the address takes only a POST
OK = {200, 302, NO_GET}


def named(url):
    return url.name


def arguments(url, where, cast, rania, role=Role.BUDDY):
    """Arguments of an address about a record in this district; a new kind fails until placed."""
    if not url.kwargs:
        return {}
    if url.name == "figure":
        return {"slug": "gesprekken" if where == "west" else "bestaat-niet"}
    kind = url.name.split(":")[0]
    if kind in IN_A_FILE:
        return about_file(url, where, cast, rania)
    if kind in ("matches", "trajectories", "keys"):
        return about_match(url, where)
    if kind in ("obstacles", "partners"):
        return about_obstacle(url, where, rania)
    if kind in ("referrals", "intake"):
        return about_newcomer(url, where)
    if kind in ("buddies", "offers", "absences"):
        return {"pk": of_helper(kind, where, cast, role).pk}
    if kind.startswith(("imports", "mfa_")):
        return of_sheet(url, where, cast, role) if kind == "imports" else {"pk": 1}
    if kind in ("users", "places", "terms", "goal_templates", "methods", "academy"):
        return everywhere(url, where)
    raise AssertionError(f"place {url.name} in the matrix")


def about_file(url, where, cast, rania):
    """The file of Rania or of somebody in Oost; or something that was logged in it."""
    by = cast["buddy"] if where == "west" else make.buddy(where="oost").user.hats.get()
    year = rania.trajectories.get() if where == "west" else make.trajectory(of=elsewhere())
    if url.name.startswith("late:"):
        return {"pk": make.late_log(of=year, to=by).pk}
    if url.name in ("meetings:correct", "meetings:after"):
        return {"pk": make.meeting(of=year, logged_by=by.user).pk}
    if url.name in ("appointments:move", "appointments:call_off"):
        return {"pk": make.appointment(of=year).pk}
    if url.name.startswith("outcomes:"):
        return about_outcome(url, year)
    if "line" in url.kwargs:
        return about_line(url, year)
    makers = {
        "goal": make.goal, "action": make.action, "success": make.success, "sheet": make.sheet,
        "meeting": make.meeting, "extension": extension,
    }  # fmt: skip
    made = {name: makers[name](of=year).pk for name in url.kwargs if name in makers}
    found = {"pk": year.participant_id, "client_id": uuid4()} | IN_A_LOOK | made
    return {name: found[name] for name in url.kwargs}


def about_outcome(url, year):
    """A result of four months ago, about which the buddy may know: the question is open."""
    Match.objects.filter(pk=year.match_id).update(shares="all")
    day = make.today() - timedelta(days=120)
    own = year.participant.outcomes.first()
    made = own or make.outcome(of=year.participant, reached_on=day)
    found = {"pk": year.participant_id, "outcome": made.pk, "months": 3}
    return {name: found[name] for name in url.kwargs}


def about_line(url, year):
    """A line of a finished look, made once; what was said of health only with a yes to that."""
    kind = LINES[url.name]
    line = kind.objects.filter(review__trajectory=year).first()
    if line is None:
        which = year.reviews.filter(state="planned").in_order().first().which
        look = make.review(of=year, which=which, finished=False)
        told = {"review": look, "said_by": year.match.buddy.user}
        about = {"about": "proud"} if kind is Words else {"area": look.method_version.areas.first()}
        line = kind.objects.create(**told, **about)
        year.reviews.filter(pk=look.pk).update(state="finished")
        if kind is TalkingPoint:
            make.consent(of=year.participant, kind="health")
    return {"pk": year.participant_id, "which": line.review.which, "line": line.pk}


def about_match(url, where):
    """A key for the cards is about a participant, all else here about a match."""
    is_cards = url.name.startswith("keys:cards")
    of, to = make.participant(where=where), make.buddy(where=where)
    found = make.match(of=of, to=to, state="proposed" if is_cards else "agreed")
    return {"pk": of.pk if is_cards else found.pk}


def about_obstacle(url, where, rania):
    """The list of organisations is of all districts; else an obstacle, or a participant's file."""
    if url.name.startswith("partners:"):
        return {"pk": make.partner().pk if where == "west" else 10**9}
    year = rania.trajectories.get() if where == "west" else make.trajectory(of=elsewhere())
    is_of_file = url.name in ("obstacles:file", "obstacles:add")
    return {"pk": year.participant_id if is_of_file else make.obstacle(of=year).pk}


def about_newcomer(url, where):
    if url.name.startswith("referrals:"):
        return {"pk": make.referral(where=where).pk}
    participant = make.participant(where=where)
    found = {"pk": participant.pk, "kind": "file"}
    if "stressor" in url.kwargs:
        found["stressor"] = make.stressor(of=participant).pk
    return {name: found[name] for name in url.kwargs}


def of_helper(kind, where, cast, role):
    """Something of Noor, or of somebody in Oost; an absence is Wouter's own where he asks."""
    role = Role.WIJ if (kind, role) == ("absences", Role.WIJ) else Role.BUDDY
    if kind == "absences":
        away = cast[role] if where == "west" else make.hat(role, where="oost")
        return make.absence(away, make.hat(role, where=where))
    buddy = cast["buddy"].user.buddy if where == "west" else make.buddy(where="oost")
    if kind == "buddies":
        return buddy if where == "west" else Buddy(pk=10**9)
    return make.match(of=make.participant(where=where), to=buddy, state="chosen")


def of_sheet(url, where, cast, role):
    """What this hat reads in, or what another does; a sheet that it sent, or a colleague."""
    kinds = ["aanmeldingen", "buddys"]
    own, other = reversed(kinds) if role == Role.ADMIN else kinds
    hat = cast[role] if where == "west" else make.hat(role)
    sent = Upload.objects.create(hat=hat, kind=own, district=make.district(), is_workbook=False)
    row = Row.objects.create(upload=sent, number=2, cells="[]", standing="doubt")
    kind = own if where == "west" else other
    found = {"pk": sent.pk, "number": row.number, "kind": kind, "how": "csv"}
    return {name: found[name] for name in url.kwargs}


def elsewhere():
    return make.participant(where="oost")


def of_method(url, where):
    """A version, or the draft of a method; only what does not exist is out of sight."""
    version = Method.objects.get(key="mobility-mentoring").versions.get()
    is_of_version = url.name in ("methods:version", "methods:start", "methods:withdraw")
    versions.start(version, by=make.hat(Role.ADMIN))
    found = {"pk": version.pk if is_of_version else version.method_id, "key": "home"}
    found |= {} if where == "west" else {"pk": 10**9}
    return {name: found[name] for name in url.kwargs}


def everywhere(url, where):
    """Rows of the whole programme: only what does not exist is out of sight."""
    if url.name.startswith("methods:"):
        return of_method(url, where)
    if url.name == "users:withdraw" and where == "west":
        return {"pk": make.hat(Role.TRAINER).pk}
    makers = {
        "users": make.user,
        "places": make.district,
        "goal_templates": make.template,
        "terms": Term.objects.first,
        "academy": session,
    }
    known = makers[url.name.split(":")[0]]()
    return dict.fromkeys(url.kwargs, known.pk if where == "west" else 10**9)


def answer(hat, url, kwargs, *, part, method="get"):
    """The status of an address for a hat; one that takes only a POST gets one."""
    client = HouseClient().wear(hat)
    headers = {"hx-request": "true"} if part else {}
    path = reverse(url.name, kwargs=kwargs)
    return getattr(client, method)(path, headers=headers).status_code


def statuses(url, role, cast, rania, *, part):
    """What this role gets at its own record, and at one of Oost; None where there is no record."""
    hat = cast[role]
    own = answer(hat, url, arguments(url, "west", cast, rania, role), part=part)
    if role not in url.view.hats or not url.kwargs:
        return own, None
    theirs = arguments(url, "oost", cast, rania, role)
    method = "post" if own == NO_GET else "get"
    return own, answer(hat, url, theirs, part=part, method=method)


@pytest.mark.parametrize("url", OWN, ids=named)
def test_every_hat_at_every_address(url, cast, rania):
    for part, role in product([False, True], Role):
        own, others = statuses(url, role, cast, rania, part=part)
        assert own in (OK if role in url.view.hats else {403}), (role, part)
        assert others in {None, 404}, (role, part)


@pytest.mark.parametrize("url", [u for u in OWN if Role.LEAD in u.view.hats], ids=named)
def test_a_lead_of_all_opens_what_a_lead_opens(url, cast, rania, lotte):
    kwargs = arguments(url, "west", cast | {Role.LEAD: lotte}, rania, Role.LEAD)
    assert answer(lotte, url, kwargs, part=False) in OK


@pytest.mark.parametrize("url", URLS, ids=named)
def test_nobody_enters_without_a_hat(url, client, cast, rania):
    """Not without signing in, and not at the next click after the hat was withdrawn."""
    response = client.get(reverse(url.name, kwargs=arguments(url, "west", cast, rania)))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))

    for role in {*url.view.hats} - {"any"}:
        hat = cast[role]
        signed_in = HouseClient().wear(hat)
        kwargs = arguments(url, "west", cast, rania, role)
        type(hat).objects.filter(pk=hat.pk).update(withdrawn_at=make.now())
        assert signed_in.get(reverse(url.name, kwargs=kwargs)).status_code == 403


def test_the_table_in_docs_is_true():
    assert (ROOT / "docs" / "access.md").read_text() == access_table()


def access_table():
    """Who may open what, as a table for docs/access.md."""
    roles = list(Role)
    head = "| address | " + " | ".join(role.value for role in roles) + " |"
    lines = [f"| `{u.path}` | " + " | ".join(cell(u, r) for r in roles) + " |" for u in URLS]
    intro = (
        "# Who may open what\n\nA test compares this page with the code. "
        "Out of sight is 404, out of role 403, out of turn 409. A lead of the whole programme "
        "opens what a lead opens, of all districts.\n\n"
    )
    rule = "|---" * (len(roles) + 1) + "|"
    return intro + "\n".join([head, rule, *lines]) + "\n"


def cell(url, role):
    return "yes" if {"any", role.value} & set(url.view.hats) else ""
