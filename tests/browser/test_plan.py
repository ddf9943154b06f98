"""Noor and Rania make the plan together: on a phone, on paper, and without scripts."""

from datetime import date

import pytest
from playwright.sync_api import expect

from plans.models import Action, Goal, PlanSheet, Success
from tests import make
from tests.browser.chromium import DESK, PHONE
from tests.browser.pages import (
    check,
    check_everywhere,
    choose,
    follow,
    press,
    reads,
    sheets,
    sign_in,
    sign_out,
    visit,
    write,
)
from tests.browser.test_every_page import ARABIC, LONG

LONGEST = date(2099, 9, 24)  # in words: a Thursday in September, in another year


@pytest.fixture
def year(rania):
    return rania.trajectories.get()


def plan_of(year):
    return f"/deelnemers/{year.participant_id}/plan/"


def steps_of(goal):
    return "".join(goal.actions.values_list("text", flat=True))


def test_a_goal_from_an_example_to_a_success(phone, noor, year):
    example = make.template(sentence="Ik open mijn post", area="finances", is_calm=True)
    sign_in(phone, noor)
    visit(phone, plan_of(year))
    follow(phone, "Nieuw doel")
    with phone.expect_response(lambda answer: "gebied=finances" in answer.url):
        phone.locator("[name=gebied]").select_option("finances")
    check(phone)
    phone.get_by_text(example.sentence, exact=True).click()
    follow(phone, "Begin hiermee")
    check(phone)
    write(phone, sentence="Ik open elke dag mijn post")
    press(phone, "Nog een stap")
    phone.locator("[name=step-3-text]").fill("Een map kopen")
    press(phone, "Opslaan")
    reads(phone, "Ik open elke dag mijn post", "De brieven zoeken", "De corporatie bellen")
    goal = Goal.objects.get()
    assert (goal.template, goal.actions.count()) == (example, 3)
    press(phone, "Gelukt: De brieven zoeken")
    press(phone, "Was dit een succes.*")
    reads(phone, "Staat bij wat al lukte")
    check(phone)
    follow(phone, "Wat al lukte")
    check_everywhere(phone)
    assert Success.objects.get().action.done_on == make.today()


def test_order_by_dragging_and_by_keys(desk, noor, year, expected):
    expected.add(409)
    goal = make.goal(of=year)
    ids = [make.action(of=year, goal=goal, text=text).pk for text in "abc"]
    sign_in(desk, noor)
    visit(desk, plan_of(year))
    handles = desk.locator(".do [data-handle]")
    start, end = (handles.nth(at).bounding_box() for at in (0, 2))
    desk.mouse.move(start["x"] + 9, start["y"] + 9)
    desk.mouse.down()
    desk.mouse.move(end["x"] + 9, end["y"] + end["height"], steps=6)
    with desk.expect_response(lambda answer: "?doel=" in answer.url):
        desk.mouse.up()
    assert steps_of(goal) == "bca"

    desk.locator(f"#step-{ids[0]} summary").click()
    up = desk.locator(f"#step-up-{ids[0]}")
    up.focus()
    with desk.expect_response(lambda answer: "?doel=" in answer.url):
        desk.keyboard.press("Enter")
    expect(up).to_be_focused()
    expect(desk.locator(".do").nth(1)).to_have_id(f"step-{ids[0]}")
    check(desk)
    Action.objects.filter(pk=ids[0]).update(position=9)  # somebody else was first
    up.click()
    reads(desk, "De volgorde is net veranderd")
    assert steps_of(goal) == "bca"


def test_the_plan_without_scripts(open_page, noor, year):
    goals = [make.goal(of=year, sentence=s, recognition="Taart") for s in ("Eerst", "Dan")]
    make.action(of=year, goal=goals[1])
    page = open_page(PHONE, java_script_enabled=False)
    sign_in(page, noor)
    visit(page, f"{plan_of(year)}?doel={goals[1].pk}")
    page.locator(f"#goal-up-{goals[1].pk}").click()
    expect(page.locator(f"#goal-up-{goals[1].pk}")).to_be_focused()
    follow(page, "Rond af")
    choose(page, "Hoe is het afgelopen", "gelukt")
    write(page, learned="Samen gaat het beter")
    check(page)
    press(page, "Rond af")
    reads(page, "Jullie spraken af:", "Taart", "Samen gaat het beter")
    check(page)
    press(page, "Zet het bij wat al lukte")
    reads(page, "Gevierd:")
    assert [g.sentence for g in Goal.objects.open().in_order()] == ["Eerst"]


def test_the_plan_on_one_sheet_and_back(desk, noor, year):
    for at in range(3):
        goal = make.goal(of=year, sentence=f"Ik wil iets groots {at}", recognition="Taart eten")
        for text in ("De corporatie bellen voor een gesprek", "De brieven zoeken", "Slapen"):
            make.action(of=year, goal=goal, text=text, who="together", due_on=LONGEST)
    sign_in(desk, noor)
    visit(desk, plan_of(year))
    desk.emulate_media(media="print")
    assert sheets(desk) == 1
    desk.emulate_media(media="screen")
    press(desk, "Print met code")
    reads(desk, "9. Slapen")
    check_everywhere(desk)
    desk.set_viewport_size(DESK["viewport"])
    desk.emulate_media(media="print", color_scheme="light")
    assert sheets(desk) == 1
    desk.emulate_media(media="screen")
    visit(desk, "/papier/")
    write(desk, code=PlanSheet.objects.get().shown.lower())
    press(desk, "Zoek dit papier")
    choose(desk, "9. Slapen", "gelukt")
    desk.locator("[name=step-0-text]").fill("Een nieuwe lamp")
    check(desk)
    press(desk, "Zet in het plan")
    reads(desk, "Ingevoerd.", "Een nieuwe lamp")
    assert Action.objects.filter(done_on=make.today()).count() == 1


def test_the_plan_with_the_hardest_words(phone, noor, lies, year):
    goal = make.goal(of=year, sentence=LONG * 3, why=ARABIC * 9, done_when=LONG, recognition=LONG)
    goal.earlier.create(sentence=LONG, done_when=ARABIC, changed_by=noor.user)
    steps = [make.action(of=year, goal=goal, text=f"{LONG}{n}", who="buddy") for n in range(8)]
    make.action(of=year, goal=goal, text=ARABIC, done_on=make.today())
    success = make.success(of=year, text=LONG * 2, celebrated=LONG, said_by="participant")
    sheet = make.sheet(of=year, actions=steps)
    file = f"/deelnemers/{year.participant_id}"
    sign_in(phone, noor)
    visit(phone, f"{plan_of(year)}?stap={steps[0].pk}")
    for path in (
        f"doelen/{goal.pk}", f"doelen/{goal.pk}/wijzigen",
        f"stappen/{steps[0].pk}/wijzigen", f"wat-al-lukte/{success.pk}", "wat-al-lukte",
        f"plan/papier/{sheet.pk}", f"plan/papier/{sheet.pk}/invoeren",
    ):  # fmt: skip
        visit(phone, f"{file}/{path}/")
    sign_out(phone)
    sign_in(phone, lies)
    example = make.template(sentence=LONG, steps=[["wij", LONG * 3]])
    for path in ("voorbeelddoelen", f"voorbeelddoelen/{example.pk}"):
        visit(phone, f"/{path}/")
