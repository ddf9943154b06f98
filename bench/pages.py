"""Every page of every hat: all addresses of the resolver, each with a record that the hat sees."""

from dataclasses import dataclass
from itertools import islice

from django.urls import NoReverseMatch, reverse

from bench import finds
from bench.count import counting
from kansrijk.accounts.models import Hat, Role, User
from participants.models import Match
from tests.house.urls import all_urls

FAILS = 500  # from this status on the fault is ours
TRIED = 15  # records for one address, before it counts as a page that nobody has now
PEOPLE = {  # who wears each hat: the same people of the story at every size
    Role.BUDDY: "noor.testinga",
    Role.WIJ: "wouter.speelmaat",
    Role.LEAD: "lies.oefenveen",
    Role.TRAINER: "tess.nepstra",
    Role.ADMIN: "bea.proefstra",
}
ACCOUNT = "account"  # what everybody has who signs in, measured as a buddy
EVERYWHERE = "programme"  # a lead of the whole programme, beside the roles
# Not a page of every day: a PDF or sheet to keep, a key that works once, what signs out or ends a second factor.
ELSEWHERE = (
    "pdf",
    "example",
    "account_logout",
    "votes:link",
    "agenda:feed",
    "from_key",
    "deactivate_totp",
)


@dataclass(frozen=True)
class Page:
    name: str
    who: str
    path: str

    @property
    def key(self):
        return f"{self.name} {self.who}"


def hats(tile):
    """Map each role to the hat of somebody in this tile, and EVERYWHERE to a lead without place."""
    found = {}
    for role, local in PEOPLE.items():
        user = User.objects.filter(email__startswith=f"{local}{f'.{tile}' if tile else ''}@").get()
        worn = Hat.objects.worn_by(user).filter(role=role)
        found[role.value] = worn.select_related("user").first()
    found[ACCOUNT] = found[Role.BUDDY.value]
    everywhere = Hat.objects.filter(role=Role.LEAD, district=None, withdrawn_at=None)
    if wide := everywhere.select_related("user").first():
        found[EVERYWHERE] = wide
    return found


def writer(noor):
    """Return (hat, path of the log) of a buddy in another district, who saves while others look."""
    others = Match.objects.active().exclude(buddy__district=noor.district)
    near = others.filter(participant__trajectories__ended_on=None, pk__gte=noor.user_id)
    match = near.order_by("pk").select_related("buddy").first()
    worn = Hat.objects.worn_by(match.buddy.user).filter(role=Role.BUDDY)
    path = reverse("meetings:log", args=[match.participant_id])
    return worn.select_related("user").first(), path


def wearers(url, worn):
    """The names of the hats under which this address is measured."""
    allowed = getattr(url.view, "hats", {"public"})
    if "public" in allowed:
        return ["nobody"]
    if "any" in allowed:
        return [ACCOUNT]
    return [who for who, hat in worn.items() if hat.role in allowed and who != ACCOUNT]


def candidates(url, hat):
    """Arguments for an address, the likeliest first; none where no record is known for it."""
    if not url.kwargs:
        return [{}]
    return islice(finds.arguments(url, hat), TRIED) if hat else []


def find(worn, clients):
    """Return each Page that opens (or fails) with its statements, then addresses that do not.

    Those are [what no record opens now, what takes only a POST].
    """
    asked, closed, posts = {}, [], []
    for url in all_urls():
        if any(part in url.name for part in ELSEWHERE):
            continue
        for who in wearers(url, worn):
            status, path, statements = first_open(url, worn.get(who), clients[who])
            if status == 200 or status >= FAILS:  # what fails is told of, not left out
                asked[Page(url.name, who, path)] = statements
            else:
                (posts if status == 405 else closed).append(f"{url.name} {who}")
    return asked, closed, posts


def guessed(url, hat):
    """The path of the likeliest record, without opening it."""
    return reverse(url.name, kwargs=next(iter(candidates(url, hat))))


def first_open(url, hat, client):
    """The status, path and statements of the first record that opens this address with 200."""
    status, path, statements = 0, None, []
    for kwargs in candidates(url, hat):
        try:
            path = reverse(url.name, kwargs=kwargs)
        except NoReverseMatch:  # a kind of address that `finds` does not know yet: not measured
            continue
        with counting() as asked:
            status = client.get(path).status_code
        statements = asked
        if status in (200, 405) or status >= FAILS:
            break
    return status, path, statements
