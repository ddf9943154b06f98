"""U, the page that all others are compared with, and Django's admin of the same tables."""

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import path

from kansrijk.places.models import District
from participants.models import Participant
from plans.models import Meeting


@login_required
def unit(request):
    """Session, user, one query and a base template: the least that a page of Django costs."""
    context = {"district": District.objects.get(pk=1)}
    return render(request, "unit/page.html", context)


class OpenSite(admin.AdminSite):
    """Everybody who is signed in may look: rights are not what is measured here."""

    def has_permission(self, request):
        return request.user.is_authenticated


class OpenAdmin(admin.ModelAdmin):
    list_per_page = 50

    def has_view_permission(self, request, obj=None):
        return True

    has_change_permission = has_add_permission = has_delete_permission = has_view_permission

    def has_module_permission(self, request):
        return True


class MeetingAdmin(OpenAdmin):
    list_display = ["held_on", "kind", "trajectory", "mood"]
    list_select_related = ["trajectory__participant"]
    raw_id_fields = ["trajectory", "match", "logged_by"]


class ParticipantAdmin(OpenAdmin):
    list_display = ["name", "district", "neighbourhood", "joined_on"]
    list_select_related = ["district", "neighbourhood"]
    raw_id_fields = ["household", "user"]


site = OpenSite()
site.register(Meeting, MeetingAdmin)
site.register(Participant, ParticipantAdmin)
urlpatterns = [path("unit/", unit), path("admin/", site.urls)]
