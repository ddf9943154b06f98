"""Lies keeps the examples, for all districts."""

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent
from plans.models import GoalTemplate
from tests import make


def url(name, *args):
    return reverse(f"goal_templates:{name}", args=args)


def told(*steps, **fields):
    data = {
        "area": "home", "sentence": "Ik woon rustig", "done_when": "Het is stil in huis",
        "is_offered": "on", "rows": max(len(steps), 3), "seen_version": 1,
    }  # fmt: skip
    for at, (who, text) in enumerate(steps):
        data |= {f"step-{at}-text": text, f"step-{at}-who": who}
    return data | fields


def test_the_examples_stand_by_domain(client, lies):
    make.template(is_offered=False)

    page = client.wear(lies).get(url("list"))

    assert "geldt voor alle gebieden" in page.text and "verborgen" in page.text
    assert page.text.index("Thuissituatie") < page.text.index("Ik woon rustig")
    assert "Voorbeelddoelen" in client.get(reverse("district")).text


def test_a_new_example_and_a_hidden_one(client, lies):
    client.wear(lies)
    for _ in range(2):
        client.post(url("add"), told(("together", "Zoeken"), ("buddy", ""), ("wij", "Vragen")))
    made = GoalTemplate.objects.get(sentence="Ik woon rustig")
    client.post(url("edit", made.pk), told(("together", "Zoeken"), is_offered=""))

    made.refresh_from_db()
    assert (made.steps, made.is_offered) == ([["together", "Zoeken"]], False)
    assert [e.fields for e in AuditEvent.objects.order_by("pk")] == [
        ["area", "done_when", "sentence", "steps"], ["is_offered", "steps"],
    ]  # fmt: skip


@pytest.mark.parametrize("theirs", ["steps", "done_when"])
def test_two_who_change_it_lose_nothing(client, lies, theirs):
    made = make.template()
    new = {"steps": [["wij", "Van Saar"]], "done_when": "Van Saar"}[theirs]
    GoalTemplate.objects.filter(pk=made.pk).update(**{theirs: new}, version=2)

    late = client.wear(lies).post(url("edit", made.pk), told(("buddy", "Van Lies")))

    assert late.status_code == 409
    assert "Van Saar" in late.text and "Van Lies" in late.text
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("fields", [{"weeks": 105}, {"weeks": 0}, {"area": "x"}, {"sentence": ""}])
def test_a_wrong_example_says_so(client, lies, fields):
    page = client.wear(lies).post(url("add"), told(("wij", "Vragen"), **fields))

    assert page.status_code == 422 and 'value="Vragen"' in page.text
