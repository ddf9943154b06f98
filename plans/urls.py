from django.urls import include, path

from plans.views import answers, drafts, files, meetings, obstacles, partners, trajectories

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
obstacle_pages = [
    path("knelpunten/", obstacles.obstacle_list, name="list"),
    path("knelpunten/<int:pk>/", obstacles.obstacle_detail, name="detail"),
    path("knelpunten/<int:pk>/toch-naar-wij/", obstacles.obstacle_send, name="send"),
    path("knelpunten/<int:pk>/terughalen/", obstacles.obstacle_take_back, name="take_back"),
    path("knelpunten/<int:pk>/zelf-opgelost/", obstacles.obstacle_manage, name="manage"),
    path("knelpunten/<int:pk>/niet-meer-nodig/", obstacles.obstacle_drop, name="drop"),
    path("knelpunten/<int:pk>/gezien/", answers.obstacle_see, name="see"),
    path("knelpunten/<int:pk>/antwoord/", answers.obstacle_answer, name="answer"),
    path("deelnemers/<int:pk>/knelpunten/", obstacles.obstacle_file, name="file"),
    path("deelnemers/<int:pk>/knelpunten/nieuw/", obstacles.obstacle_add, name="add"),
]
partner_pages = [
    path("", partners.partner_list, name="list"),
    path("nieuw/", partners.partner_add, name="add"),
    path("<int:pk>/", partners.partner_edit, name="edit"),
]

urlpatterns = [
    path("deelnemers/", include(([path("", files.file_list, name="list")], "participants"))),
    path("deelnemers/<int:pk>/", include((file_pages, "files"))),
    path("deelnemers/<int:pk>/", include((meeting_pages, "meetings"))),
    path("koppelingen/<int:pk>/", include((trajectory_pages, "trajectories"))),
    path("", include((obstacle_pages, "obstacles"))),
    path("organisaties/", include((partner_pages, "partners"))),
]
