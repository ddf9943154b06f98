from django.urls import include, path

from participants.views import matches

match_pages = [
    path("", matches.match_list, name="list"),
    path("<int:pk>/", matches.match_detail, name="detail"),
    path("<int:pk>/afwijzen/", matches.match_refuse, name="refuse"),
]

urlpatterns = [path("koppelingen/", include((match_pages, "matches")))]
