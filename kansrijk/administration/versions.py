"""What a version of a method says, as plain data; drafts of it; and how a version comes and goes.

Plain data is {"levels": [name], "domains": [{"key", "name", "question", "parts": [{"key", "name",
"sentences": [text]}]}]}, each list in the order in which it is shown.
"""

from hashlib import sha256
from json import dumps

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.steps import StepRefused
from kansrijk.places.models import (
    Area,
    Domain,
    Level,
    Method,
    MethodDraft,
    MethodVersion,
    Sentence,
)

NO_DIGITS = str.maketrans("0123456789", "ghijklmnop")  # nothing that looks like a BSN
LAST = "Dit is de enige versie die nog geldt. Maak eerst een nieuwe versie."
GONE = "Dit concept is intussen vastgesteld of weggegooid. Kopieer je tekst als je die wilt houden."
SAME = "In dit concept is nog niets veranderd."
MOVED = "Iemand heeft dit concept net gewijzigd. Kijk nog eens na wat er verandert."


def told(version):
    """What this version says; three queries."""
    areas = list(version.areas.order_by("position").prefetch_related("sentences"))
    return {
        "levels": [level.name for level in version.levels.all()],
        "domains": [
            {
                "key": area.key,
                "name": area.name,
                "question": area.question,
                "parts": [
                    {
                        "key": part.key,
                        "name": part.name,
                        "sentences": [sentence.text for sentence in part.sentences.all()],
                    }
                    for part in areas
                    if part.part_of_id == area.pk
                ],
            }
            for area in areas
            if area.part_of_id is None
        ],
    }


def seal(piece):
    """A short mark of a piece of a draft, by which a page knows whether it changed."""
    mark = sha256(dumps(piece, sort_keys=True).encode()).hexdigest()[:16]
    return mark.translate(NO_DIGITS)


# ── Drafts ──────────────────────────────────────────────────────────────────


@transaction.atomic
def start(version, *, by):
    """Begin a draft with the words of this version; one that was begun goes on."""
    method = Method.objects.select_for_update().get(pk=version.method_id)
    draft, is_new = MethodDraft.objects.get_or_create(
        method=method, defaults={"based_on": version, "content": told(version)}
    )
    if is_new:
        AuditEvent.objects.record(by=by, verb=Verb.ADD, on=draft)
    return draft


def locked(draft):
    """The draft, held until the transaction ends; StepRefused when it is gone."""
    found = MethodDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk)
    if not (held := found.select_related("method", "based_on").first()):
        raise StepRefused(GONE)
    return held


def change(draft, *, by, fields):
    """Store the changed words of a locked draft, with their trace."""
    draft.version += 1
    draft.save()
    AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=draft, fields=fields)


@transaction.atomic
def move(draft, key, *, by, up):
    """Move a domain one place; what stands first or last stays where it is."""
    draft = locked(draft)
    domains = draft.content["domains"]
    place = next((at for at, each in enumerate(domains) if each["key"] == key), None)
    other = None if place is None else place + (-1 if up else 1)
    if other is not None and 0 <= other < len(domains):
        domains[place], domains[other] = domains[other], domains[place]
        change(draft, by=by, fields=["order"])


@transaction.atomic
def throw_away(draft, *, by):
    draft = locked(draft)
    AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=draft, fields=["content", "removed"])
    draft.delete()


# ── Versions ────────────────────────────────────────────────────────────────


@transaction.atomic
def publish(draft, *, by, seen):
    """Make the draft hold at once, as the next version; reviews already begun keep theirs.

    StepRefused when it is gone, says nothing new, or changed since `seen` (its seal).
    """
    method = Method.objects.select_for_update().get(pk=draft.method_id)
    draft = locked(draft)
    if seen != seal(draft.content):
        raise StepRefused(MOVED)
    if draft.content == told(method.present_version()):
        raise StepRefused(SAME)
    number = method.versions.aggregate(last=Max("number"))["last"] + 1
    version = MethodVersion.objects.create(method=method, number=number)
    write(version, draft.content)
    follow(method, draft.content)
    draft.delete()
    AuditEvent.objects.record(by=by, verb=Verb.ADD, on=version, fields=["levels", "areas"])
    return version


def write(version, content):
    """Add the rows of a version."""
    Level.objects.bulk_create(
        Level(method_version=version, value=value, name=name)
        for value, name in enumerate(content["levels"], start=1)
    )
    domains = {domain.key: domain for domain in version.method.domains.all()}
    for position, each in enumerate(content["domains"], start=1):
        shared = {"method_version": version, "domain": domains[each["key"]]}
        area = Area.objects.create(
            key=each["key"], name=each["name"], question=each["question"], position=position,
            **shared,
        )  # fmt: skip
        for place, part in enumerate(each["parts"], start=1):
            made = Area.objects.create(
                part_of=area, key=part["key"], name=part["name"], position=place, **shared
            )
            Sentence.objects.bulk_create(
                Sentence(area=made, value=value, text=text)
                for value, text in enumerate(part["sentences"], start=1)
            )


def follow(method, content):
    """Call the domains, and order them, as these words do: goals, stress and results follow."""
    far = len(content["domains"]) + 1_000
    method.domains.update(position=F("position") + far)  # no two ever share a place
    for position, each in enumerate(content["domains"], start=1):
        Domain.objects.filter(method=method, key=each["key"]).update(
            name=each["name"], position=position
        )


@transaction.atomic
def withdraw(version, *, by):
    """Let no new review begin with this version; StepRefused for the last one that holds."""
    method = Method.objects.select_for_update().get(pk=version.method_id)
    version.refresh_from_db()
    if version.withdrawn_on:
        return version
    if not method.versions.filter(withdrawn_on=None).exclude(pk=version.pk).exists():
        raise StepRefused(LAST)
    version.withdrawn_on = timezone.localdate()
    version.save(update_fields=["withdrawn_on"])
    follow(method, told(method.present_version()))
    AuditEvent.objects.record(by=by, verb=Verb.CHANGE, on=version, fields=["withdrawn_on"])
    return version
