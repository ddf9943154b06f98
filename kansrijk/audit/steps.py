"""A step: a change of state that only some hats may make, and that leaves a trace."""

from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kansrijk.audit.models import AuditEvent, Verb


class StepRefused(Exception):
    """The record is no longer as the person saw it; the text says how it stands now."""


@dataclass(frozen=True)
class Step:
    name: str
    label: str
    source: str
    target: str
    roles: frozenset


def step(label, source, target, *, roles):
    """Make a method a step from `source` to `target`, for hats with one of these roles.

    Raises PermissionDenied for another role, StepRefused when the record is not in `source`.
    """

    def decorator(method):
        details = Step(method.__name__, label, source, target, frozenset(roles))

        @wraps(method)
        @transaction.atomic
        def taken(self, *, by, **kwargs):
            locked = type(self).objects.select_for_update(of=("self",))
            self.refresh_from_db(from_queryset=locked)
            if by.role not in details.roles:
                raise PermissionDenied
            if self.state != source:
                raise StepRefused(
                    f"Dit kan niet meer. Hier staat nu: {self.get_state_display()}. "
                    "Iemand was je voor, of je pagina was oud."
                )
            changed = method(self, by=by, **kwargs) or ()
            self.state = target
            self.full_clean()
            self.save()
            AuditEvent.objects.record(
                by=by, verb=Verb.STEP, on=self, fields=["state", *changed], step=details.name
            )

        taken.step = details
        return taken

    return decorator


class Stepped:
    """Mix into a model with a `state` field and methods marked @step."""

    @classmethod
    def steps(cls):
        return [method.step for method in vars(cls).values() if hasattr(method, "step")]

    def steps_for(self, hat):
        return [s for s in self.steps() if s.source == self.state and hat.role in s.roles]
