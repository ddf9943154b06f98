"""Addresses of the looks of a year: begin, halverwege, einde, nazorg."""

from django.urls import include, path, register_converter

from plans.models.reviews import Which
from plans.views import (
    keepsakes,
    line_corrections,
    review_screens,
    reviews,
    second_view,
    talking_picture,
)


class WhichInAddress:
    """The look by its Dutch word in the address, by its value in the code."""

    values = {which.label: which.value for which in Which}
    regex = "|".join(values)

    def to_python(self, value):
        return self.values[value]

    def to_url(self, value):
        return Which(value).label


register_converter(WhichInAddress, "which")

review_pages = [
    path("", reviews.review_list, name="list"),
    path("<which:which>/", reviews.review_detail, name="detail"),
    path("<which:which>/beginnen/", reviews.review_begin, name="begin"),
    path("<which:which>/klaar-met-kiezen/", second_view.choices_done, name="choices_done"),
    path("<which:which>/gekozen/", second_view.choices, name="choices"),
    path("<which:which>/keuzes-openen/", second_view.choices_open, name="choices_open"),
    path("<which:which>/eigen-blik/", second_view.view_give, name="view"),
    path("<which:which>/eigen-blik/geen/", second_view.view_none, name="view_none"),
    path("<which:which>/naast-elkaar/", second_view.review_beside, name="beside"),
    path("<which:which>/dag/", reviews.review_day, name="day"),
    path("<which:which>/overslaan/", reviews.review_skip, name="skip"),
    path("<which:which>/toch-inplannen/", reviews.review_plan_again, name="plan_again"),
    path("<which:which>/papier/", reviews.review_paper, name="paper"),
    path("<which:which>/<int:screen>/", review_screens.review_screen, name="screen"),
    path("<which:which>/2/<slug:key>/", review_screens.review_area, name="area"),
    path("<which:which>/2/<slug:key>/<slug:part>/", review_screens.review_part, name="part"),
    path(
        "<which:which>/verbeteren/leefgebied/<int:line>/",
        line_corrections.score_correct,
        name="correct",
    ),
    path(
        "<which:which>/verbeteren/woorden/<int:line>/",
        line_corrections.words_correct,
        name="correct_words",
    ),
    path(
        "<which:which>/verbeteren/praatplaat/<int:line>/",
        talking_picture.point_correct,
        name="correct_point",
    ),
    path("<which:which>/praatplaat/", talking_picture.talk, name="talk"),
    path("<which:which>/praatplaat/<slug:key>/", talking_picture.talk_point, name="talk_point"),
    path("<which:which>/toestemming/", talking_picture.talk_ask, name="talk_ask"),
    path("<which:which>/toestemming/intrekken/", talking_picture.talk_stop, name="talk_stop"),
    path("<which:which>/print/", keepsakes.look_print, name="print"),
    path("<which:which>/kijkmoment.pdf", keepsakes.look_pdf, name="pdf"),
]

urlpatterns = [
    path("deelnemers/<int:pk>/kijkmomenten/", include((review_pages, "reviews"))),
]
