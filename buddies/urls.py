from django.urls import include, path

from buddies.views import absences, academy, buddies, cards

buddy_pages = [
    path("buddys/", buddies.buddy_list, name="list"),
    path("buddys/<int:pk>/", buddies.buddy_edit, name="edit"),
    path("ik/", buddies.me, name="me"),
]
card_pages = [path("", cards.card_edit, name="edit")]
academy_pages = [
    path("", academy.session_list, name="list"),
    path("nieuw/", academy.session_add, name="add"),
    path("<int:pk>/", academy.attendance, name="attendance"),
    path("<int:pk>/wijzigen/", academy.session_edit, name="edit"),
]
absence_pages = [
    path("", absences.absence_list, name="list"),
    path("nieuw/", absences.absence_add, name="add"),
    path("<int:pk>/", absences.absence_edit, name="edit"),
    path("<int:pk>/terug/", absences.absence_call_off, name="call_off"),
]

urlpatterns = [
    path("", include((buddy_pages, "buddies"))),
    path("academie/", include((academy_pages, "academy"))),
    path("ik/kaart/", include((card_pages, "cards"))),
    path("afwezig/", include((absence_pages, "absences"))),
]
