from django.db import models
from django.db.models import Count, Max
from django.db.models.functions import TruncDate
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.shared import SharedYear
from kansrijk.audit.terms import Term

__all__ = ["AuditEvent", "SharedYear", "Term"]

# What a reader of "wie heeft gekeken" sees for a kind of record.
IN_WORDS = {
    "participants.participant": "het dossier",
    "participants.match": "de koppeling",
    "participants.referral": "de aanmelding",
    "participants.household": "het huishouden",
    "participants.preference": "wat iemand in een buddy zoekt",
    "participants.stressor": "een stresspunt",
    "participants.consent": "een toestemming",
    "participants.votekey": "een stemcode",
    "plans.trajectory": "het traject",
    "plans.meeting": "een gesprek",
    "plans.draft": "een concept van een gesprek",
    "plans.latelog": "een verslag achteraf",
    "plans.appointment": "een afspraak",
    "plans.goal": "een doel",
    "plans.action": "een stap",
    "plans.success": "een klein succes",
    "plans.plansheet": "het plan op papier",
    "plans.goaltemplate": "een voorbeelddoel",
    "plans.obstacle": "een knelpunt",
    "plans.review": "een kijkmoment",
    "plans.score": "een plek op een leefgebied",
    "plans.words": "woorden bij een kijkmoment",
    "plans.talkingpoint": "de praatplaat",
    "plans.outcome": "een resultaat",
    "plans.outcomecheck": "het antwoord op “is dit nog zo?”",
    "plans.extension": "een verlenging",
    "plans.contactmoment": "een contactmoment in de nazorg",
    "audit.term": "een bewaartermijn",
    "buddies.card": "de kaart van een buddy",
    "buddies.absence": "een afwezigheid",
    "buddies.session": "een bijeenkomst van de Buddy Academie",
}
STEPS_IN_WORDS = {
    "propose": "voorgesteld",
    "pick": "gekozen om kennis te maken",
    "doubt": "weet ik nog niet gezegd",
    "introduce": "kennismaking afgesproken",
    "meet": "kennisgemaakt",
    "say_yes": "ja gezegd",
    "say_maybe": "weet ik nog niet gezegd",
    "say_no": "nee gezegd",
    "agree": "ja gezegd",
    "turn_down": "nee gezegd",
    "approve": "goedgekeurd",
    "refuse": "afgewezen",
    "withdraw": "ingetrokken",
    "end": "afgesloten",
    "close": "afgesloten met het jaar",
    "round_off": "afgerond",
    "begin_aftercare": "in de nazorg gezet",
    "choose_sharing": "gekozen wat de buddy mag lezen",
    "call_off": "beëindigd",
    "invite": "uitgenodigd",
    "accept": "aangenomen",
    "decline": "afgewezen",
    "raise": "gemeld bij WIJ",
    "keep": "bij jullie gehouden",
    "send": "toch naar WIJ gestuurd",
    "take_back": "bij WIJ weggehaald",
    "see": "gezien",
    "work": "opgepakt",
    "solve": "opgelost",
    "give_up": "beantwoord: het kan niet",
    "manage": "zelf opgelost",
    "drop": "afgesloten: niet meer nodig",
    "hand": "aan de projectleider gegeven",
    "place": "in het dossier gezet",
    "return_it": "niet in het dossier gezet",
    "begin": "begonnen",
    "finish": "afgerond",
    "skip": "overgeslagen",
    "plan_again": "toch ingepland",
    "move": "verplaatst",
    "remove": "weggehaald",
    "cancel": "afgezegd",
    "tick": "afgevinkt",
    "untick": "weer open gezet",
    "let_go": "losgelaten: hoeft niet meer",
    "resume": "weer opgepakt",
    "reopen": "weer open gezet",
    "key_in": "ingevoerd",
    "erase_notes": "ontdaan van de verslagen: de bewaartermijn is voorbij",
    "erase": "gewist: de bewaartermijn is voorbij",
    "done_choosing": "dichtgedaan tot de buddy heeft gekeken",
    "open_again": "weer opengedaan, zonder blik van de buddy",
    "no_view": "verder gedaan zonder blik van de buddy",
    "give_view": "aangevuld met de blik van de buddy",
    "say_why": "aangevuld: waarom jullie het anders zien",
    "correct": "verbeterd",
    "save_pdf": "bewaard als pdf",
    "read_in": "ingelezen uit een bestand",
}
PARTICIPANT = "participant"  # who acts with a vote key instead of a hat
SYSTEM = "system"  # what the nightly command does by itself


class System:
    """The software itself, where a line needs somebody who did it."""

    role, user_id, district, district_id = SYSTEM, None, None, None


class Verb(models.TextChoices):
    LOOK = "look", "bekeken"
    ADD = "add", "toegevoegd"
    CHANGE = "change", "gewijzigd"
    STEP = "step", "stap gezet"
    EXPORT = "export", "als bestand bewaard"


