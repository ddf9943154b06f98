"""The six screens of a look, one after the other; each is saved at once and can be left."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils.text import capfirst
from django_htmx.http import HttpResponseLocation

from kansrijk.audit.forms import store
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.ui.htmx import go, is_sent, render, typed
from plans import screens
from plans.forms.review_lines import ChoiceForm, Level, NextForm, WishForm, WordsForm
from plans.forms.review_stress import HowForm
from plans.forms.reviews import AgainForm, FinishForm, PartForm
from plans.models import Score, Words
from plans.models.review_lines import About, Side
from plans.models.review_steps import ReviewState
from plans.views.pages import writes
from plans.views.reviews import running_review

LABEL = "In jouw woorden"
PROUD = "Ook iets kleins telt. Een telefoontje, of een dag zonder zorgen."
NEXT = "Waar willen jullie samen aan werken? Eén ding is genoeg."

CHOICE, WISH = "reviews/choice.html", "reviews/wish.html"


def under_way(view):
    """Open a screen of a look that was begun; one that is not, or no longer, shows its page.

    Who had typed something keeps it: the form itself then says what happened (409).
    """

    @writes
    def opened(request, pk, which, *args, **kwargs):
        review = running_review(request, pk, which)
        if review.method_version is None or (request.method == "GET" and not is_open(review)):
            return go(request, "reviews:detail", pk, which)
        return view(request, review, *args, **kwargs)

    return opened


def is_open(review):
    return review.state == ReviewState.BEGUN


def onward(request, name, review, *args):
    """Go on with the next screen; htmx fetches only that and puts it in the place of this one."""
    url = resolve_url(f"reviews:{name}", review.trajectory.participant_id, review.which, *args)
    if not request.htmx:
        return redirect(url)
    shown = {"target": "#screen", "select": "#screen", "swap": "outerHTML show:window:top"}
    return HttpResponseLocation(url, **shown)


def leave(request, review, forward, back=None):
    """After a screen was saved: forward, back to the screen before, or out of the look for now."""
    if "stop" in request.POST:
        return go(request, "reviews:detail", review.trajectory.participant_id, review.which)
    return onward(request, *(back if "back" in request.POST and back else forward))


def show(request, template, review, number, **context):
    """Show a screen; the look at the file is recorded, also of what a refused form shows."""
    year = review.trajectory
    AuditEvent.objects.record(by=request.hat, verb=Verb.LOOK, on=year.participant)
    about = {"participant": year.participant, "trajectory": year, "review": review}
    context = {"at": None, "heading": screens.TITLES[number]} | context | about | {"number": number}
    status = context["form"].status if "form" in context else 200
    return render(request, template, context, part="screen", status=status)


@under_way
def review_screen(request, review, screen):
    """One of the six screens."""
    if screen not in SCREENS:
        raise Http404
    return SCREENS[screen](request, review)


def line_about(review, about):
    """What was said about this, or a new line for it."""
    found = review.words_lines.filter(about=about, corrects=None).first()
    return found or Words(review=review, about=about)


def how(request, review):
    """How it goes, and what gives stress; a button in that list stays on this screen."""
    told = {"label": LABEL, "screen": 1, "hat": request.hat}
    form = HowForm(typed(request), instance=line_about(review, About.HOW), **told)
    if is_sent(request, form) and store(form, by=request.hat):
        return leave(request, review, ("screen", review, 1 if form.stays else 2))
    stress = screens.stress_said(review, hat=request.hat)
    return show(request, "reviews/how.html", review, 1, form=form, stress=stress)


def domains(request, review):
    """The life domains, each on a screen of its own; here it says which are done."""
    if review.is_talked:
        return onward(request, "talk", review)
    before = screens.look_before(review, hat=request.hat)
    rows = screens.domain_rows(review, hat=request.hat, before=before)
    next_row = next((row for row in rows if row.score is None), None)
    newer = screens.has_newer_words(review)
    return show(
        request, "reviews/domains.html", review, 2, rows=rows, next_row=next_row, newer=newer
    )


def proud(request, review):
    line = line_about(review, About.PROUD)
    form = WordsForm(typed(request), instance=line, label=LABEL, help_text=PROUD, screen=3)
    return words_screen(request, review, form, "reviews/proud.html")


def wish(request, review):
    line = line_about(review, About.NEXT)
    form = NextForm(typed(request), instance=line, label=LABEL, help_text=NEXT, screen=4)
    return words_screen(request, review, form, "reviews/next.html")


def words_screen(request, review, form, template):
    if is_sent(request, form) and store(form, by=request.hat):
        at = form.screen
        return leave(request, review, ("screen", review, at + 1), ("screen", review, at - 1))
    return show(request, template, review, form.screen, form=form)


def picture(request, review):
    """Then and now; as long as the choices are hidden there is nothing to see."""
    shown = screens.gathered(review, hat=request.hat, params=request.GET)
    return show(request, "reviews/picture.html", review, 5, **shown)


def summary(request, review):
    """All that was said, and the button that closes the look."""
    said = screens.said(review, hat=request.hat)
    left = screens.left_open(review, said["rows"])
    form = FinishForm(typed(request), review=review, left=left)
    if is_sent(request, form) and store(form, by=request.hat):
        return go(request, "reviews:detail", review.trajectory.participant_id, review.which)
    return show(request, "reviews/done.html", review, 6, form=form, left=left, **said)


SCREENS = {1: how, 2: domains, 3: proud, 4: wish, 5: picture, 6: summary}


@under_way
def review_area(request, review, key):
    area = get_object_or_404(review.method_version.areas, part_of=None, key=key)
    return choose(request, review, area)


@under_way
def review_part(request, review, key, part):
    inside = review.method_version.areas.filter(part_of__part_of=None, part_of__key=key)
    return choose(request, review, get_object_or_404(inside.select_related("part_of"), key=part))


def choose(request, review, area):
    """First where the participant stands; then, with what was said before, where they want to be."""
    if review.is_talked or (request.method == "GET" and not review.may_choose):
        return onward(request, "screen", review, 2)
    own = review.score_lines.filter(side=Side.PARTICIPANT, area=area, corrects=None)
    line = own.first() or Score(review=review, area=area)
    asks_wish = wants_wish(request, line)
    form = wish_form(request, line) if asks_wish else choice_form(request, line)
    if is_sent(request, form) and (saved := store(form, by=request.hat)):
        is_done = asks_wish or saved.stands is None
        forward = after(request, review, area, is_done=is_done)
        return leave(request, review, forward, above(review, area))
    before = screens.look_before(review, hat=request.hat)
    rows = screens.domain_rows(review, hat=request.hat, before=before)
    shown = place(rows, area) | {"area": area, "form": form, "before": before}
    shown["heading"] = capfirst(area.name)
    return show(request, WISH if asks_wish else CHOICE, review, 2, **shown)


def wants_wish(request, line):
    """Whether it is about the wish: after the choice, unless that is made again."""
    if request.method == "POST":
        return "wish" in request.POST and not line._state.adding
    is_said = not line._state.adding and line.stands is not None
    return is_said and not AgainForm(request.GET).is_asked


def choice_form(request, line):
    told, names = screens.sentences(line.area), level_names(line)
    levels = [(n, Level(name, tuple(told.get(n, ())))) for n, name in names.items()]
    passed = {"is_passed": request.method == "POST" and "pass" in request.POST}
    return ChoiceForm(typed(request), instance=line, levels=levels, **passed)


def wish_form(request, line):
    return WishForm(typed(request), instance=line, levels=list(level_names(line).items()))


def level_names(line):
    """Each step of the scale with its name, or its number where the version has no name for it."""
    names = screens.level_names(line.review.method_version)
    return {step: names.get(step, str(step)) for step in line.review.trajectory.method.scale}


def place(rows, area):
    """Where a domain or part stands among the rows, and how many rows there are."""
    main = area.part_of_id or area.pk
    at = next(n for n, row in enumerate(rows) if row.area.pk == main)
    of_part = [part for part in rows[at].parts if part.area.pk == area.pk]
    return {"row": of_part[0] if of_part else rows[at], "at": at + 1, "of": len(rows)}


def after(request, review, area, *, is_done):
    """What comes next: the wish, a part, the next domain that nobody spoke about, or the list."""
    if area.part_of_id:
        place = ("area", review, area.part_of.key)
        return place if is_done else ("part", *place[1:], area.key)
    if not is_done:
        return "area", review, area.key
    asked = PartForm(request.POST, area=area)
    if asked.key:
        return "part", review, area.key, asked.key
    rows = screens.domain_rows(review, hat=request.hat)
    following = [row.area for row in rows if row.score is None]
    later = [each for each in following if each.position > area.position]
    if following:
        return "area", review, (later or following)[0].key
    return "screen", review, 2


def above(review, area):
    """Where one goes back to from a domain, or from a part of it."""
    return ("area", review, area.part_of.key) if area.part_of_id else ("screen", review, 2)
