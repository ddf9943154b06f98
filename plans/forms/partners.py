from django.core.exceptions import ValidationError

from kansrijk.audit.forms import AuditedForm
from kansrijk.values.text import fold
from plans.models import Partner


class PartnerForm(AuditedForm):
    """An organisation that can help, as buddies choose it from the list."""

    class Meta:
        model = Partner
        fields = ["name", "is_offered"]
        labels = {"name": "Naam", "is_offered": "Buddy’s kunnen deze organisatie kiezen"}
        help_texts = {"is_offered": "Zonder vinkje blijft de naam staan bij oude knelpunten."}

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = Partner.objects.exclude(pk=self.instance.pk).values_list("name", flat=True)
        if fold(name) in map(fold, others):
            raise ValidationError("Deze organisatie staat al in de lijst.", code="double")
        return name
