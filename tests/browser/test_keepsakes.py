"""A look on paper: the buddy finds it, turns the picture into a star, and prints it."""

from datetime import timedelta

from plans.models import Review
from tests import make
from tests.browser.pages import check_everywhere, follow, sign_in, visit
from tests.browser.test_every_page import ARABIC, LONG


def test_a_look_and_a_year_to_keep(phone, noor, rania):
    year = rania.trajectories.get()
    made = make.review(of=year, finished=False, held_on=make.today() - timedelta(days=40))
    make.score(of=made, stands=2, wants=4, words=LONG * 5)
    make.score(of=made, key="work", stands=1, words=ARABIC)
    Review.objects.filter(pk=made.pk).update(state="finished")
    make.success(of=year, text=LONG * 3)
    sign_in(phone, noor)

    visit(phone, f"/deelnemers/{rania.pk}/")
    visit(phone, f"/deelnemers/{rania.pk}/kijkmomenten/begin/")
    follow(phone, "Print of bewaar")
    follow(phone, "Toon als ster")
    assert phone.locator("svg.star").is_visible()
    assert phone.get_by_text("2, het wankelt").is_visible()
    check_everywhere(phone)
    phone.emulate_media(media="print")
    assert not phone.get_by_text("Toon als staven").is_visible()
    assert phone.get_by_role("heading", name="Waar ik sta").is_visible()
    phone.emulate_media(media="screen")
    visit(phone, f"/deelnemers/{rania.pk}/jaar/print/")
