"""Bea keeps the words with which people look back: a draft first, then a version that holds."""

import pytest
from django.urls import reverse

from kansrijk.administration import versions
from kansrijk.audit.models import AuditEvent
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import Domain, Method, MethodDraft, MethodVersion
from plans.models import Review
from tests import make

LIST = reverse("methods:list")
NAMES = ["thuissituatie", "welzijn", "financiën", "opleiding", "werk"]


@pytest.fixture
def method(db):
    return Method.objects.get(key="mobility-mentoring")


@pytest.fixture
def draft(bea, method):
    return versions.start(method.present_version(), by=bea)


def url(name, draft, *more):
    return reverse(f"methods:{name}", args=[draft.method_id, *more])


def typed(draft, key="finances", **changes):
    """What the page of a domain sends, with these changes."""
    each = next(each for each in draft.content["domains"] if each["key"] == key)
    data = {"name": each["name"], "seen": versions.seal(each), "rows": len(each["parts"])}
    for at, part in enumerate(each["parts"]):
        row = {"key": part["key"], "name": part["name"], "place": at + 1}
        row |= {f"sentence_{v}": text for v, text in enumerate(part["sentences"], start=1)}
        data |= {f"part-{at}-{name}": value for name, value in row.items()}
    return data | changes


def new_part(at, name="verzekeringen", **more):
    sentences = {f"part-{at}-sentence_{v}": f"Zin {v}." for v in range(1, 6)}
    return {"rows": at + 1, f"part-{at}-name": name} | sentences | more


def domain_of(draft, key="finances"):
    draft.refresh_from_db()
    return next(each for each in draft.content["domains"] if each["key"] == key)


def publish(client, draft):
    draft.refresh_from_db()
    return client.post(url("publish", draft), {"seen": versions.seal(draft.content)})


def test_the_list_and_a_version_show_what_ships(client, bea, method):
    page = client.wear(bea).get(LIST).text
    assert "versie 1, sinds 1 januari 2018" in page and "thuissituatie, welzijn" in page

    page = client.get(reverse("methods:version", args=[method.present_version().pk])).text
    for text in ("het wankelt", "Gezin en zorg", "Ik heb geen vaste plek of moet er bijna uit."):
        assert text in page


def test_a_draft_begins_with_the_words_that_hold_and_nobody_sees_it(client, bea, method):
    start = reverse("methods:start", args=[method.present_version().pk])
    for _ in range(2):  # twice is one draft
        client.wear(bea).post(start)

    draft = MethodDraft.objects.get()
    assert [each["name"] for each in draft.content["domains"]] == NAMES
    assert method.versions.count() == 1
    assert "nog niets veranderd" in client.get(url("draft", draft)).text
    assert AuditEvent.objects.filter(subject="places.methoddraft").count() == 1


def test_a_domain_changes_in_the_draft_and_a_part_keeps_its_key(client, bea, draft):
    changes = {
        "name": "geld", "part-0-name": "schuld en rust", "part-1-gone": "on",
        **new_part(2, place=1), "part-2-place": 1,
    }  # fmt: skip

    answer = client.wear(bea).post(url("domain", draft, "finances"), typed(draft, **changes))

    assert answer.url == url("draft", draft)
    told = domain_of(draft)
    assert told["name"] == "geld"
    assert [(part["key"], part["name"]) for part in told["parts"]] == [
        ("verzekeringen", "verzekeringen"), ("debts", "schuld en rust"),
    ]  # fmt: skip
    assert told["parts"][0]["sentences"] == [f"Zin {v}." for v in range(1, 6)]
    assert AuditEvent.objects.get(verb="change").fields == ["domain"]
    assert Domain.objects.filter(name="financiën").exists()


@pytest.mark.parametrize(
    ("moved", "keys"),
    [({0: 3}, ["mind", "network", "body"]), ({2: 1}, ["network", "body", "mind"])],
)
def test_a_part_goes_to_the_place_that_is_asked(client, bea, draft, moved, keys):
    places = {f"part-{at}-place": place for at, place in moved.items()}
    client.wear(bea).post(url("domain", draft, "wellbeing"), typed(draft, "wellbeing", **places))
    assert [part["key"] for part in domain_of(draft, "wellbeing")["parts"]] == keys


