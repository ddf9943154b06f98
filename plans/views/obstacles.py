"""Knelpunten: what stands in the way, from the buddy to WIJ and back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from buddies.models import Absence
from buddies.views.buddies import away_now
from kansrijk.accounts.access import hats
from kansrijk.accounts.models import Role
from kansrijk.audit.forms import store
from kansrijk.audit.looks import look
from kansrijk.audit.models import AuditEvent
from kansrijk.ui.htmx import go, is_sent, render, typed
from kansrijk.ui.pages import Pages
from kansrijk.ui.sheets.lists import download
from participants.models import Match, Participant
from plans.columns import OBSTACLES
from plans.forms.obstacles import ObstacleFilter, ObstacleForm, SendForm, SourceForm
from plans.hindered import hindered, what_hindered
from plans.models import Obstacle
from plans.models.of_trajectory import YearOver
from plans.views.files import open_file
from plans.views.pages import writes

ROWS_A_PAGE = 20
OVER = "Je begeleidt deze deelnemer nu niet meer. Daarom gaat dit niet meer naar WIJ."
NOT_NOW = "Dit kan nu niet (meer). Zo staat het er voor."


def shown(obstacles, hat, absences=None):
    """Say with each obstacle what this hat can do with it, and for whom they stand in."""
    if absences is None and hat.role == Role.WIJ:
        absences = Absence.objects.stood_in_by(hat)
    away = {absence.user_id: absence for absence in absences or ()}
    for found in obstacles:
        contact = found.match.buddy.wij_contact
        found.can = {step.name for step in found.steps_for(hat)}
        found.replaced = away.get(contact.user_id) if contact else None
    return obstacles


def told(obstacles, hat):
    """These obstacles as a list shows them to this hat, their names only where that is allowed."""
    return obstacles.told_to(hat).for_list()


@hats(Role.BUDDY, Role.WIJ, Role.LEAD)
def obstacle_list(request):
    form = ObstacleFilter(request.GET, hat=request.hat)
    found = form.filter(told(Obstacle.objects.visible_to(form.hat), form.hat))
    if file := download(request, "knelpunten", OBSTACLES, found):
        return file
    page = Pages(found, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    rows = shown(list(page), request.hat)
    AuditEvent.objects.record_looks(rows, by=request.hat)
    context = {"form": form, "page": page, "rows": rows}
    return render(request, "obstacles/list.html", context, part="rows")


@hats(Role.BUDDY, Role.LEAD)
def obstacle_file(request, pk):
    """Those of one participant; a lead reads here only what may be known with their name."""
    shared = open_file(request, pk)
    seen = Obstacle.objects.in_file(request.hat).filter(trajectory__in=shared["trajectories"])
    newest = told(seen, request.hat).order_by("-raised_on", "-pk")
    page = Pages(newest, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    context = shared | {
        "page": page,
        "rows": shown(list(page), request.hat),
        "hindered": hindered(shared["trajectory"], request.hat) if shared["may_log"] else (),
    }
    return render(request, "obstacles/file.html", context, part="rows")


@hats(Role.BUDDY, Role.WIJ, Role.LEAD)
def obstacle_detail(request, pk):
    """One obstacle, with who answers it and how to reach them."""
    seen = told(Obstacle.objects.visible_to(request.hat), request.hat)
    found = look(seen, by=request.hat, pk=pk)
    contact = found.match.buddy.wij_contact
    context = {
        "found": shown([found], request.hat)[0],
        "contact": contact,
        "contact_away": away_now(contact),
    }
    return render(request, "obstacles/detail.html", context, part="obstacle")


@hats(Role.BUDDY)
def obstacle_add(request, pk):
    """Write down what stands in the way, maybe from a step or after a meeting."""
    match = match_with(request, pk)
    source = source_of(request, match)
    asked = {"match": match, "source": source, "initial": words_before(source, request.hat)}
    form = ObstacleForm(typed(request), **asked)
    if is_sent(request, form) and (raised := store(form, by=request.hat)):
        messages.success(request, stored_words(raised))
        return go(request, "obstacles:file", pk)
    if request.method == "GET":
        look(Participant.objects.visible_to(request.hat), by=request.hat, pk=pk)
    context = {"form": form, "participant": match.participant, "source": form.source}
    return render(request, "obstacles/add.html", context, part="form", status=form.status)


def match_with(request, pk):
    """The running match with this participant; 404 where there is none.

    For words that are on their way also one that ended: saving is refused, the words come back.
    """
    related = Match.objects.select_related("participant__district")
    person = Participant.objects.filter(pk=pk)  # which knows numbers that no database holds
    running = related.visible_to(request.hat).active().filter(participant__in=person).first()
    if running is None and request.method == "POST":
        running = related.ended_with(request.hat).filter(participant__in=person).first()
    if running is None:
        raise Http404
    return running


def source_of(request, match):
    """The step or the meeting that this is about, where the address names one."""
    form = SourceForm(request.GET, participant=match.participant, hat=request.hat)
    if form.is_valid():
        return form.found
    if match.ended_on:
        return {"action": None, "meeting": None}
    raise Http404


def words_before(source, hat):
    """What was said in the log of why a step did not work, as the beginning of the words."""
    said = what_hindered(source["action"], hat) if source["action"] else None
    return {"text": said} if said else {}


def stored_words(raised):
    if not raised.is_open:
        return "Opgeschreven. Dit blijft tussen jullie."
    if raised.match.buddy.wij_contact_id is None:
        return "Opgeschreven. Je hebt nu geen vast WIJ-contact. De projectleider ziet dit."
    day = date_format(raised.answer_by, "l j F")
    return f"Gemeld bij WIJ. Er is een antwoord uiterlijk {day}."


@writes
def obstacle_send(request, pk):
    """The participant says yes after all."""
    seen = Obstacle.objects.visible_to(request.hat)
    theirs = Obstacle.objects.filter(match__buddy__user=request.user, pk=pk)
    if request.method == "POST" and not seen.filter(pk=pk).exists() and theirs.exists():
        raise YearOver(OVER)  # the words come back, also when the match ended meanwhile
    found = look(seen, by=request.hat, pk=pk)
    if request.method == "GET" and not found.may("send", request.hat):
        messages.info(request, NOT_NOW)
        return go(request, "obstacles:detail", pk)
    form = SendForm(typed(request), found=found)
    if is_sent(request, form) and store(form, by=request.hat):
        messages.success(request, stored_words(found))
        return go(request, "obstacles:file", found.trajectory.participant_id)
    context = {"form": form, "found": found, "participant": found.trajectory.participant}
    return render(request, "obstacles/send.html", context, part="form", status=form.status)


@hats(Role.BUDDY)
@require_POST
def obstacle_take_back(request, pk):
    return move(request, pk, "take_back", "Teruggehaald. WIJ ziet dit niet meer.")


@hats(Role.BUDDY)
@require_POST
def obstacle_manage(request, pk):
    return move(request, pk, "manage", "Mooi, jullie hebben het zelf opgelost.")


@hats(Role.BUDDY)
@require_POST
def obstacle_drop(request, pk):
    return move(request, pk, "drop", "Opgeslagen. Dit is niet meer nodig.")


def move(request, pk, step, words):
    """Take a step that asks nothing; who comes too late reads how it stands now."""
    found = get_object_or_404(Obstacle.objects.visible_to(request.hat), pk=pk)
    getattr(found, step)(by=request.hat)
    messages.success(request, words, extra_tags="joy" if step == "manage" else "")
    return go(request, "obstacles:file", found.trajectory.participant_id)
