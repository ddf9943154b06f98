"""What a buddy typed and did not save yet."""

import uuid

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max, Q
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.audit.models import AuditEvent, Verb
from kansrijk.audit.privacy import redacted
from kansrijk.audit.terms import Kept
from participants.models import Match, Participant
from plans.models.late_logs import LateLog
from plans.models.meetings import Meeting
from plans.models.trajectories import Trajectory


class DraftQuerySet(models.QuerySet):
    def visible_to(self, hat):
        """One's own words only, also when the match is over: they stay the writer's."""
        if hat.role != Role.BUDDY:
            return self.none()
        return self.filter(user=hat.user, participant__district=hat.district)

    def for_list(self):
        """Everything a list row shows; anything more raises instead of querying."""
        shown = ("client_id", "saved_at", "participant__name", "participant__called")
        return self.select_related("participant").only(*shown).fetch_mode(models.FETCH_RAISE)


class DraftManager(models.Manager.from_queryset(DraftQuerySet)):
    def about(self, hat):
        """Whom this hat may write about: who they see, and who they saw; their words stay theirs."""
        if hat.role != Role.BUDDY:
            return Participant.objects.none()
        were_theirs = Match.objects.filter(buddy__user=hat.user, started_on__isnull=False)
        seen = Q(pk__in=Participant.objects.visible_to(hat).values("pk"))
        before = Q(matches__in=were_theirs) | Q(pk__in=self.visible_to(hat).values("participant"))
        here = Participant.objects.filter(seen | before, district=hat.district)
        return here.exclude(household__members__user=hat.user).distinct()

    @transaction.atomic
    def keep(self, participant, *, by, client_id, content, revision):
        """Keep what was typed and answer the draft as it stands; None when it is stored already.

        An older or equal revision changes nothing: a late answer never takes the place of a newer.
        Raises Draft.DoesNotExist for a number that is somebody else's. Holds the years that a log
        would hold, so that no draft comes back after its log was stored.
        """
        years = Trajectory.objects.filter(participant=participant).order_by("pk")
        list(years.select_for_update(of=("self",)))
        if self.is_stored(participant, by=by, client_id=client_id):
            return None
        typed = {"content": content, "revision": revision, "saved_at": timezone.now()}
        own = {"user": by.user, "participant": participant}
        draft, is_new = self.get_or_create(client_id=client_id, defaults=own | typed)
        if (draft.user_id, draft.participant_id) != (by.user_id, participant.pk):
            raise self.model.DoesNotExist
        if is_new or not self.filter(pk=draft.pk, revision__lt=revision).update(**typed):
            return draft
        return self.get(pk=draft.pk)

    def newest(self, client_id):
        """The stand of the draft of this number; 0 where there is none."""
        return self.filter(client_id=client_id).aggregate(newest=Max("revision"))["newest"] or 0

    @transaction.atomic
    def discard(self, participant, *, by, client_id):
        """Throw one's own draft away; nothing happens where it is gone already."""
        own = self.visible_to(by).filter(participant=participant, client_id=client_id)
        if draft := own.select_for_update(of=("self",)).first():
            AuditEvent.objects.record(by=by, verb=Verb.STEP, on=draft, step="remove")
            draft.delete()

    def is_stored(self, participant, *, by, client_id):
        """Tell whether this hat's log of this number is in the file, or was handed to the lead."""
        ours = {"client_id": client_id, "trajectory__participant": participant}
        return (
            Meeting.objects.filter(logged_by=by.user, **ours).exists()
            or LateLog.objects.filter(handed_by=by.user, **ours).exists()
        )


class Draft(models.Model):
    """A log that is being written (concept): the form as it was typed, for its writer alone."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="schrijver", related_name="drafts"
    )
    participant = models.ForeignKey(
        Participant, models.PROTECT, verbose_name="deelnemer", related_name="drafts"
    )
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    content = models.TextField("inhoud", max_length=60_000)  # the form's fields, urlencoded
    # Counts the pauses in typing: a late answer never takes the place of a newer one.
    revision = models.PositiveIntegerField("stand", default=0)
    opened_at = models.DateTimeField("begonnen op", default=timezone.now)
    saved_at = models.DateTimeField("bewaard op", default=timezone.now)

    objects = DraftManager()

    class Privacy:
        owner = "participant"
        term = Kept.NOTES
        goes = True
        erase = {"content": redacted("content")}
        keep = {"id", "user", "participant", "client_id", "revision", "opened_at", "saved_at"}

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        ordering = ["-saved_at", "-pk"]

    def __str__(self):
        return f"concept van {timezone.localtime(self.saved_at):%d-%m-%Y %H.%M}"

    @property
    def is_of_today(self):
        return timezone.localdate(self.saved_at) == timezone.localdate()