def test_a_part_may_be_called_as_the_key_of_its_domain(client, bea, draft):
    sent = typed(draft, "home", **new_part(2, "Home"), **{"part-0-key": "home"})
    client.wear(bea).post(url("domain", draft, "home"), sent)

    assert publish(client, draft).status_code == 302
    two = draft.method.present_version()
    parts = two.areas.filter(part_of__key="home").values_list("key", flat=True)
    assert "home" not in parts and "home-2" in parts


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Vul dit nog in."),
        ({"name": "Werk"}, "Deze naam staat er al"),
        ({"part-0-sentence_3": ""}, "Vul dit nog in."),
        ({"part-0-name": "Overzicht en sparen"}, "Deze naam staat er al"),
        ({"part-0-sentence_1": "x" * 201}, "200"),
        ({"part-0-place": "9" * 30}, "Kies een getal van 1 tot en met 20."),
        (new_part(25), "hooguit 8"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(client, bea, draft, changes, sentence):
    mine = {"part-1-name": "mijn eigen naam"} if "part-0-name" not in changes else {}
    answer = client.wear(bea).post(
        url("domain", draft, "finances"), typed(draft, **mine, **changes)
    )

    assert answer.status_code == 422 and sentence in answer.text
    assert all(text in answer.text for text in mine.values())
    draft.refresh_from_db()
    assert draft.version == 1


def test_a_row_more_saves_nothing_and_keeps_what_was_typed(client, bea, draft):
    sent = typed(draft, **{"part-0-name": "halve zin", "name": "", "more": "1"})
    page = client.wear(bea).post(url("domain", draft, "finances"), sent)

    assert page.status_code == 200 and "halve zin" in page.text
    assert "part-2-name" in page.text and "Vul dit nog in" not in page.text
    draft.refresh_from_db()
    assert draft.version == 1


def test_who_was_second_sees_both_and_can_save_again(client, bea, draft):
    page, stale = url("domain", draft, "finances"), typed(draft, name="geldzaken")
    client.wear(bea).post(page, typed(draft, name="geld"))

    answer = client.post(page, stale)
    assert answer.status_code == 409
    assert "geldzaken" in answer.text and ">geld<" in answer.text
    again = {"seen": answer.context["form"].data["seen"]}
    client.post(page, stale | again)
    assert domain_of(draft)["name"] == "geldzaken"


def test_another_piece_is_no_conflict(client, bea, draft):
    stale = typed(draft, name="geld")
    levels = {f"level_{v}": f"stap {v}" for v in range(1, 6)}
    seen = versions.seal(draft.content["levels"])
    client.wear(bea).post(url("levels", draft), levels | {"seen": seen})

    client.post(url("domain", draft, "finances"), stale)

    assert domain_of(draft)["name"] == "geld"
    assert draft.content["levels"][0] == "stap 1"


def test_a_draft_that_is_gone_gives_the_words_back(client, bea, draft):
    sent = typed(draft, name="geld en geduld")
    client.wear(bea).post(url("throw_away", draft))

    answer = client.post(url("domain", draft, "finances"), sent)

    assert answer.status_code == 409
    assert "geld en geduld" in answer.text and "vastgesteld of weggegooid" in answer.text
    assert client.get(url("draft", draft)).url == LIST


def test_a_new_version_holds_at_once_and_begun_looks_keep_theirs(client, bea, noor, rania, draft):
    year = rania.trajectories.get()
    goal = make.goal(of=year, domain="home")
    begun = make.review(of=year, finished=False)
    client.wear(bea).post(url("domain", draft, "home"), typed(draft, "home", name="wonen en thuis"))
    client.post(url("order", draft), {"key": "work", "to": "up"})
    shown = client.get(url("publish", draft)).text
    assert "wonen en thuis" in shown and "Volgorde van de leefgebieden" in shown

    publish(client, draft)

    two = year.method.present_version()
    assert two.number == 2 and not MethodDraft.objects.exists()
    assert [str(d) for d in goal.domains.all()] == ["wonen en thuis"]
    names = ["wonen en thuis", "welzijn", "financiën", "werk", "opleiding"]
    assert [str(d) for d in year.method.domains.all()] == names
    assert [str(a) for a in two.areas.domains()] == names
    assert two.areas.exclude(part_of=None).count() == 11
    begun.refresh_from_db()
    assert begun.method_version.number == 1
    later = Review.objects.get(trajectory=year, which="halfway")
    later.begin(by=noor, held_on=make.today())
    assert later.method_version == two


def test_nothing_new_and_a_draft_that_moved_are_not_published(client, bea, draft):
    assert publish(client.wear(bea), draft).status_code == 409
    old = versions.seal(draft.content)
    client.post(url("order", draft), {"key": "work", "to": "up"})

    answer = client.post(url("publish", draft), {"seen": old})

    assert answer.status_code == 409 and "net gewijzigd" in answer.text
    assert MethodVersion.objects.filter(number=2).count() == 0


def test_the_last_version_stays_and_names_follow_the_newest_that_holds(client, bea, draft):
    one = draft.based_on
    withdraw = reverse("methods:withdraw", args=[one.pk])
    answer = client.wear(bea).post(withdraw)
    assert answer.status_code == 409 and "enige versie" in answer.text
    client.post(url("domain", draft, "home"), typed(draft, "home", name="wonen"))
    publish(client, draft)

    two = one.method.present_version()
    client.post(reverse("methods:withdraw", args=[two.pk]))

    assert one.method.present_version() == one
    assert Domain.objects.get(method=one.method, key="home").name == "thuissituatie"
    assert "Ingetrokken" in client.get(LIST).text
    with pytest.raises(StepRefused):
        versions.withdraw(one, by=bea)


def test_a_talking_picture_has_questions_and_no_parts(client, bea):
    method = Method.objects.get(key="positieve-gezondheid")
    draft = versions.start(method.present_version(), by=bea)
    page = url("domain", draft, "body")
    assert "Nog een deelgebied" not in client.wear(bea).get(page).text
    seen = versions.seal(draft.content["domains"][0])

    client.post(page, {"name": "lijf", "question": "Hoe is het met je lijf?", "seen": seen})

    told = domain_of(draft, "body")
    assert (told["name"], told["question"]) == ("lijf", "Hoe is het met je lijf?")
    assert client.get(url("levels", draft)).url == url("draft", draft)


def test_order_stays_at_the_ends_and_an_unknown_domain_leads_back(client, bea, draft):
    for key, to in (("home", "up"), ("work", "down"), ("niets", "up")):
        client.wear(bea).post(url("order", draft), {"key": key, "to": to})
    draft.refresh_from_db()
    assert draft.version == 1
    assert client.get(url("domain", draft, "niets")).url == url("draft", draft)
