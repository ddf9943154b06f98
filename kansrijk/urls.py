from django.urls import include, path

urlpatterns = [
    path("", include("kansrijk.overview.urls")),
    path("", include("kansrijk.accounts.urls")),
    path("", include("kansrijk.mail.urls")),
    path("", include("kansrijk.administration.urls")),
    path("", include("kansrijk.imports.urls")),
    path("", include("buddies.urls")),
    path("", include("participants.urls")),
    path("", include("plans.urls")),
]
handler400 = "kansrijk.ui.errors.bad_request"
handler403 = "kansrijk.ui.errors.permission_denied"
handler404 = "kansrijk.ui.errors.not_found"
handler500 = "kansrijk.ui.errors.server_error"
