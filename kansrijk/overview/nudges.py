"""What waits for whom, over all districts: the things that the daily mail tells of."""

from datetime import timedelta

from django.db.models import DateField, Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone

from buddies.models import Absence
from kansrijk.accounts.models import Hat, Role
from kansrijk.mail.letters import Waiting
from kansrijk.mail.models import About
from kansrijk.overview.figures.attention import SILENT, VERY_SILENT
from participants.models import Match
from participants.models.states import State
from plans.models import ContactMoment, Meeting, Obstacle, Outcome, Review, Trajectory
from plans.models.meetings import CONTACT
from plans.models.outcomes import check_day, readers

FRESH = 14  # days that an answer is news
AHEAD = 2  # days before a contact moment that the buddy is told


class Desk:
    """Who sits where today: an absent person's post goes to the deputy."""

    def __init__(self, today):
        hats = Hat.objects.filter(withdrawn_at=None, user__is_active=True)
        self.seats = set(hats.values_list("user_id", "role", "district_id"))
        away = Absence.objects.on(today).values_list("user", "role", "district", "deputy")
        self.deputies = {(user, role, place): deputy for user, role, place, deputy in away}

    def of(self, user, role, district):
        """The id of who is told in this person's place, or None where nobody sits there."""
        told = self.deputies.get((user, role, district), user)
        return told if (told, role, district) in self.seats else None

    def leads(self, district):
        """Who leads this district; who leads all of them sees it on Gebied and gets no mail."""
        seated = [
            user for user, role, place in self.seats if (role, place) == (Role.LEAD, district)
        ]
        return {self.of(user, Role.LEAD, district) for user in seated} - {None}


def waiting(today=None):
    """Everything that waits for somebody on this day, as Waiting rows; a fixed number of queries."""
    today = today or timezone.localdate()
    desk = Desk(today)
    found = [*silences(desk, today), *reviews(desk, today), *obstacles(desk, today)]
    found += [*answers(desk, today), *matches(desk), *results(desk, today)]
    found += [*contact_moments(desk, today), *past_end(desk, today)]
    return [thing for thing in found if thing.user_id]


def present_buddy(of="trajectory__participant"):
    """The user who is now the buddy of the participant on this path of the outer row."""
    present = Match.objects.active().filter(participant=OuterRef(of))
    return Subquery(present.values("buddy__user")[:1])


def with_people(matches):
    """Annotate who is told about a match: the buddy's user, their WIJ contact, the district."""
    return matches.annotate(
        helper=F("buddy__user"),
        contact=F("buddy__wij_contact__user"),
        place=F("participant__district"),
    )


def silences(desk, today):
    """R7: after 10 days the buddy, after 21 days the WIJ contact; once for each silence.

    Not in aftercare, where the two agreed on the days of their contact.
    """
    weekly = Trajectory.objects.open().filter(aftercare_on=None)
    year = weekly.filter(participant=OuterRef("participant"))
    heard = Meeting.objects.filter(
        trajectory__participant=OuterRef("participant"), kind__in=CONTACT, held_on__lte=today
    ).order_by("-held_on")
    last = Coalesce(Subquery(heard.values("held_on")[:1]), F("started_on"))
    quiet = with_people(Match.objects.active()).annotate(
        since=Greatest(last, F("started_on"), output_field=DateField()), has_year=Exists(year)
    )
    late = quiet.filter(has_year=True, since__lte=today - timedelta(days=SILENT))
    for pk, helper, contact, place, since in late.values_list(
        "pk", "helper", "contact", "place", "since"
    ):
        yield Waiting(desk.of(helper, Role.BUDDY, place), About.SILENT, pk, since)
        if since <= today - timedelta(days=VERY_SILENT):
            yield Waiting(desk.of(contact, Role.WIJ, place), About.VERY_SILENT, pk, since)


