"""Addresses of the looks of a year: begin, halverwege, einde, nazorg."""

from django.urls import include, path, register_converter

from plans.models.reviews import Which
from plans.views import reviews


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
]

urlpatterns = [
    path("deelnemers/<int:pk>/kijkmomenten/", include((review_pages, "reviews"))),
]