def file_of(record):
    """The id of the participant whose file this record belongs to, or None.

    Follows `Privacy.owner`, the path from a model to its participant ("trajectory__participant").
    """
    owner = getattr(getattr(record, "Privacy", None), "owner", None)
    if owner in (None, "pk"):
        return record.pk if owner else None
    *path, last = owner.split("__")
    for name in path:
        record = getattr(record, name)
    return getattr(record, f"{last}_id")


def who(hat):
    """The columns that say who acted."""
    district = hat.district.slug if hat.district_id else ""
    return {"actor_id": hat.user_id, "role": hat.role, "district": district}


class AuditEventManager(models.Manager):
    def record(self, **what):
        """Write one line (see `line`); call it in the transaction of what it records."""
        event = self.line(**what)
        event.save(force_insert=True)
        return event

    def record_looks(self, records, *, by):
        """Write a line for each record whose words stand on one page, with one query."""
        self.bulk_create([self.line(by=by, verb=Verb.LOOK, on=record) for record in records])

    def record_export(self, name, *, by, about, fields, rows):
        """Write the one line of a list that leaves as a file: which, of what, how many rows."""
        what = {"step": name, "subject": about, "fields": list(fields), "rows": rows}
        self.create(**who(by), verb=Verb.EXPORT, **what)

    def line(self, *, by, verb, on, fields=(), step="", of=None, rows=None):
        """A line that is not written yet: who did what with which fields of a record.

        `of` is the participant in whose file this is, where the record belongs to several; `rows`
        is how many came in, where the record is a sheet.
        """
        if verb != Verb.LOOK and getattr(by, "known", None):
            by.known.clear()  # what was written may have changed how far this hat reaches
        return self.model(
            **who(by),
            verb=verb,
            step=step,
            subject=on._meta.label_lower,
            subject_id=on.pk,
            participant_id=of.pk if of else file_of(on),
            fields=sorted(fields),
            rows=rows,
        )

    def history(self, record):
        """How a record was made and which steps it took, oldest first."""
        own = self.filter(subject=record._meta.label_lower, subject_id=record.pk)
        return own.filter(verb__in=[Verb.ADD, Verb.STEP]).order_by("pk")

    def by_day(self, participant_id, *, since=None):
        """What each person did with a file on each day: how often, and when last; newest first.

        From the day `since` on, where one is given. Dictionaries with actor_id, role, district, verb, step, subject, day, times and last.
        """
        same = ("actor_id", "role", "district", "verb", "step", "subject")
        events = self.filter(participant_id=participant_id).annotate(day=TruncDate("at"))
        events = events.filter(day__gte=since) if since else events
        days = events.values(*same, "day").annotate(times=Count("pk"), last=Max("at"))
        return days.order_by("-last", *same)


class AuditEvent(models.Model):
    """One thing that somebody did or saw. No foreign keys: erasing a person leaves the trail."""

    at = models.DateTimeField("tijdstip", default=timezone.now, editable=False)
    # Empty where a participant acted with their own key, so nobody signed in.
    actor_id = models.BigIntegerField("door", null=True)
    role = models.CharField("als", max_length=11)
    district = models.CharField("in", max_length=50, blank=True)
    verb = models.CharField("wat", max_length=10, choices=Verb)
    step = models.CharField("stap", max_length=40, blank=True)
    subject = models.CharField("soort", max_length=60)
    subject_id = models.BigIntegerField("nummer", null=True)  # a list has none
    participant_id = models.BigIntegerField("dossier", null=True)
    fields = models.JSONField("velden", default=list)
    rows = models.PositiveIntegerField("aantal rijen", null=True)  # of a list that left or came in

    objects = AuditEventManager()

    class Meta:
        verbose_name = "regel in het logboek"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["participant_id", "-id"], name="audit_of_a_file"),
            models.Index(fields=["subject", "subject_id"], name="audit_of_a_record"),
        ]

    def __str__(self):
        return f"{self.actor_id} {self.verb} {self.subject} {self.subject_id}"


def role_in_words(role):
    others = {PARTICIPANT: "Deelnemer", SYSTEM: "Automatisch"}
    return others[role] if role in others else Role(role).label


def who_in_words(day, names):
    """Who did it, as the people it is about read it; `names` maps the ids of users."""
    if day["role"] == SYSTEM:
        return "Kansrijk zelf"
    name = names.get(day["actor_id"], "iemand die weg is")
    if day["role"] != PARTICIPANT:
        return name
    return f"de deelnemer, ingevoerd door {name}" if day["actor_id"] else "de deelnemer zelf"


def in_words(day):
    """A row of `by_day` as the people it is about read it ("een gesprek toegevoegd")."""
    done = STEPS_IN_WORDS.get(day["step"], Verb(day["verb"]).label)
    everywhere = " van het hele programma" if day["role"] == Role.LEAD else ""
    where = f" in {day['district'].capitalize()}" if day["district"] else everywhere
    return day | {
        "what": f"{IN_WORDS.get(day['subject'], 'iets anders')} {done}",
        "role": f"{role_in_words(day['role'])}{where}",
    }
