from django.urls import include, path

from plans.views import (
    agenda,
    answers,
    appointments,
    corrections,
    drafts,
    files,
    late_logs,
    meetings,
    obstacles,
    partners,
    trajectories,
)

file_pages = [
    path("", files.file_timeline, name="timeline"),
    path("plan/", files.file_plan, name="plan"),
    path("gegevens/", files.file_about, name="about"),
    path("wie-heeft-gekeken/", files.file_looks, name="looks"),
]
meeting_pages = [
    path("deelnemers/<int:pk>/gesprek/", meetings.meeting_log, name="log"),
    path("deelnemers/<int:pk>/gesprek/achteraf/", late_logs.late_hand, name="late"),
    path("deelnemers/<int:pk>/gesprek/<uuid:client_id>/", drafts.draft, name="draft"),
    path("deelnemers/<int:pk>/gesprek/<uuid:client_id>/weg/", drafts.draft_discard, name="discard"),
    path("deelnemers/<int:pk>/contact/", meetings.meeting_contact, name="contact"),
    path("gesprekken/<int:pk>/opgeslagen/", meetings.meeting_after, name="after"),
    path("gesprekken/<int:pk>/aanpassen/", corrections.meeting_correct, name="correct"),
]
draft_pages = [path("", drafts.draft_list, name="list")]
late_pages = [
    path("", late_logs.late_detail, name="detail"),
    path("plaatsen/", late_logs.late_place, name="place"),
    path("teruggeven/", late_logs.late_return, name="return"),
]
appointment_pages = [
    path("deelnemers/<int:pk>/afspraak/", appointments.appointment_add, name="add"),
    path("afspraken/<int:pk>/", appointments.appointment_move, name="move"),
    path("afspraken/<int:pk>/afzeggen/", appointments.appointment_call_off, name="call_off"),
]
agenda_pages = [
    path("", agenda.agenda_settings, name="settings"),
    path("nieuw/", agenda.agenda_make, name="make"),
    path("stop/", agenda.agenda_stop, name="stop"),
    path("<str:token>.ics", agenda.agenda_feed, name="feed"),
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
    path("", include((appointment_pages, "appointments"))),
    path("agenda/", include((agenda_pages, "agenda"))),
    path("deelnemers/", include(([path("", files.file_list, name="list")], "participants"))),
    path("deelnemers/<int:pk>/", include((file_pages, "files"))),
    path("", include((meeting_pages, "meetings"))),
    path("concepten/", include((draft_pages, "drafts"))),
    path("verslagen-achteraf/<int:pk>/", include((late_pages, "late"))),
    path("", include("plans.plan_urls")),
    path("", include("plans.review_urls")),
    path("", include("plans.year_urls")),
    path("koppelingen/<int:pk>/", include((trajectory_pages, "trajectories"))),
    path("", include((obstacle_pages, "obstacles"))),
    path("organisaties/", include((partner_pages, "partners"))),
]
