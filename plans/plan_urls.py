"""Addresses of the plan: goals, steps, successes, the paper, and the examples."""

from django.urls import include, path

from plans.views import actions, goal_templates, goals, outcomes, sheets, successes

goal_pages = [
    path("voorbeelden/", goals.goal_examples, name="examples"),
    path("nieuw/", goals.goal_add, name="add"),
    path("volgorde/", goals.goal_order, name="order"),
    path("<int:goal>/", goals.goal_detail, name="detail"),
    path("<int:goal>/wijzigen/", goals.goal_edit, name="edit"),
    path("<int:goal>/afronden/", goals.goal_finish, name="finish"),
    path("<int:goal>/heropenen/", goals.goal_reopen, name="reopen"),
]
action_pages = [
    path("stappen/nieuw/", actions.action_add, name="add"),
    path("stappen/volgorde/", actions.action_order, name="order"),
    path("stappen/<int:action>/wijzigen/", actions.action_edit, name="edit"),
    path("stappen/<int:action>/zet/", actions.action_turn, name="turn"),
    path("doelen/<int:goal>/stappen/volgorde/", actions.goal_action_order, name="goal_order"),
]
sheet_pages = [
    path("", sheets.sheet_make, name="make"),
    path("<int:sheet>/", sheets.sheet_detail, name="detail"),
    path("<int:sheet>/invoeren/", sheets.sheet_key, name="key"),
]
sheet_urls = [
    path("papier/", sheets.sheet_find, name="find"),
    path("deelnemers/<int:pk>/plan/papier/", include(sheet_pages)),
]
success_pages = [
    path("wat-al-lukte/", successes.success_list, name="list"),
    path("wat-al-lukte/nieuw/", successes.success_add, name="add"),
    path("wat-al-lukte/<int:success>/", successes.success_edit, name="edit"),
    path("wat-al-lukte/<int:success>/weg/", successes.success_remove, name="remove"),
    path("gesprek/<int:meeting>/succes/", successes.success_from_meeting, name="from_meeting"),
    path("stappen/<int:action>/succes/", successes.success_from_action, name="from_action"),
    path("doelen/<int:goal>/succes/", successes.success_from_goal, name="from_goal"),
]
outcome_pages = [
    path("", outcomes.outcome_list, name="list"),
    path("nieuw/", outcomes.outcome_add, name="add"),
    path("<int:outcome>/", outcomes.outcome_edit, name="edit"),
    path("<int:outcome>/weg/", outcomes.outcome_remove, name="remove"),
    path("<int:outcome>/nog-zo/<int:months>/", outcomes.outcome_check, name="check"),
]
template_pages = [
    path("", goal_templates.template_list, name="list"),
    path("nieuw/", goal_templates.template_add, name="add"),
    path("<int:pk>/", goal_templates.template_edit, name="edit"),
]

urlpatterns = [
    path("deelnemers/<int:pk>/doelen/", include((goal_pages, "goals"))),
    path("deelnemers/<int:pk>/", include((action_pages, "actions"))),
    path("deelnemers/<int:pk>/", include((success_pages, "successes"))),
    path("deelnemers/<int:pk>/resultaten/", include((outcome_pages, "outcomes"))),
    path("", include((sheet_urls, "sheets"))),
    path("voorbeelddoelen/", include((template_pages, "goal_templates"))),
]
