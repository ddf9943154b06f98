from django.urls import include, path

from participants.views import matches, offers, votes

match_pages = [
    path("", matches.match_list, name="list"),
    path("<int:pk>/", matches.match_detail, name="detail"),
    path("<int:pk>/afwijzen/", matches.match_refuse, name="refuse"),
]
offer_pages = [
    path("", offers.offer_detail, name="detail"),
    path("kennisgemaakt/", offers.offer_meet, name="meet"),
]
vote_pages = [  # the participant's own pages, without signing in
    path("", votes.code, name="code"),
    path("vraag/", votes.answer, name="answer"),
    path("bewijs/", votes.receipt, name="receipt"),
    path("<str:token>/", votes.link, name="link"),
]

urlpatterns = [
    path("koppelingen/", include((match_pages, "matches"))),
    path("voorstel/<int:pk>/", include((offer_pages, "offers"))),
    path("stem/", include((vote_pages, "votes"))),
    path("weg/", votes.away, name="away"),
]
