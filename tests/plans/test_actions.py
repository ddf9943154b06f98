"""Steps: agreed, ticked by one tap, let go; and the order in which Rania wants them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from plans.forms.actions import ActionForm
from plans.models import Action, Success
from tests import make
from tests.plans.helpers import over, written


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


@pytest.fixture
def goal(year):
    return make.goal(of=year)


def url(name, rania, *args):
    return reverse(f"actions:{name}", args=[rania.pk, *args])


def three(year, goal=None):
    return [make.action(of=year, goal=goal, text=text).pk for text in "abc"]


def said(seen, **fields):
    return {"seen": ",".join(map(str, seen))} | fields


def order_of(goal):
    return "".join(goal.actions.values_list("text", flat=True))


def test_a_step_is_added_and_sent_twice_is_one(client, noor, rania, goal):
    step = {"text": "De corporatie bellen", "who": "together", "goal": goal.pk}
    page = client.wear(noor).get(f"{url('add', rania)}?doel={goal.pk}").text
    for _ in range(2):
        answer = client.post(url("add", rania), step)

    assert f'value="{goal.pk}" selected' in page
    assert answer.url.endswith(f"?doel={goal.pk}")
    assert (Action.objects.get().goal, Action.objects.get().who) == (goal, "together")
    assert written(rania).count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "Vul dit nog in."),
        ({"who": "buurvrouw"}, "Kies een"),
        ({"due_on": "2020-01-01"}, "Deze dag is al geweest."),
        ({"goal": str(2**63)}, "Kies een"),
    ],
)
def test_a_wrong_step_says_so(client, noor, rania, fields, said):
    step = {"text": "Bellen met Jan", "who": "buddy"} | fields

    page = client.wear(noor).post(url("add", rania), step)

    assert page.status_code == 422 and said in page.text
    assert not Action.objects.exists()


def test_a_changed_step_keeps_a_tick_of_meanwhile(noor, year):
    step = make.action(of=year, due_on=make.today() - timedelta(days=3))
    typed = {"text": "Ik bel zelf", "due_on": step.due_on, "who": "buddy", "seen_version": 1}
    form = ActionForm(typed, instance=Action.objects.get(pk=step.pk), hat=noor)
    assert form.is_valid()

    Action.objects.filter(pk=step.pk).update(done_on=make.today())  # in a log, at the same time
    form.save(by=noor)

    step.refresh_from_db()
    assert (step.text, step.done_on) == ("Ik bel zelf", make.today())


def test_one_tap_and_back_again(client, noor, rania, year):
    step = make.action(of=year)
    client.wear(noor)
    taps = [("tick", "done_on"), ("tick", "done_on"), ("untick", ""), ("untick", "")]
    taps += [("let_go", "dropped_on"), ("resume", "")]
    for to, field in taps:
        answer = client.post(url("turn", rania, step.pk), {"to": to})
        step.refresh_from_db()
        assert answer.url.endswith(f"plan/#step-{step.pk}")
        assert [n for n in ("done_on", "dropped_on") if getattr(step, n)] == [field] * bool(field)

    steps = ["tick", "untick", "let_go", "resume"]  # a second tap on the same leaves no line
    assert sorted(e.step for e in written(rania)) == sorted(steps)
    assert client.post(url("turn", rania, step.pk), {"to": "x"}).status_code == 404
    assert client.get(url("turn", rania, step.pk)).status_code == 405


def test_a_tap_on_what_went_another_way_says_so(client, noor, rania, year):
    done = make.action(of=year, done_on=make.today())
    gone = make.action(of=year, dropped_on=make.today())
    client.wear(noor)

    late = client.post(url("turn", rania, done.pk), {"to": "let_go"})
    assert late.status_code == 409 and "is al gelukt" in late.text
    late = client.post(url("turn", rania, gone.pk), {"to": "tick"})
    assert late.status_code == 409 and "hoeft niet meer" in late.text


def test_htmx_gets_the_goals_as_they_stand_on_the_page(client, noor, rania, goal):
    step = make.action(of=goal.trajectory, goal=goal)
    htmx = {"hx-request": "true"}
    where = client.wear(noor).post(url("turn", rania, step.pk), {"to": "tick"}, headers=htmx)
    path = f"{reverse('files:plan', args=[rania.pk])}?doel={goal.pk}"

    def bare(html):
        return [line for line in html.split("\n") if "csrf" not in line]

    assert path in where["HX-Location"]
    part = client.get(path, headers=htmx).text.strip()
    assert "\n".join(bare(part)) in "\n".join(bare(client.get(path).text))
    assert "Was dit een succes?" in part


@pytest.mark.parametrize(
    ("fields", "after"),
    [
        ({"moved": 2, "to": "up"}, "acb"),
        ({"moved": 0, "to": "up"}, "abc"),
        ({"moved": 2, "to": "down"}, "abc"),
        ({"order": [2, 0, 1]}, "cab"),
        ({"order": [0, 1, 2]}, "abc"),
    ],
)
def test_steps_in_another_order(client, noor, rania, goal, fields, after):
    ids = three(goal.trajectory, goal)
    fields = {
        name: ids[value] if name == "moved" else value
        if name == "to" else ",".join(str(ids[at]) for at in value)
        for name, value in fields.items()
    }  # fmt: skip

    answer = client.wear(noor).post(url("goal_order", rania, goal.pk), said(ids, **fields))

    assert order_of(goal) == after
    assert written(rania).count() == (after != "abc")
    if "to" in fields:
        place = f"?doel={goal.pk}&stap={fields['moved']}#step-{fields['to']}-{fields['moved']}"
        assert answer.url.endswith(place)


def test_two_who_order_at_once_one_wins(client, noor, rania, goal):
    a, b, c = ids = three(goal.trajectory, goal)
    path = url("goal_order", rania, goal.pk)
    client.wear(noor)

    for _ in range(2):  # a double tap is one
        assert client.post(path, said(ids, moved=c, to="up")).status_code == 302
    late = client.post(path, said(ids, order=f"{b},{a},{c}"))

    assert late.status_code == 409 and "De volgorde is net veranderd" in late.text
    assert order_of(goal) == "acb"
    assert written(rania).count() == 1


def test_an_order_with_other_rows_is_refused(client, noor, rania, goal):
    a, b, c = ids = three(goal.trajectory, goal)
    other = make.action().pk
    path = url("goal_order", rania, goal.pk)
    client.wear(noor)

    wrong = [f"{b},{a}", f"{b},{a},{other}", f"{b},{b},{a}", "", "x,y", "9" * 30, f"{c},{b},{a},"]
    told = [client.post(path, said(ids, order=order)).status_code for order in wrong]

    assert told == [409] * 6 + [302]
    assert order_of(goal) == "cba"


def test_goals_and_loose_steps_have_an_order_too(client, noor, rania, year):
    first, second = make.goal(of=year), make.goal(of=year)
    steps = three(year)
    make.action(of=year, goal=first)
    client.wear(noor)

    order = said([first.pk, second.pk], order=f"{second.pk},{first.pk}")
    assert client.post(reverse("goals:order", args=[rania.pk]), order).status_code == 302
    assert (
        client.post(url("order", rania), said(steps, moved=steps[0], to="down")).status_code == 302
    )

    assert list(year.goals.open().in_order()) == [second, first]
    assert "".join(a.text for a in year.actions.filter(goal=None)) == "bac"


def test_who_may_not_read_all_orders_around_the_rest(client, rania, year):
    """R6: what Rania did with Noor before keeps its place, unseen by Bram."""
    old = make.goal(of=year, sentence="Van vroeger", opened_on=year.started_on)
    over(year)
    bram = make.buddy("Bram Nepstra")
    make.match(of=rania, to=bram, state="active", started_on=make.today())
    a, b = make.goal(of=year, sentence="a"), make.goal(of=year, sentence="b")
    client.wear(bram.user.hats.get())

    path = reverse("goals:order", args=[rania.pk])
    assert client.post(path, said([a.pk, b.pk], moved=b.pk, to="up")).status_code == 302
    assert client.post(path, said([old.pk, b.pk, a.pk], moved=a.pk, to="up")).status_code == 409

    assert list(year.goals.in_order()) == [old, b, a]


def test_out_of_sight_out_of_role_and_over(client, noor, lies, rania, year):
    step, other = make.action(of=year), make.action()
    tick = {"to": "tick"}

    assert client.wear(noor).post(url("turn", rania, other.pk), tick).status_code == 404
    assert client.wear(lies).post(url("turn", rania, step.pk), tick).status_code == 403
    over(year)
    late = client.wear(noor).post(url("turn", rania, step.pk), tick)
    assert late.status_code == 409 and "afgesloten" in late.text
    assert not written(rania) and not Success.objects.exists()
