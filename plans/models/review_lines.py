"""What was said at a review, line by line; a correction is a line of its own (R10)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.privacy import redacted
from kansrijk.places.models import Area, Domain
from plans.line_history import said_before
from plans.models.meetings import Mood
from plans.models.reviews import Review

LOWEST, HIGHEST = 1, 5  # the scale of what is measured


class LineQuerySet(models.QuerySet):
    def visible_to(self, hat, *, years=None):
        """Lines of visible reviews for a buddy; for others none.

        Only of these `years` where they are given: visible trajectories that are at hand.
        """
        if hat.role != Role.BUDDY:
            return self.none()
        if years is not None:
            return self.filter(Review.objects.seen_in(years, hat, "review__"))
        return self.filter(review__in=Review.objects.visible_to(hat))

    def standing(self):
        """The lines that hold: those that no other line corrects."""
        return self.filter(~self.corrected("pk"))

    def corrected(self, path):
        """The condition that another line corrects the one with its id at this path."""
        return models.Exists(self.model.objects.filter(corrects=models.OuterRef(path)))


class Line(models.Model):
    """One thing that was said at a review, or a later correction of it with its reason."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="%(class)s_lines")
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="correction", null=True, editable=False
    )
    reason = models.CharField("waarom dit anders moet zijn", max_length=200, blank=True)
    said_at = models.DateTimeField("gezegd op", default=timezone.now, editable=False)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="ingevoerd door", related_name="+"
    )

    objects = LineQuerySet.as_manager()

    class Meta:
        abstract = True


def a_correction_has_a_reason():
    return models.CheckConstraint(
        condition=Q(corrects=None) ^ ~Q(reason=""),
        name="%(class)s_correction_has_a_reason",
        violation_error_message="Schrijf op waarom dit anders moet zijn.",
    )


class Side(models.TextChoices):
    PARTICIPANT = "participant", "deelnemer"
    BUDDY = "buddy", "buddy"


class ScoreQuerySet(LineQuerySet):
    def visible_to(self, hat, *, years=None):
        """None that is hidden (R9): the participant has chosen, and the buddy did not look yet."""
        hidden = Q(review__scored_at__isnull=False, review__buddy_view="")
        return super().visible_to(hat, years=years).exclude(hidden)


class Score(Line):
    """Where somebody stands and wants to be on one life domain, or a part of it, in own words."""

    side = models.CharField("wie", max_length=11, choices=Side, default=Side.PARTICIPANT)
    area = models.ForeignKey(Area, models.PROTECT, verbose_name="leefgebied")
    stands = models.PositiveSmallIntegerField("waar ik nu sta", null=True, blank=True)
    wants = models.PositiveSmallIntegerField("waar ik wil komen", null=True, blank=True)
    words = models.CharField("in mijn woorden", max_length=500, blank=True)
    # Where the two see it differently, each says a sentence about that; on the own line.
    difference = models.CharField("waarom ik dit zie", max_length=300, blank=True)

    objects = ScoreQuerySet.as_manager()

    class Privacy:
        owner = "review__trajectory__participant"
        erase = {name: redacted(name) for name in ("words", "difference", "reason")}
        keep = {
            "id", "review", "corrects", "said_at", "said_by", "side", "area", "stands", "wants"
        }  # fmt: skip

    class Meta:
        verbose_name = "plek op een leefgebied"
        ordering = ["pk"]
        constraints = [
            a_correction_has_a_reason(),
            models.UniqueConstraint(
                fields=["review", "side", "area"],
                condition=Q(corrects=None),
                name="one_score_a_side",
            ),
            models.CheckConstraint(
                condition=(Q(stands=None) | Q(stands__range=(LOWEST, HIGHEST)))
                & (Q(wants=None) | Q(wants__range=(LOWEST, HIGHEST))),
                name="score_on_the_scale",
                violation_error_message="Kies een stap van 1 tot en met 5.",
            ),
            models.CheckConstraint(
                condition=Q(side=Side.PARTICIPANT) | Q(wants=None),
                name="only_the_participant_wants",
            ),
        ]

    def __str__(self):
        return f"{self.area}: {self.stands or 'niet gezegd'}"


class About(models.TextChoices):
    HOW = "how", "hoe het gaat"
    PROUD = "proud", "waar ik trots op ben"
    NEXT = "next", "wat ik verder wil"


class Words(Line):
    """What the participant said at one screen of a review, and for how it goes a face."""

    about = models.CharField("waarover", max_length=5, choices=About)
    mood = models.PositiveSmallIntegerField("hoe gaat het", choices=Mood, null=True, blank=True)
    text = models.TextField("in mijn woorden", max_length=1000, blank=True)

    class Privacy:
        owner = "review__trajectory__participant"
        erase = {"text": redacted("text"), "reason": redacted("reason"), "mood": None}
        keep = {"id", "review", "corrects", "said_at", "said_by", "about"}

    class Meta:
        verbose_name = "wat er gezegd is"
        ordering = ["pk"]
        constraints = [
            a_correction_has_a_reason(),
            models.UniqueConstraint(
                fields=["review", "about"], condition=Q(corrects=None), name="one_answer_a_screen"
            ),
            models.CheckConstraint(
                condition=Q(mood=None) | Q(about=About.HOW, mood__in=Mood.values),
                name="words_mood_is_one_of_five_faces",
                violation_error_message="Kies een van de vijf gezichten.",
            ),
        ]

    def __str__(self):
        return self.text

    earlier = ()  # what stood there before it was corrected; see plans/line_history.py

    @property
    def told_before(self):
        """What stood there before: the face, in words, and the line that says why."""
        return [
            (
                line.get_mood_display() if line.mood else "",
                said_before(line, better, "text"),
                better,
            )
            for line, better in self.earlier
        ]


class StressThen(models.Model):
    """What gave stress at the time of a review, in the order of then."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="stress")
    rank = models.PositiveSmallIntegerField("volgorde")
    domain = models.ForeignKey(Domain, models.PROTECT, verbose_name="leefgebied")
    text = models.CharField("waar ik stress van krijg", max_length=200)

    objects = LineQuerySet.as_manager()

    class Privacy:
        owner = "review__trajectory__participant"
        erase = {"text": redacted("text")}
        keep = {"id", "review", "rank", "domain"}

    class Meta:
        verbose_name = "stresspunt van toen"
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["review", "rank"], name="one_stress_a_rank_then")
        ]

    def __str__(self):
        return self.text
