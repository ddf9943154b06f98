from django.db import models

from kansrijk.audit.privacy import redacted
from plans.models.actions import Action
from plans.models.meetings import Meeting


class Result(models.TextChoices):
    DONE = "done", "gelukt"
    BUSY = "busy", "bezig"
    FAILED = "failed", "lukte niet"


class ActionReport(models.Model):
    """What came of a step, as told in a meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reports")
    action = models.ForeignKey(Action, models.PROTECT, related_name="reports")
    result = models.CharField("hoe ging het", max_length=6, choices=Result)
    # Part of what was told, so only for whoever may read the note of the meeting.
    hindered_by = models.CharField("wat stond in de weg", max_length=200, blank=True, default="")

    class Privacy:
        owner = "meeting__trajectory__participant"
        erase = {"hindered_by": redacted("hindered_by")}
        keep = {"id", "meeting", "action", "result"}

    class Meta:
        verbose_name = "hoe een stap ging"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "action"], name="one_report_per_action")
        ]

    def __str__(self):
        return f"{self.action}: {self.get_result_display()}"
