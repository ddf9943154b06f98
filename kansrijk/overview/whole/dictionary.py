"""What is in the file, for whoever reads it without us: a dictionary, and a page of words."""

import io

from django.db import models

from kansrijk.audit.models import Term
from kansrijk.audit.privacy import term_of
from kansrijk.overview.whole.cells import kind_of
from kansrijk.ui.sheets import Column, separated

DICTIONARY, README = "dictionary.csv", "LEES-MIJ.txt"
KINDS = {
    models.DateTimeField: "moment (UTC)",
    models.DateField: "dag (jjjj-mm-dd)",
    models.TimeField: "tijd (uu:mm:ss)",
    models.BooleanField: "true of false",
    models.IntegerField: "geheel getal",
    models.UUIDField: "uniek kenmerk",
    models.JSONField: "JSON",
    models.CharField: "tekst",
    models.TextField: "tekst",
}
TABLES = {"participants_chainhead": "stand van de stemmen"}
# Columns that no page shows, so their models give them no Dutch name.
NAMES = {
    "id": "nummer", "version": "versie", "search_name": "naam zoals die wordt gezocht",
    "search_note": "verslag zoals het wordt doorzocht", "client_id": "kenmerk van de invoer",
    "entry": "kenmerk van de keer dat het is opgeslagen", "code": "code", "team": "team",
    "length": "aantal", "hash": "controlegetal", "seal": "zegel", "handle_hash": "zegel van het begin",
    "code_hash": "zegel van de code", "link_hash": "zegel van de link",
    "token_hash": "controlegetal van de link", "part_of_id": "onderdeel van",
    "row_mark": "kenmerk van de ingelezen rij", "type": "soort", "data": "gegevens, versleuteld",
    "created_at": "gemaakt op", "last_used_at": "laatst gebruikt op",
    "based_on_id": "gemaakt van", "made_in_id": "gemaakt in", "corrects_id": "verbetert",
}  # fmt: skip
UNITS = {
    "months": "maanden", "weeks": "weken", "seconds": "seconden", "places": "deelnemers",
    "birth_year": "jaartal", "children_0_3": "kinderen", "children_4_11": "kinderen",
    "children_12_17": "kinderen", "tries": "keer", "wrong_tries": "keer", "rows": "rijen",
    "hidden": "rijen", "total": "rijen", "stored": "rijen", "known": "rijen",
    "length": "stemmen", "rank": "plaats, 1 is het eerst", "position": "plaats, van klein naar groot",
    "version": "keer gewijzigd, vanaf 1", "revision": "keer bewaard", "epoch": "keer overal uitgelogd",
    "stands": "stap van de schaal", "wants": "stap van de schaal", "lowest": "stap van de schaal",
    "highest": "stap van de schaal", "value": "stap van de schaal",
}  # fmt: skip
COLUMNS = [
    Column(name, name)
    for name in (
        "tabel", "soort rij", "kolom", "naam", "wat", "eenheid", "mag leeg (\\N)", "keuzes",
        "verwijst naar", "na de bewaartermijn",
    )
]  # fmt: skip
WORDS = """KANSRIJK: ALLE GEGEVENS VAN HET PROGRAMMA

Dit bestand bevat namen, verslagen en andere persoonlijke gegevens. Bewaar het versleuteld, niet
langer dan nodig, en verstuur het nooit per mail.

data/           één CSV per tabel: eerst de namen van de kolommen, dan elke rij één regel
dictionary.csv  wat elke kolom betekent
manifest.json   wanneer en van welke versie; per bestand hoeveel rijen en het controlegetal (SHA-256)

De CSV's hebben puntkomma's, UTF-8 en regels die eindigen op CR LF.
- Een lege cel is een lege tekst. \\N betekent: er is geen waarde.
- Momenten staan in UTC (2026-11-03T13:05:00Z), dagen als 2026-11-03.
- Waar een rekenprogramma een formule in een tekst kan zien, staat een ' ervoor: aan het begin van de
  cel, of na een komma, puntkomma, tab of nieuwe regel. Zo rekent Excel er niets van uit. Wie de cijfers
  en teksten zelf inleest, haalt die ' weer weg; inlezen in Kansrijk doet dat precies.
- Een cel die met ' of \\ begint heeft er om dezelfde reden ook een ' voor.

Rijen van een werkblad dat nog wacht op een antwoord, zitten er niet in: lees die bladen daarna opnieuw in.

Inlezen in een lege installatie:  ./dev manage import_programme BESTAND.zip
{secrets}
De stemmen zijn verzegeld met de SECRET_KEY van de installatie waar dit bestand vandaan komt. Neem die
apart mee: met een andere sleutel zijn de rijen gelijk, maar zijn de zegels niet na te gaan.
"""
WITHOUT = """
Wachtwoorden, tweede stappen en sessies zitten er niet in. Na het inlezen kiest iedereen via "Wachtwoord
vergeten?" een nieuw wachtwoord en stelt de tweede stap opnieuw in.
"""
WITH = """
Ook de (versleutelde) wachtwoorden en tweede stappen zitten erin: bewaar dit bestand als een sleutel.
"""


def documents(found, *, with_secrets):
    """Return the texts that go along, by their names in the zip."""
    words = WORDS.format(secrets=WITH if with_secrets else WITHOUT)
    return {DICTIONARY: dictionary(found), README: words.replace("\n", "\r\n")}


def dictionary(found):
    """Return the CSV that tells each column of these tables."""
    file, terms = io.BytesIO(), {term.kept: term for term in Term.objects.all()}
    separated.write(file, COLUMNS, (line(t, f, terms) for t in found for f in t.fields))
    return file.getvalue().decode("utf-8-sig")


def line(table, field, terms):
    values = (
        table.name, table_in_words(table.model), field.column, in_words(field), sort_of(field),
        UNITS.get(field.column, ""), field.null, choices_of(field), referred(field),
        afterwards(table.model, field, terms),
    )  # fmt: skip
    return dict(zip((column.name for column in COLUMNS), values, strict=True))


def table_in_words(model):
    """What a row of this table is, in Dutch; a row that joins two tables is named after both."""
    if not model._meta.auto_created:
        return TABLES.get(model._meta.db_table, model._meta.verbose_name)
    one, other = [f.related_model._meta.verbose_name for f in model._meta.fields if f.is_relation]
    return f"{other} bij {one}"


def in_words(field):
    if field.column in NAMES:
        return NAMES[field.column]
    named = field if is_named(field) or not field.is_relation else field.related_model._meta
    return named.verbose_name


def is_named(field):
    """Whether the model gives this column a name, not only what Django makes of its own."""
    return field.verbose_name != field.name.replace("_", " ")


def sort_of(field):
    kind = kind_of(field)
    told = next(words for sort, words in KINDS.items() if isinstance(kind, sort))
    longest = getattr(kind, "max_length", None)
    return f"{told}, hoogstens {longest} tekens" if told == "tekst" and longest else told


def choices_of(field):
    return ", ".join(f"{value} = {label}" for value, label in field.flatchoices)


def referred(field):
    if not field.is_relation:
        return ""
    return f"{field.related_model._meta.db_table}.{field.target_field.column}"


def afterwards(model, field, terms):
    """What happens to this column when the term of a participant is over, and how long that is."""
    privacy = getattr(model, "Privacy", None)
    if privacy is None:
        return ""
    if getattr(privacy, "goes", False):
        return f"de rij gaat weg: {terms[term_of(model)].in_words}"
    is_kept = field.name in privacy.keep
    return "blijft" if is_kept else f"wordt gewist: {terms[term_of(model)].in_words}"
