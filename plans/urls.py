from django.urls import include, path

from plans.views import drafts, files, meetings, trajectories

file_pages = [
    path("", files.file_timeline, name="timeline"),
    path("plan/", files.file_plan, name="plan"),
    path("gegevens/", files.file_about, name="about"),
    path("wie-heeft-gekeken/", files.file_looks, name="looks"),
]
meeting_pages = [
    path("gesprek/", meetings.meeting_log, name="log"),
    path("gesprek/<uuid:client_id>/", drafts.draft, name="draft"),
    path("gesprek/<uuid:client_id>/weg/", drafts.draft_discard, name="discard"),
]
trajectory_pages = [path("goedkeuren/", trajectories.match_approve, name="approve")]

urlpatterns = [
    path("deelnemers/", include(([path("", files.file_list, name="list")], "participants"))),
    path("deelnemers/<int:pk>/", include((file_pages, "files"))),
    path("deelnemers/<int:pk>/", include((meeting_pages, "meetings"))),
    path("koppelingen/<int:pk>/", include((trajectory_pages, "trajectories"))),
]
