"""Giving and withdrawing hats, with the records that come along."""

from django.db import transaction
from django.utils import timezone

from buddies.models import Buddy, WijContact
from buddies.models.buddies import TAKES_A_PLACE
from kansrijk.accounts.models import Hat, Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused

OWN_ADMIN = "Je kunt je eigen rol als beheerder niet intrekken. Vraag een andere beheerder."
GONE = "Deze rol was al ingetrokken."


def equip(hat, *, by):
    """Give somebody the record that belongs to their new role, in the district of that role."""
    if hat.role == Role.BUDDY:
        place(Buddy, hat, by=by, empty=["neighbourhood", "wij_contact"])
    if hat.role == Role.WIJ:
        place(WijContact, hat, by=by, empty=[])


def place(model, hat, *, by, empty):
    """Make the record, or move it here; what belonged to the old district goes (`empty`)."""
    record, is_new = model.objects.get_or_create(user=hat.user, defaults={"district": hat.district})
    if is_new:
        AuditEvent.objects.record(by=by, verb=Verb.ADD, on=record, fields=["user", "district"])
    elif record.district_id != hat.district_id:
        changes = {"district": hat.district, **dict.fromkeys(empty)}
        model.objects.filter(pk=record.pk).update(**changes)
        AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=record, fields=changes)


def busy_elsewhere(user, district):
    """The district in which this buddy still has a participant, if it is another one; else None."""
    elsewhere = Buddy.objects.filter(user=user, matches__state__in=TAKES_A_PLACE)
    found = elsewhere.exclude(district=district).select_related("district").first()
    return found and found.district


def helps_elsewhere(user, district):
    """The district in which this person is the fixed WIJ contact of buddies, if another; else None."""
    linked = WijContact.objects.filter(user=user, buddies__left_on=None, buddies__isnull=False)
    found = linked.exclude(district=district).select_related("district").first()
    return found and found.district


@transaction.atomic
def withdraw(hat, *, by):
    """Take a hat off its owner, who is signed out everywhere; StepRefused tells why not."""
    if why := why_not(hat, by):
        raise StepRefused(why)
    live = Hat.objects.filter(pk=hat.pk, withdrawn_at=None)
    if not live.update(withdrawn_at=timezone.now()):
        raise StepRefused(GONE)
    AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=hat, fields=["withdrawn_at"])
    hat.user.end_sessions()


def why_not(hat, by):
    """The reason in plain words why this hat cannot be withdrawn, or an empty text."""
    return OWN_ADMIN if hat.role == Role.ADMIN and hat.user_id == by.user_id else ""
