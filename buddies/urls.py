from django.urls import include, path

from buddies.views import buddies, cards

buddy_pages = [
    path("buddys/", buddies.buddy_list, name="list"),
    path("buddys/<int:pk>/", buddies.buddy_edit, name="edit"),
    path("ik/", buddies.me, name="me"),
]
card_pages = [path("", cards.card_edit, name="edit")]

urlpatterns = [
    path("", include((buddy_pages, "buddies"))),
    path("ik/kaart/", include((card_pages, "cards"))),
]
