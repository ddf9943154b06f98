"""Buddies from a sheet: an account, the hat and the record of a buddy, and the invitation by mail.

Who may enter is for the administrator to say, so this is theirs and not a lead's. The WIJ contact
and the training stay with the lead and the trainer.
"""

from datetime import date

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import transaction

from buddies.models import Buddy, Theme
from buddies.models.buddies import MOST_PLACES, Gender
from kansrijk.accounts.models import Role, User
from kansrijk.administration.forms.users import KNOWN, InviteForm
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.imports.fields import Named, SeveralNamed, key
from kansrijk.imports.kinds import Column, Kind, labels
from kansrijk.imports.values import as_day, as_number, as_phone
from kansrijk.places.models import District, Language, Neighbourhood
from participants.forms.days import not_in_the_future

OF_USER, SEVERAL = ["called", "phone"], ["languages", "themes"]
OF_BUDDY = ["neighbourhood", "places", "gender", "started_on"]
NOT_THERE = "Deze wijk hoort niet bij {district}."
NO_MAIL = (
    "De mail kon niet weg naar {count} van hen. Hun account is er wel: open het bij Gebruikers en "
    "stuur de uitnodiging opnieuw."
)


class BuddyRow(InviteForm):
    """A row of a sheet, as if an administrator invited a buddy and filled in what is known."""

    is_here = False  # already a buddy of this district

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in OF_USER:
            self.add_field(name, User._meta.get_field(name).formfield(required=False))
        few = MaxValueValidator(MOST_PLACES, f"Kies 0 tot en met {MOST_PLACES} plekken.")
        self.add_field("places", Buddy._meta.get_field("places").formfield(required=False))
        self.fields["places"].validators.append(few)
        day = Buddy._meta.get_field("started_on").formfield(required=False)
        self.add_field("started_on", day)
        self.add_field("neighbourhood", forms.CharField(required=False))
        self.fields |= kind.fields

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_started_on(self):
        return not_in_the_future(self.cleaned_data["started_on"])

    def clean(self):
        cleaned = super().clean()
        district, email = cleaned.get("district"), cleaned.get("email")
        if email in self.kind.known:
            self.is_here = district is not None and district.pk in self.kind.known[email]
            if not self.is_here:
                self.add_error("email", ValidationError(KNOWN, code="known"))
        if district and (name := cleaned.get("neighbourhood")):
            cleaned["neighbourhood"] = self.kind.neighbourhoods.get((district.pk, key(name)))
            if cleaned["neighbourhood"] is None:
                self.add_error("neighbourhood", NOT_THERE.format(district=district))
        return cleaned

    @transaction.atomic
    def save_all(self, by):
        hat = super().save_all(by)
        self.tell(hat.user, OF_USER, by=by)
        self.tell(Buddy.objects.get(user=hat.user), OF_BUDDY, SEVERAL, by=by)
        return hat

    def tell(self, record, fields, several=(), *, by):
        """Write on a new record what else the row says; one line, where it says anything."""
        told = [
            name for name in (*fields, *several) if self.cleaned_data[name] not in ("", None, [])
        ]
        if not told:
            return
        for name in told:
            if name in several:
                getattr(record, name).set(self.cleaned_data[name])
            else:
                setattr(record, name, self.cleaned_data[name])
        record.save()
        AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=record, fields=told, step="read_in")


class Buddies(Kind):
    slug, role = "buddys", Role.ADMIN
    label, one = "buddy's", "buddy"
    page, page_label = "users:list", "Gebruikers"
    in_one_district = False
    most = 100  # each of them gets a mail
    columns = (
        Column("name", "Naam", is_required=True, example="Noor Testinga",
               explained="Voornaam en achternaam."),
        Column("email", "E-mailadres", is_required=True, aliases=("e-mail", "mail", "mailadres"),
               example="noor@voorbeeld.test", explained="Hierheen gaat de uitnodiging."),
        Column("district", "Gebied", is_required=True, example="West"),
        Column("called", "Roepnaam", explained="Zo noemen anderen deze persoon op het scherm."),
        Column("phone", "Telefoon", as_phone, aliases=("telefoonnummer", "mobiel"),
               example="06-00000003"),
        Column("neighbourhood", "Wijk", aliases=("buurt",), explained="Een wijk van het gebied."),
        Column("places", "Plekken", as_number, example=2,
               explained="Hoeveel deelnemers deze buddy tegelijk kan hebben. Leeg betekent: 1."),
        Column("gender", "Vrouw of man", aliases=("geslacht",), example="vrouw"),
        Column("languages", "Talen", aliases=("taal", "spreekt"), example="Nederlands, Arabisch",
               explained="Met komma's ertussen."),
        Column("themes", "Kent van binnenuit", aliases=("ervaring", "thema's"),
               explained="Met komma's ertussen."),
        Column("started_on", "Buddy sinds", as_day, aliases=("sinds", "gestart op"),
               example=date(2026, 3, 12), explained="Leeg betekent: vandaag."),
    )  # fmt: skip

    def __init__(self, upload, by):
        super().__init__(upload, by)
        self.known = {}
        places = Neighbourhood.objects.all()
        self.neighbourhoods = {(p.district_id, key(p.name)): p for p in places}
        self.fields = {
            "district": Named({d.name: d for d in District.objects.all()}),
            "gender": Named(labels(Gender), required=False, unless_told=""),
            "languages": SeveralNamed(
                {each.name: each for each in Language.objects.all()}, required=False
            ),
            "themes": SeveralNamed(
                {each.name: each for each in Theme.objects.all()}, required=False
            ),
        }

    def prepare(self, told):
        emails = {data.get("email", "").lower() for data in told}
        users = User.objects.filter(email__in=emails)
        self.known = {email: set() for email in users.values_list("email", flat=True)}
        here = Buddy.objects.active().filter(user__in=users)
        for email, district in here.values_list("user__email", "district"):
            self.known[email].add(district)

    def form(self, told, row):
        return BuddyRow(told | {"role": Role.BUDDY}, kind=self)

    def same(self, form):
        return (form.cleaned_data["email"],)

    def is_known(self, form):
        return form.is_here

    def saved(self, request, forms):
        """Mail the invitations; where the mail server is away the accounts are there anyway."""
        for number, form in enumerate(forms):
            try:
                get_adapter().invite(form.instance.user)
            except OSError:
                messages.error(request, NO_MAIL.format(count=len(forms) - number))
                return
