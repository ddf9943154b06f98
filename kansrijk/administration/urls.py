from django.urls import include, path

from kansrijk.administration.views import hats, methods, places, terms, users

user_pages = [
    path("", users.user_list, name="list"),
    path("uitnodigen/", users.user_invite, name="invite"),
    path("<int:pk>/", users.user_edit, name="edit"),
    path("<int:pk>/opnieuw-uitnodigen/", users.user_reinvite, name="reinvite"),
    path("<int:pk>/rol/", hats.hat_add, name="hat"),
    path("rollen/<int:pk>/intrekken/", hats.hat_withdraw, name="withdraw"),
]
place_pages = [
    path("", places.place_list, name="list"),
    path("nieuw/", places.district_add, name="add"),
    path("financiers/nieuw/", places.funder_add, name="funder_add"),
    path("financiers/<int:pk>/", places.funder_edit, name="funder"),
    path("wijken/<int:pk>/", places.neighbourhood_edit, name="neighbourhood"),
    path("<int:pk>/", places.district_edit, name="edit"),
    path("<int:pk>/nieuwe-wijk/", places.neighbourhood_add, name="neighbourhood_add"),
]
method_pages = [
    path("", methods.method_list, name="list"),
    path("versies/<int:pk>/", methods.version, name="version"),
    path("versies/<int:pk>/overnemen/", methods.draft_start, name="start"),
    path("versies/<int:pk>/intrekken/", methods.withdraw, name="withdraw"),
    path("<int:pk>/concept/", methods.draft, name="draft"),
    path("<int:pk>/concept/schaal/", methods.levels, name="levels"),
    path("<int:pk>/concept/leefgebieden/<slug:key>/", methods.domain, name="domain"),
    path("<int:pk>/concept/volgorde/", methods.order, name="order"),
    path("<int:pk>/concept/vaststellen/", methods.publish, name="publish"),
    path("<int:pk>/concept/weggooien/", methods.throw_away, name="throw_away"),
]

term_pages = [
    path("", terms.term_list, name="list"),
    path("<int:pk>/", terms.term_edit, name="edit"),
]

urlpatterns = [
    path("beheer/gebruikers/", include((user_pages, "users"))),
    path("beheer/methoden/", include((method_pages, "methods"))),
    path("beheer/gebieden/", include((place_pages, "places"))),
    path("beheer/bewaartermijnen/", include((term_pages, "terms"))),
]
