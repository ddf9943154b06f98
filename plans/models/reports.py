from django.db import models
from django.db.models import Q

from kansrijk.audit.privacy import redacted
from plans.models.actions import Action
from plans.models.meetings import Meeting
from plans.models.sheets import PlanSheet


class Result(models.TextChoices):
    DONE = "done", "gelukt"
    BUSY = "busy", "bezig"
    FAILED = "failed", "lukte niet"


class ActionReport(models.Model):
    """What came of a step, as told in a meeting or as ticked on the plan on paper."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reports", null=True)
    sheet = models.ForeignKey(PlanSheet, models.PROTECT, related_name="reports", null=True)
    action = models.ForeignKey(Action, models.PROTECT, related_name="reports")
    result = models.CharField("hoe ging het", max_length=6, choices=Result)
    # Part of what was told, so only for whoever may read the note of the meeting.
    hindered_by = models.CharField("wat stond in de weg", max_length=200, blank=True, default="")

    class Privacy:
        owner = "action__trajectory__participant"
        erase = {"hindered_by": redacted("hindered_by")}
        keep = {"id", "meeting", "sheet", "action", "result"}

    class Meta:
        verbose_name = "hoe een stap ging"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "action"], name="one_report_per_action"),
            models.UniqueConstraint(fields=["sheet", "action"], name="one_report_per_line"),
            models.CheckConstraint(
                condition=Q(meeting=None) ^ Q(sheet=None), name="a_report_was_told_or_written"
            ),
        ]

    def __str__(self):
        return f"{self.action}: {self.get_result_display()}"
