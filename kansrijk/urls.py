from django.urls import include, path

urlpatterns = [
    path("inloggen/", include("allauth.urls")),
]
handler400 = "kansrijk.ui.errors.bad_request"
handler403 = "kansrijk.ui.errors.permission_denied"
handler404 = "kansrijk.ui.errors.not_found"
handler500 = "kansrijk.ui.errors.server_error"
