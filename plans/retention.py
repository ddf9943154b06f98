"""Keeping no longer than agreed: what goes when a term is over, and an anonymous row that stays.

The terms are rows (`Term`) that an administrator sets. They count from the day on which a referral
was closed, or from the last day of somebody's last year together, aftercare included; a line of
the log counts from its own day. Who is back, with a year that runs or a new match, keeps all.
"""

from dataclasses import dataclass
from datetime import time

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, System, Term, Verb
from kansrijk.audit.privacy import ERASED, erase, holding
from kansrijk.audit.terms import Kept
from kansrijk.values.dates import add_months, moment
from participants.models import Match, Participant, Referral
from participants.models.referrals import ReferralState
from participants.models.states import WAITING, State
from plans.models import Trajectory
from plans.talking_picture import forget_withdrawn

CHUNK = 200  # files that are erased in one transaction
LINES = 5000  # of the log that go at once


@dataclass(frozen=True)
class Erased:
    """How many of each a night took away."""

    referrals: int
    notes: int
    files: int
    health: int
    lines: int

    def __str__(self):
        return (
            f"Gewist: {self.referrals} aanmeldingen, verslagen in {self.notes} dossiers, "
            f"{self.files} hele dossiers, {self.health} regels van praatplaten zonder toestemming, "
            f"{self.lines} regels van het logboek"
        )


def keep_terms(today=None):
    """Erase all whose term is over on this day; twice, or at two places at once, is harmless."""
    today, months = today or timezone.localdate(), Term.objects.months()
    return Erased(
        referrals=erase_referrals(add_months(today, -months[Kept.REFERRAL])),
        notes=erase_notes(add_months(today, -months[Kept.NOTES])),
        files=erase_files(add_months(today, -months[Kept.PLAN])),
        health=forget_withdrawn(),
        lines=clear_log(months[Kept.LOG]),
    )


def over_since(limit):
    """Participants whose last year ended on this day or before, and who are not back since."""
    years = Trajectory.objects.filter(participant=OuterRef("pk"))
    later = years.filter(Q(ended_on=None) | Q(ended_on__gt=limit))
    matches = Match.objects.filter(participant=OuterRef("pk"))
    back = matches.filter(Q(state=State.ACTIVE) | Q(state__in=WAITING, state_since__gt=limit))
    return Participant.objects.filter(Exists(years), ~Exists(later), ~Exists(back))


def erase_notes(limit):
    """Erase what was noted of meetings; what was never saved or placed goes too."""
    found = holding(over_since(limit), Kept.NOTES)
    return in_chunks(found, "erase_notes", lambda own: erase(own, term=Kept.NOTES))


def erase_files(limit):
    """Erase all that is personal, also what came in after that."""
    over = over_since(limit)
    found = over.exclude(name=ERASED) | holding(over, Kept.NOTES)
    return in_chunks(found, "erase", erase)


def erase_referrals(limit):
    """Erase referrals that were closed and never became a participant."""
    closed = Referral.objects.filter(state__in=[ReferralState.DECLINED, ReferralState.WITHDRAWN])
    found = closed.filter(state_since__lte=limit).exclude(name=ERASED)
    return in_chunks(found, "erase", lambda own: own.update(**Referral.Privacy.erase))


def in_chunks(found, step, act):
    """Do this with some rows at a time, each time in a transaction; returns how many there were."""
    total, last = 0, 0
    while rows := one_chunk(found.filter(pk__gt=last), step, act):
        total, last = total + len(rows), rows[-1].pk
    return total


@transaction.atomic
def one_chunk(found, step, act):
    """Take rows that nobody else holds, do it, and leave a line for each."""
    held = found.order_by("pk").select_for_update(of=("self",), skip_locked=True)
    if not (rows := list(held[:CHUNK])):
        return rows
    act(found.model.objects.filter(pk__in=[row.pk for row in rows]))
    AuditEvent.objects.bulk_create(
        AuditEvent.objects.line(by=System, verb=Verb.STEP, on=row, step=step) for row in rows
    )
    return rows


def clear_log(months):
    """Delete the lines of the log that are older than this, by the clock of the database.

    Lines stand in order of time, so it stops at the first that is younger.
    """
    now = Term.objects.annotate(now=Now()).values_list("now", flat=True).first()
    limit, total = moment(add_months(timezone.localdate(now), -months), time()), 0
    lines = AuditEvent.objects.order_by("pk")
    while (oldest := lines.values_list("at", flat=True).first()) and oldest < limit:
        first = list(lines.values_list("pk", "at")[:LINES])
        old = [pk for pk, at in first if at < limit]
        total += AuditEvent.objects.filter(pk__in=old).delete()[0]
    return total
