from django.urls import include, path

from buddies.views import buddies

buddy_pages = [
    path("buddys/", buddies.buddy_list, name="list"),
    path("buddys/<int:pk>/", buddies.buddy_edit, name="edit"),
    path("ik/", buddies.me, name="me"),
]

urlpatterns = [path("", include((buddy_pages, "buddies")))]
