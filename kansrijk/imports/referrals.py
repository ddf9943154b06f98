"""Referrals from a sheet: the rules are those of the page on which a lead writes one down."""

from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kansrijk.accounts.models import Role
from kansrijk.audit.forms import AuditedForm
from kansrijk.audit.models import AuditEvent
from kansrijk.imports.fields import Named, key
from kansrijk.imports.kinds import Column, Kind, labels
from kansrijk.imports.values import as_day, as_number, as_phone
from kansrijk.places.models import District, Language, Neighbourhood
from kansrijk.values.text import fold
from participants.forms.days import not_in_the_future
from participants.forms.referrals import ReferralForm
from participants.models import Participant, Referral
from participants.models.participants import Channel
from participants.models.referrals import OPEN, ReferralState, Source


def digits(phone):
    return "".join(c for c in phone if c.isdigit())


class ReferralRow(ReferralForm):
    """A row of a sheet, as if a lead had typed it."""

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, by=kind.by, **kwargs)
        self.kind = kind
        self.fields |= kind.fields
        self.fields["received_on"].required = False

    def _get_validation_exclusions(self):
        """A choice by name is one of the records themselves: no need to look each up again."""
        return super()._get_validation_exclusions() | self.kind.fields.keys()

    def clean_received_on(self):
        return not_in_the_future(self.cleaned_data["received_on"]) or timezone.localdate()

    def validate_constraints(self):
        """The fields said it already; a question to the database for each takes most of the time."""

    def warn(self, name, birth_year, *, besides=None):
        """Ask who it is only where somebody has this name at all."""
        if fold(name)[:200] in self.kind.names:
            super().warn(name, birth_year, besides=besides)

    def save(self, *, by):
        """Save; who calls this holds the district, and asked once more who is known."""
        self.instance.row_mark = self.kind.mark(self)
        return AuditedForm.save(self, by=by)

    def trace(self, saved, **what):
        AuditEvent.objects.record(on=saved, step="read_in", **what)


class Referrals(Kind):
    slug, role = "aanmeldingen", Role.LEAD
    label, one = "aanmeldingen", "aanmelding"
    page, page_label = "referrals:list", "Aanmeldingen"
    known_sentence = "Misschien kennen we deze persoon al: iemand met deze naam staat in Kansrijk."
    row_form = ReferralRow
    columns = (
        Column("name", "Naam", is_required=True, aliases=("voor- en achternaam", "deelnemer"),
               example="Vera Proefstra", explained="Voornaam en achternaam."),
        Column("birth_year", "Geboortejaar", as_number, example=1984,
               explained="Alleen het jaar. Mag leeg blijven."),
        Column("neighbourhood", "Wijk", aliases=("buurt", "woont in"), example="",
               explained="Een wijk van het gebied. Mag leeg blijven."),
        Column("language", "Spreekt het liefst", is_required=True, aliases=("taal",),
               example="Nederlands"),
        Column("channel", "Wil bereikt worden door", aliases=("bereiken", "contact"),
               example="bellen", explained="Leeg betekent: bellen."),
        Column("phone", "Telefoon", as_phone, aliases=("telefoonnummer", "mobiel", "tel"),
               example="06-00000001", explained="Maak van deze kolom tekst, anders haalt Excel de nul weg."),
        Column("source", "Aangemeld door", is_required=True, aliases=("aanmelder", "bron"),
               example="WIJ-team"),
        Column("referrer", "Naam van de aanmelder", example="Wouter Speelmaat",
               explained="Mag leeg blijven."),
        Column("referrer_contact", "Aanmelder te bereiken via", aliases=("te bereiken via",),
               explained="Mag leeg blijven."),
        Column("why", "Waarom deze aanmelding", is_required=True, aliases=("waarom", "reden"),
               example="Komt al maanden niet rond.",
               explained="Kort. De persoon zelf mag dit lezen."),
        Column("received_on", "Aangemeld op", as_day, aliases=("datum", "datum aanmelding"),
               example=date(2026, 3, 12), explained="Leeg betekent: vandaag."),
    )  # fmt: skip

    def __init__(self, upload, by):
        super().__init__(upload, by)
        self.district = upload.district
        self.languages = {language.name: language for language in Language.objects.all()}
        places = Neighbourhood.objects.select_related("district")
        self.neighbourhoods = {p.name: p for p in places if self.district in (None, p.district)}
        self.elsewhere = {
            key(p.name): f"Deze wijk hoort bij {p.district}, niet bij {self.district}."
            for p in places
        }
        self.names, self.here, self.marks = set(), {}, set()
        self.fields = self.named_fields()

    def named_fields(self):
        """The fields in which a row names its choice; all rows share them."""
        return {
            "neighbourhood": Named(
                self.neighbourhoods, elsewhere=self.elsewhere, required=False, unless_told=None
            ),
            "language": Named(self.languages),
            "channel": Named(labels(Channel), required=False, unless_told=Channel.PHONE),
            "source": Named(labels(Source)),
        }

    def prepare(self, told):
        names = {fold(data.get("name", ""))[:200] for data in told}
        called = Q(search_name__in=names)
        people = Participant.objects.filter(called).values_list("search_name", flat=True)
        open_ones = Referral.objects.open().filter(called).values_list("search_name", flat=True)
        self.names = {*people, *open_ones}
        self.here = {}
        live = Q(state__in=[*OPEN, ReferralState.ACCEPTED])
        for one in Referral.objects.visible_to(self.by).filter(
            live, called, district=self.district
        ):
            same = digits(one.phone), one.birth_year
            self.here.setdefault(one.search_name, set()).add(same)

    def meet(self, forms):
        marks = [self.mark(form) for form in forms if self.is_told(form)]
        found = Referral.objects.filter(district=self.district, row_mark__in=marks)
        self.marks = {*found.values_list("row_mark", flat=True)}

    def is_told(self, form):
        return {"name", "birth_year", "phone", "received_on"} <= form.cleaned_data.keys()

    def form(self, told, row):
        new = Referral(district=self.district)
        return self.row_form(told, instance=new, kind=self)

    def same(self, form):
        told = form.cleaned_data
        return fold(told["name"])[:200], told["birth_year"]

    def mark(self, form):
        """What this row is, so that it comes in once, whatever is changed in the record later."""
        told = form.cleaned_data
        day = form.data.get("received_on", "")
        said = [self.slug, self.district.pk, *self.same(form), digits(told["phone"]), day]
        return salted_hmac("kansrijk.imports", repr(said), algorithm="sha256").hexdigest()

    def is_known(self, form):
        """The same row came in before, or a lead wrote the same person down by hand."""
        name, year = self.same(form)
        phone = digits(form.cleaned_data["phone"])
        by_hand = (phone, year) in self.here.get(name, ())
        return self.mark(form) in self.marks or bool(phone and by_hand)

    def hold(self):
        District.objects.select_for_update().get(pk=self.district.pk)
