"""The file (dossier) of a participant: its tabs, each of which leaves a look."""

from django.shortcuts import get_object_or_404

from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role, User
from kansrijk.audit.models import AuditEvent, Verb, in_words, who_in_words
from kansrijk.ui.htmx import render, typed, wants_part
from kansrijk.ui.pages import Pages
from kansrijk.ui.sheets.lists import download
from participants.forms.names import NameForm
from participants.models import Consent, Participant
from plans.columns import FILES, file_rows, in_batches
from plans.forms.files import FileFilter
from plans.forms.goals import PlanPlace
from plans.forms.timeline import NoteForm, TimelineForm
from plans.models import Appointment, Trajectory
from plans.plan import Plan
from plans.standings import picture_of, shape_asked
from plans.timeline.entries import Story
from plans.timeline.line import timeline
from plans.timeline.looks import told_to
from plans.timeline.search import find

LOOKS_A_PAGE = 50
FILES_A_PAGE = 50


@hats(Role.BUDDY, Role.LEAD)
def file_list(request):
    """The participants this hat may see; a search by name is a POST that changes nothing."""
    phase, name = FileFilter(request.GET, hat=request.hat), NameForm(typed(request))
    found = name.filter(phase.filter(Participant.objects.visible_to(phase.hat).named())).by_name()
    rows = in_batches(found, request.hat)
    if file := download(request, "deelnemers", FILES, rows, about=Participant._meta.label_lower):
        return file
    asked = request.POST if request.method == "POST" else request.GET
    page = Pages(found, FILES_A_PAGE).get_page(asked.get("pagina"))
    away = Participant.objects.reach_of(request.hat).replaced(request.hat.user_id)
    names = {user.pk: user for user in User.objects.filter(pk__in=away.values())} if away else {}
    shown = file_rows(page.object_list, request.hat)
    rows = [(row, names.get(away.get(row.pk))) for row in shown]
    context = {"form": phase, "name_form": name, "rows": rows, "page": page}
    return render(request, "files/list.html", context, part="rows")


def open_file(request, pk, *more):
    """Fetch a participant's file for this hat, record the look, and say what its pages share.

    `more` names what else of the participant a page shows.
    """
    related = ["district", "neighbourhood", *more]
    seen = Trajectory.objects.visible_to(request.hat).filter(participant__pk=pk)
    seen = seen.select_related("method", *(f"participant__{name}" for name in related))
    if request.hat.role == Role.LEAD:
        seen = seen.select_related("match__buddy__user")  # whose name the head shows
    years = list(seen.order_by("-started_on"))
    files = Participant.objects.visible_to(request.hat).select_related(*related)
    # A year is only visible where the file is: it brings the file along.
    participant = years[0].participant if years else get_object_or_404(files, pk=pk)
    AuditEvent.objects.record(by=request.hat, verb=Verb.LOOK, on=participant)
    running = next((year for year in years if year.ended_on is None), None)
    return {
        "participant": participant,
        "trajectories": years,
        "trajectory": running,
        "may_log": running is not None and request.hat.role == Role.BUDDY,
    }


@hats(Role.BUDDY, Role.LEAD)
def file_timeline(request, pk):
    """The story of a file; a search in its notes is a POST that changes nothing."""
    shared = open_file(request, pk)
    asked = TimelineForm(request.POST if request.method == "POST" else request.GET)
    search = NoteForm(typed(request)) if request.hat.role == Role.BUDDY else None
    story = Story(shared["participant"], request.hat, shared["trajectories"], asked.kinds)
    if search and search.text:
        entries, older, number = find(story, search.text, before=asked.before)
    else:
        (entries, older), number = timeline(story, before=asked.before), None
    context = shared | {
        "form": asked,
        "search": search,
        "coming": story.of(Appointment.objects).coming(),
        "entries": entries,
        "older": older,
        "picture": picture_now(shared, request),
        "number": number,
    }
    status = search.status if search else 200
    return render(request, "files/timeline.html", context, part="timeline", status=status)


def picture_now(shared, request):
    """The picture on top of the file: of the year that runs, or else of the latest."""
    year = shared["trajectory"] or next(iter(shared["trajectories"]), None)
    if year is None or wants_part(request):
        return None
    return picture_of(year, hat=request.hat, shape=shape_asked(request.GET))


@hats(Role.BUDDY, Role.LEAD)
def file_plan(request, pk):
    """The goals and steps; the address says which goal is open, and the buttons of which step."""
    shared, at = open_file(request, pk), PlanPlace(request.GET)
    participant = shared["participant"]
    plan = Plan(shared["trajectories"], hat=request.hat, name=participant.first_name)
    context = shared | {
        "plan": plan,
        "open_goal": at.goal or next((goal.pk for goal in plan.goals), None),
        "open_step": at.step,
        "may_change": shared["may_log"],
        "stressors": participant.stressors.select_related("domain"),
        "is_told": Consent.objects.told_to(request.hat, participant),
    }
    return render(request, "files/plan.html", context, part="goals")


@hats(Role.BUDDY, Role.LEAD)
def file_about(request, pk):
    shared = open_file(request, pk, "household", "language")
    return render(request, "files/about.html", shared, part="facts")


@hats(Role.BUDDY, Role.LEAD)
def file_looks(request, pk):
    """A buddy reads from their own first day: who said no to whom before is not theirs to know.

    Of an obstacle that somebody may not know, or not by name, also the lines stay away.
    """
    shared = open_file(request, pk)
    held = Participant.objects.reach_of(request.hat).of(pk)
    since = held.since if held else None
    events = told_to(AuditEvent.objects.by_day(pk, since=since), pk, request.hat)
    page = Pages(events, LOOKS_A_PAGE).get_page(request.GET.get("pagina"))
    names = dict(
        User.objects.filter(pk__in={e["actor_id"] for e in page}).values_list("pk", "name")
    )
    lines = [(in_words(event), who_in_words(event, names)) for event in page]
    return render(
        request,
        "files/looks.html",
        shared | {"lines": lines, "page": page, "since": since},
        part="lines",
    )
