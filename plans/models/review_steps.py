"""The road of a review: planned, begun, finished or skipped."""

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.accounts.models import Role
from kansrijk.audit.steps import Step, Stepped, StepRefused, step
from plans.models.of_trajectory import hold

NOT_YET = "Dit kijkmoment kan niet in de toekomst liggen."
TOO_EARLY = "Dit kijkmoment kan niet vóór het begin van het jaar liggen."
NO_METHOD = "Er is geen geldige versie van de methode. Vraag de beheerder ernaar."
BLIND = "Zeg eerst of de buddy ook een eigen blik geeft."


class ReviewState(models.TextChoices):
    PLANNED = "planned", "gepland"
    BEGUN = "begun", "bezig"
    FINISHED = "finished", "afgerond"
    SKIPPED = "skipped", "overgeslagen"


OPEN = [ReviewState.PLANNED, ReviewState.BEGUN]


class ReviewSteps(Stepped):
    """Mix into Review: what may be done with it, and when."""

    begins = (Step("plan", "Inplannen", (), ReviewState.PLANNED, frozenset([Role.WIJ])),)

    @step("Beginnen", [ReviewState.PLANNED, ReviewState.SKIPPED], ReviewState.BEGUN,
          roles=[Role.BUDDY])  # fmt: skip
    def begin(self, *, by, held_on, is_on_paper=False):
        """Start looking back on this day, today or as the paper says, in the words that hold now.

        One that was begun before it was skipped goes on in the version it had.
        """
        hold(self.trajectory, by=by)
        self.check_day(held_on)
        version = self.method_version or self.trajectory.method.present_version()
        if version is None:
            raise StepRefused(NO_METHOD)
        self.held_on, self.is_on_paper, self.method_version = held_on, is_on_paper, version
        self.skipped_why = self.skipped_words = ""
        self.version += 1
        return ["held_on", "method_version"]

    @step("Afronden", ReviewState.BEGUN, ReviewState.FINISHED, roles=[Role.BUDDY])
    def finish(self, *, by):
        """Close the look; from now on the database keeps it as it is (R10)."""
        hold(self.trajectory, by=by)
        if self.is_hidden:
            raise StepRefused(BLIND)
        self.check_day(self.held_on)
        self.keep_stress(by=by)
        self.reached, self.version = 6, self.version + 1
        return ["reached"]

    @step("Overslaan", OPEN, ReviewState.SKIPPED, roles=[Role.BUDDY, Role.LEAD])
    def skip(self, *, by, why, words=""):
        """It does not happen, with the reason; nothing that was filled in is lost."""
        if by.role == Role.BUDDY:
            hold(self.trajectory, by=by)
        self.skipped_why, self.skipped_words = why, words
        self.version += 1
        return ["skipped_why", *(["skipped_words"] if words else [])]

    @step("Toch inplannen", ReviewState.SKIPPED, ReviewState.PLANNED, roles=[Role.BUDDY, Role.LEAD])
    def plan_again(self, *, by):
        """Take the skipping back, where it was not begun yet."""
        if self.method_version_id:
            raise StepRefused("Dit kijkmoment was al begonnen: ga ermee verder.")
        if by.role == Role.BUDDY:
            hold(self.trajectory, by=by)
        self.skipped_why = self.skipped_words = ""
        self.version += 1
        return ["skipped_why"]

    def check_day(self, day):
        """StepRefused for a day in the future, before the year, or out of turn with other looks."""
        if day > timezone.localdate():
            raise StepRefused(NOT_YET)
        if day < self.trajectory.started_on:
            raise StepRefused(TOO_EARLY)
        others = list(type(self).objects.filter(trajectory=self.trajectory_id).in_order())
        place = [other.pk for other in others].index(self.pk)
        for number, other in enumerate(others):
            if other.pk == self.pk or other.state != ReviewState.FINISHED:
                continue
            if (number < place and other.held_on > day) or (number > place and other.held_on < day):
                on = date_format(other.held_on, "j F Y")
                raise StepRefused(f"Dit past niet bij het kijkmoment {other.when}, van {on}.")
