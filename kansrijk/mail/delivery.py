"""Sending the letters that are due: a mail server that is down delays them and loses none."""

from collections import Counter
from datetime import timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone

from kansrijk.mail.models import Letter, MailChoice, Nudge

log = structlog.get_logger("kansrijk.mail")

SUBJECT = "Er staat iets voor je klaar"
HELD = timedelta(minutes=15)  # nobody else sends a letter so long after somebody began to
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)  # between two tries


def deliver(*, now=None):
    """Send all letters that are due; returns how many went out."""
    now = now or timezone.now()
    throw_away_unwanted()
    due = list(Letter.objects.due(now).select_related("user"))
    choices = {c.user_id: c for c in MailChoice.objects.filter(user__letters__in=due)}
    return sum(send(letter, choices.get(letter.user_id), now) for letter in due)


def throw_away_unwanted():
    """Whoever wants no mail any more, or has no account, gets none that waited either."""
    off = Q(user__mail_choice__by_mail=False) | Q(user__is_active=False)
    unwanted = list(Letter.objects.waiting().filter(off).values_list("pk", flat=True))
    Nudge.objects.filter(letter__in=unwanted).delete()
    Letter.objects.waiting().filter(pk__in=unwanted).delete()


def send(letter, choice, now):
    """Send one letter, unless it may not go out now; answers whether it went."""
    later = moment_for(letter, choice or MailChoice(user=letter.user), now)
    if later > now:
        Letter.objects.waiting().filter(pk=letter.pk).update(due_at=later)
        return False
    if not hold(letter, now):
        return False
    nudges = list(letter.nudges.all())
    try:
        message(letter, nudges).send()
    except (OSError, ValueError) as failed:  # no server, or an address that no mail can have
        wait = min(FIRST_WAIT * 2 ** min(letter.tries, 10), LONGEST_WAIT)
        Letter.objects.filter(pk=letter.pk).update(due_at=now + wait)
        log.warning(
            "mail waits", letter=letter.pk, tries=letter.tries + 1, why=type(failed).__name__
        )
        return False
    Letter.objects.filter(pk=letter.pk).update(sent_at=now, day=timezone.localdate(now))
    # What was added while it went out is told in the next one.
    Nudge.objects.filter(letter=letter).exclude(pk__in=[n.pk for n in nudges]).delete()
    return True


def moment_for(letter, choice, now):
    """When this letter may go: now, after the quiet hours, or tomorrow where one went today."""
    moment = choice.next_moment(now)
    sent = Letter.objects.filter(user=letter.user_id, sent_at__isnull=False)
    day = timezone.localdate(moment)
    if sent.filter(day=day).exclude(pk=letter.pk).exists():
        tomorrow = timezone.localtime(moment).replace(hour=0, minute=0) + timedelta(days=1)
        return choice.next_moment(tomorrow)
    return moment


def hold(letter, now):
    """Take the letter in hand; False when another machine was first."""
    free = Letter.objects.waiting().filter(pk=letter.pk, tries=letter.tries, due_at__lte=now)
    return bool(free.update(due_at=now + HELD, tries=F("tries") + 1))


def message(letter, nudges):
    """The mail itself: what kinds of things wait and how many, never who or what."""
    counts = Counter(nudge.about for nudge in nudges)
    context = {
        "counts": sorted(counts.items()),
        "address": settings.ADDRESS,
    }
    body = render_to_string("mail/letter.txt", context)
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    # The same letter has the same id: a mail that went out twice is shown once.
    headers = {"Message-ID": f"<brief-{letter.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(SUBJECT, body, to=[letter.user.email], headers=headers)
