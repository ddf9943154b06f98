"""A step: a change of state that only some hats may make, and that leaves a trace."""

from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kansrijk.audit.models import AuditEvent, Verb

CHANGED = (
    "Dit is net veranderd, door iemand anders of op een andere pagina. Open de pagina opnieuw."
)


class StepRefused(Exception):
    """The record is no longer as the person saw it; the text says how it stands now."""


@dataclass(frozen=True)
class Step:
    name: str
    label: str
    sources: tuple  # the states from which it may be taken; empty for the step that begins
    target: str
    roles: frozenset


def step(label, sources, target, *, roles):
    """Make a method a step from one of `sources` to `target`, for hats with one of these roles.

    Raises PermissionDenied for another role, StepRefused when the record is in another state or
    when a rule of the record, or of the database, forbids it.
    """
    sources = tuple(sources) if isinstance(sources, (list, tuple)) else (sources,)

    def decorator(method):
        details = Step(method.__name__, label, sources, target, frozenset(roles))

        @wraps(method)
        @transaction.atomic
        def taken(self, *, by, **kwargs):
            self.lock_first()
            locked = type(self).objects.select_for_update(of=("self",))
            self.refresh_from_db(from_queryset=locked)
            if by.role not in details.roles:
                raise PermissionDenied
            if self.state not in sources:
                raise StepRefused(
                    f"Dit kan niet meer. Hier staat nu: {self.get_state_display()}. "
                    "Iemand was je voor, of je pagina was oud."
                )
            changed = method(self, by=by, **kwargs) or ()
            self.enter(target)
            AuditEvent.objects.record(
                by=by, verb=Verb.STEP, on=self, fields=["state", *changed], step=details.name
            )

        taken.step = details
        return taken

    return decorator


class Stepped:
    """Mix into a model with `state` and `state_since` and with methods marked @step."""

    begins = ()  # the Steps that make a record; what they do stands in its manager

    def lock_first(self):
        """Lock what others lock before a record like this; nothing where there is none."""

    @classmethod
    def steps(cls):
        """All steps in the order of the lines that declare them, those that begin first."""
        methods = [m for kind in reversed(cls.__mro__) for m in vars(kind).values()]
        return [*cls.begins, *(m.step for m in methods if hasattr(m, "step"))]

    def steps_for(self, hat):
        return [s for s in self.steps() if self.state in s.sources and hat.role in s.roles]

    def may(self, name, hat):
        """Tell whether this hat can take the step of this name now."""
        return any(s.name == name for s in self.steps_for(hat))

    def enter(self, state):
        """Store the record in this state; StepRefused says which rule forbids it."""
        if self.state != state:
            self.state, self.state_since = state, timezone.localdate()
        try:
            with transaction.atomic():
                self.full_clean()
                self.save()
        except ValidationError as forbidden:
            raise StepRefused(" ".join(forbidden.messages)) from forbidden
        except IntegrityError as first:
            raise StepRefused(CHANGED) from first
