from django.db.models import Q

from kansrijk.audit.forms import AuditedForm
from kansrijk.places.models import Domain
from participants.models import Stressor


class StressorForm(AuditedForm):
    """One thing that gives stress, in the participant's words; a new one comes last."""

    heading = "Stresspunt wijzigen"
    explained = "Schrijf het op in de woorden van de deelnemer zelf."

    class Meta:
        model = Stressor
        fields = ["text", "domain"]
        labels = {"text": "Waar krijg je stress van?", "domain": "Bij welk leefgebied hoort dit?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        method = Q(method=self.instance.participant.district.method_id)
        offered = Domain.objects.filter(method | Q(pk=self.instance.domain_id))
        self.fields["domain"].queryset = offered.order_by("method", "position")

    def save(self, *, by):
        if self.instance.pk:
            return super().save(by=by)
        return Stressor.objects.add(self.instance.participant, by=by, **self.cleaned_data)