def reviews(desk, today):
    """The looks that are planned within two weeks, for the present buddy."""
    coming = (
        Review.objects.now(today)
        .filter(trajectory__ended_on=None)
        .annotate(helper=present_buddy(), place=F("trajectory__participant__district"))
    )
    columns = ("trajectory", "planned_on", "helper", "place")
    for year, day, helper, place in coming.exclude(helper=None).values_list(*columns):
        yield Waiting(desk.of(helper, Role.BUDDY, place), About.REVIEW, year, day)


def obstacles(desk, today):
    """New ones for the WIJ contact; those past their date also for the leads of the district."""
    people = {
        "contact": F("match__buddy__wij_contact__user"),
        "place": F("trajectory__participant__district"),
    }
    columns = ("pk", "contact", "place", "raised_on", "answer_by")
    for pk, contact, place, raised_on, answer_by in (
        Obstacle.objects.open().annotate(**people).values_list(*columns)
    ):
        told = desk.of(contact, Role.WIJ, place)
        yield Waiting(told, About.OBSTACLE, pk, raised_on)
        if answer_by < today:
            for user in {told, *desk.leads(place)}:
                yield Waiting(user, About.OVERDUE, pk, answer_by)


def answers(desk, today):
    """The latest words of WIJ on each obstacle, for the buddy who raised it."""
    has_words = ~Q(answers__text="")
    said = Obstacle.objects.annotate(
        helper=F("match__buddy__user"),
        place=F("trajectory__participant__district"),
        said_on=TruncDate(Max("answers__at", filter=has_words)),
    )
    news = said.filter(said_on__gte=today - timedelta(days=FRESH), match__state=State.ACTIVE)
    for pk, helper, place, day in news.values_list("pk", "helper", "place", "said_on"):
        yield Waiting(desk.of(helper, Role.BUDDY, place), About.ANSWERED, pk, day)


def matches(desk):
    """A match that waits for the yes of its buddy, who answers alone, or of WIJ."""
    live = with_people(Match.objects.filter(state__in=[State.CHOSEN, State.AGREED]))
    columns = ("pk", "state", "helper", "contact", "place", "state_since")
    for pk, state, helper, contact, place, since in live.values_list(*columns):
        if state == State.CHOSEN:
            user = helper if (helper, Role.BUDDY, place) in desk.seats else None
        else:
            user = desk.of(contact, Role.WIJ, place)
        yield Waiting(user, About.MATCH, pk, since)


def results(desk, today):
    """Is it still so, after 3 and 6 months: for the buddy who may read it, else for the leads."""
    reader = Subquery(readers().values("buddy__user")[:1])
    asked = Outcome.objects.asked(today).annotate(helper=reader, place=F("participant__district"))
    columns = ("pk", "reached_on", "asks", "helper", "place")
    for pk, reached_on, months, helper, place in asked.values_list(*columns):
        told = [desk.of(helper, Role.BUDDY, place)] if helper else desk.leads(place)
        for user in told:
            yield Waiting(user, About.STILL, pk, check_day(reached_on, months))


def contact_moments(desk, today):
    """A moment of aftercare is near or past, and no contact was logged for it: for the buddy."""
    near = (today - timedelta(days=FRESH), today + timedelta(days=AHEAD))
    moments = (
        ContactMoment.objects.filter(planned_on__range=near)
        .waiting()
        .annotate(helper=present_buddy(), place=F("trajectory__participant__district"))
    )
    columns = ("pk", "planned_on", "helper", "place")
    for pk, day, helper, place in moments.exclude(helper=None).values_list(*columns):
        yield Waiting(desk.of(helper, Role.BUDDY, place), About.MOMENT, pk, day)


def past_end(desk, today):
    """A year, or its aftercare, that is over and not yet rounded off: for its buddy and the leads."""
    late = Trajectory.objects.past_end(today).annotate(
        helper=present_buddy("participant"), place=F("participant__district")
    )
    for pk, day, helper, place in late.values_list("pk", "last_day", "helper", "place"):
        for user in {desk.of(helper, Role.BUDDY, place), *desk.leads(place)} - {None}:
            yield Waiting(user, About.OVER, pk, day)
