from django.urls import path

from kansrijk.overview.views import change, district, inbox, lists, offline, saving, start, today

urlpatterns = [
    path("", start.start, name="start"),
    path("blijf/", start.stay, name="stay"),
    path("gezond/", start.health, name="health"),
    path("robots.txt", start.robots, name="robots"),
    path(".well-known/security.txt", start.security_txt, name="security_txt"),
    path("vandaag/", today.today, name="today"),
    path("gesprek/sleutel/", offline.phone_key, name="phone_key"),
    path("zonder-internet/", offline.page, name="offline"),
    path("sw.js", offline.worker, name="worker"),
    path("te-doen/", inbox.inbox, name="inbox"),
    path("gebied/", district.district, name="district"),
    path("gebied/naast-elkaar/", district.side_by_side, name="side_by_side"),
    path("gebied/proef/", district.pilot, name="pilot"),
    path("gebied/uitleg/", district.definitions, name="definitions"),
    path("gebied/bewaren/", saving.save_figures, name="save_figures"),
    path("gebied/delen/", saving.share_figures, name="share_figures"),
    path("gebied/verandering/", change.change, name="change"),
    path("gebied/verandering/wie/", change.people, name="change_people"),
    path("kijkmomenten/", lists.review_list, name="reviews_of_district"),
    path("resultaten/", lists.outcome_list, name="outcomes_of_district"),
    path("gebied/<slug:slug>/", district.figure_list, name="figure"),
]
