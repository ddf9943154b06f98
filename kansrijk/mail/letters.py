"""From what waits for people to letters: each thing told once, one letter a person a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from kansrijk.accounts.models import User
from kansrijk.mail.models import About, Letter, MailChoice, Nudge


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a user, by the ids of both; `since` makes the next time a new one."""

    user_id: int
    about: About
    subject_id: int
    since: date


def write_letters(waiting, *, now=None):
    """Put what nobody was told yet into letters; returns how many letters got something new.

    Safe to run twice, or from two machines at once: the database keeps each telling unique.
    """
    now, news = now or timezone.now(), defaultdict(list)
    for thing in sorted(new_of(waiting), key=lambda each: (each.user_id, each.about)):
        news[thing.user_id].append(thing)
    users = User.objects.filter(pk__in=news, is_active=True).order_by("pk")
    choices = {choice.user_id: choice for choice in MailChoice.objects.filter(user__in=news)}
    return sum(write(user, news[user.pk], choices.get(user.pk), now) for user in users)


def new_of(waiting):
    """The things that these users were not told yet."""
    waiting = set(waiting)
    users = {thing.user_id for thing in waiting}
    told = Nudge.objects.filter(user__in=users)
    return waiting - {
        Waiting(*row) for row in told.values_list("user_id", "about", "subject_id", "since")
    }


def write(user, things, choice, now):
    """Tell one user; answers whether a letter came of it."""
    choice = choice or MailChoice(user=user)
    if not choice.by_mail:
        return False
    due_at = choice.next_moment(now)
    try:
        with transaction.atomic():
            letter = open_letter(user, due_at)
            if letter is None:
                return False
            Nudge.objects.bulk_create(
                Nudge(
                    user=user, about=t.about, subject_id=t.subject_id, since=t.since, letter=letter
                )
                for t in things
            )
    except IntegrityError:  # another machine told it at this very moment
        return False
    return True


def open_letter(user, due_at):
    """The letter of this user that still waits, or a new one; None when today's has gone."""
    waiting = Letter.objects.waiting().filter(user=user).select_for_update().first()
    day = timezone.localdate(due_at)
    if waiting or Letter.objects.filter(user=user, day=day).exists():
        return waiting
    return Letter.objects.create(user=user, day=day, due_at=due_at)
