"""Records for the variables of an address, among what a hat may see."""

from functools import cache
from itertools import product

from django.db.models import Count

from buddies.models import Absence, Buddy
from kansrijk.accounts.models import Hat, Role, User
from kansrijk.audit.models import Term
from kansrijk.places.models import (
    Area,
    District,
    Funder,
    MethodDraft,
    MethodVersion,
    Neighbourhood,
)
from participants.models import Match, Participant, Referral, Stressor
from participants.models.consents import ConsentKind
from plans.models import (
    Action,
    Appointment,
    Draft,
    Extension,
    Goal,
    GoalTemplate,
    LateLog,
    Meeting,
    Obstacle,
    Outcome,
    Partner,
    PlanSheet,
    Score,
    Success,
    Words,
)
from plans.models.reviews import Which

FIGURE = "gesprekken"  # the figure with the longest list
SHEETS = ["aanmeldingen", "deelnemers", "buddys"]  # what can be read in from a sheet
SOME = 8  # records of one kind, from the first and the last
OF_A_FILE = {
    "goal": (Goal, "trajectory__participant"),
    "action": (Action, "trajectory__participant"),
    "success": (Success, "trajectory__participant"),
    "meeting": (Meeting, "trajectory__participant"),
    "sheet": (PlanSheet, "trajectory__participant"),
    "extension": (Extension, "trajectory__participant"),
    "outcome": (Outcome, "participant"),
    "stressor": (Stressor, "participant"),
}
LINES = {
    "reviews:correct": Score,
    "reviews:correct_words": Words,
}
BY_ADDRESS = {  # whose number `pk` is, where the namespace alone does not say it
    "appointments:move": Appointment,
    "appointments:call_off": Appointment,
    "meetings:after": Meeting,
    "meetings:correct": Meeting,
    "users:withdraw": Hat,
    "places:edit": District,
    "places:neighbourhood_add": District,
    "places:neighbourhood": Neighbourhood,
    "places:funder": Funder,
    "methods:version": MethodVersion,
    "methods:start": MethodVersion,
    "methods:withdraw": MethodVersion,
    "obstacles:file": Participant,
    "obstacles:add": Participant,
    "keys:match": Match,
    "keys:match_revoke": Match,
    "keys:match_paper": Match,
}
BY_NAMESPACE = {
    "matches": Match,
    "trajectories": Match,
    "offers": Match,
    "referrals": Referral,
    "buddies": Buddy,
    "absences": Absence,
    "obstacles": Obstacle,
    "partners": Partner,
    "late": LateLog,
    "users": User,
    "terms": Term,
    "goal_templates": GoalTemplate,
}


def arguments(url, hat):
    """Yield arguments for this address, from what this hat may see."""
    names = set(url.kwargs)
    if names == {"slug"}:
        yield {"slug": FIGURE}
    elif names == {"kind"}:
        yield from ({"kind": kind} for kind in SHEETS)
    elif url.name in LINES:
        yield from of_lines(LINES[url.name], hat)
    elif url.name.startswith("methods:") and url.name not in BY_ADDRESS:
        yield from of_drafts(names)
    elif (model := model_of(url.name)) is not Participant:
        yield from ({"pk": pk} for pk in some(model, hat))
    else:
        for person in people(hat):
            yield from in_file(person, names)


def model_of(name):
    kind = name.split(":")[0]
    return BY_ADDRESS.get(name) or BY_NAMESPACE.get(kind) or Participant


@cache
def some(model, hat):
    """Keys of a few records that this hat sees: of the last ones and of the first."""
    rows = model.objects.visible_to(hat) if hasattr(model.objects, "visible_to") else model.objects
    rows = rows.order_by()
    if model is Match:  # one in each state, so that every step has a match that waits for it
        kept = dict(rows.order_by("state", "pk").values_list("state", "pk"))
        return list(kept.values())
    keys = rows.values_list("pk", flat=True)
    return [*keys.order_by("-pk")[:SOME], *keys.order_by("pk")[:SOME]]


@cache
def people(hat):
    """Participants that this hat sees: those with the fullest file first."""
    seen = Participant.objects.visible_to(hat)
    seen = seen.filter(district=hat.district) if hat.role == Role.LEAD and hat.district else seen
    full = seen.annotate(size=Count("trajectories__meetings")).order_by("-size", "pk")
    open_now = list(full.filter(trajectories__ended_on=None, trajectories__isnull=False)[:6])
    others = list(seen.order_by("-pk")[:6])
    return [*open_now, *others]


def in_file(person, names):
    """Arguments about somebody's file: every combination of what else the address asks."""
    found = {name: values(name, person) for name in names - {"pk"}}
    for combination in product(*found.values()):
        yield {"pk": person.pk, **dict(zip(found, combination, strict=True))}


def values(name, person):
    """A few values for one variable of an address in somebody's file."""
    if name in OF_A_FILE:
        model, path = OF_A_FILE[name]
        keys = model.objects.filter(**{path: person}).order_by("-pk").values_list("pk", flat=True)
        return [*keys[:4]]
    if name == "client_id":
        return [*Draft.objects.filter(participant=person).values_list("client_id", flat=True)[:2]]
    areas = Area.objects.filter(method_version__method__trajectory__participant=person)
    return {
        "which": list(Which.values),
        "screen": [2],
        "months": [3, 6],
        "kind": list(ConsentKind.values),
        "key": list(dict.fromkeys(areas.domains().values_list("key", flat=True)))[:1],
        "part": list(areas.exclude(part_of=None).values_list("key", flat=True)[:2]),
    }.get(name, [])  # a variable that nobody placed yet finds nothing


def of_lines(model, hat):
    """Lines of looks that this hat sees, with the look in which they stand."""
    seen = model.objects.visible_to(hat).filter(review__state="finished").order_by("-pk")
    for line in seen.select_related("review__trajectory")[:SOME]:
        look = line.review
        yield {"pk": look.trajectory.participant_id, "which": look.which, "line": line.pk}


def of_drafts(names):
    """A method that has a draft, if any; then every method."""
    for draft in MethodDraft.objects.all()[:2]:
        yield {"pk": draft.method_id, "key": "home"} if "key" in names else {"pk": draft.method_id}
