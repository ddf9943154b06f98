"""Participants from a sheet: each is a referral that was accepted, with what is known besides.

For who already took part when the programme began to use this software. Consents are not read in:
a yes is asked, at the first talk.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.imports.fields import Named
from kansrijk.imports.kinds import Column, labels
from kansrijk.imports.referrals import ReferralRow, Referrals, digits
from kansrijk.imports.values import as_day, as_number
from kansrijk.values.text import fold
from participants.forms.days import not_in_the_future
from participants.forms.intake import of_children
from participants.models import Household, Participant
from participants.models.participants import HouseholdKind
from participants.models.referrals import ReferralState

CHILDREN = ["children_0_3", "children_4_11", "children_12_17"]
OWN = ["called", "joined_on", "wish"]
ORDER = "Aangenomen op kan niet vóór aangemeld op liggen."
WHY = "Ingelezen uit een bestand."


class ParticipantRow(ReferralRow):
    """A row about somebody who takes part: the referral, the household, and their own words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].required = False
        for name in OWN:
            self.add_field(name, Participant._meta.get_field(name).formfield(required=False))
        for name in CHILDREN:
            field = Household._meta.get_field(name).formfield(required=False)
            self.add_field(name, of_children(field))

    def clean_why(self):
        return self.cleaned_data["why"] or WHY

    def clean_joined_on(self):
        return not_in_the_future(self.cleaned_data["joined_on"])

    def clean(self):
        cleaned = super().clean()
        joined, received = cleaned.get("joined_on"), cleaned.get("received_on")
        if joined and not self.data.get("received_on"):
            cleaned["received_on"] = joined
        elif joined and received and joined < received:
            self.add_error("joined_on", ValidationError(ORDER, code="order"))
        return cleaned

    @transaction.atomic
    def save(self, *, by):
        told = self.cleaned_data
        joined = told["joined_on"] or timezone.localdate()
        home = {name: told[name] or 0 for name in CHILDREN}
        household = Household.objects.create(kind=told["kind"], **home)
        known = {name: told[name] for name in ("called", "wish")}
        self.instance.become_participant(
            by=by, step="read_in", household=household, joined_on=joined, **known
        )
        AuditEvent.objects.record(
            by=by, verb=Verb.ADD, on=household, of=self.instance.participant, step="read_in",
            fields=["kind", *CHILDREN],
        )  # fmt: skip
        self.instance.state, self.instance.state_since = ReferralState.ACCEPTED, joined
        return super().save(by=by)


class Participants(Referrals):
    slug = "deelnemers"
    label, one = "deelnemers", "deelnemer"
    page, page_label = "participants:list", "Deelnemers"
    row_form = ParticipantRow
    columns = (
        *[c for c in Referrals.columns if c.name not in ("why", "received_on")],
        Column("called", "Roepnaam", explained="Zo wil deze persoon genoemd worden."),
        Column("kind", "Huishouden", aliases=("soort huishouden",), example="alleenstaande ouder",
               explained="Leeg betekent: nog niet bekend."),
        Column("children_0_3", "Kinderen 0-3", as_number, aliases=("kinderen van 0 tot en met 3",),
               example=1, explained="Hoeveel kinderen van 0 tot en met 3 jaar. Nooit namen."),
        Column("children_4_11", "Kinderen 4-11", as_number, aliases=("kinderen van 4 tot en met 11",),
               example=2, explained="Hoeveel kinderen van 4 tot en met 11 jaar."),
        Column("children_12_17", "Kinderen 12-17", as_number,
               aliases=("kinderen van 12 tot en met 17",),
               explained="Hoeveel kinderen van 12 tot en met 17 jaar."),
        Column("wish", "Wat wil jij", aliases=("wens",),
               explained="In de woorden van de deelnemer zelf. Mag leeg blijven."),
        Column("why", "Waarom deze aanmelding", aliases=("waarom", "reden"),
               explained="Kort. De persoon zelf mag dit lezen. Mag leeg blijven."),
        Column("received_on", "Aangemeld op", as_day, explained="Mag leeg blijven."),
        Column("joined_on", "Aangenomen op", as_day, aliases=("sinds", "gestart op"),
               example=date(2026, 3, 12), explained="Leeg betekent: vandaag."),
    )  # fmt: skip

    def named_fields(self):
        kinds = Named(labels(HouseholdKind), required=False, unless_told=HouseholdKind.UNKNOWN)
        return super().named_fields() | {"kind": kinds}

    def prepare(self, told):
        """Look up who takes part already; a referral that is still open is a doubt here."""
        super().prepare(told)
        names = {fold(data.get("name", ""))[:200] for data in told}
        people = Participant.objects.visible_to(self.by).filter(search_name__in=names)
        self.here = {}
        for one in people.filter(district=self.district):
            same = digits(one.phone), one.birth_year
            self.here.setdefault(one.search_name, set()).add(same)
