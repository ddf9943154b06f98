from django import forms
from django.utils import timezone

from buddies.models import Card
from kansrijk.audit.forms import AuditedForm

MAY_BE_SHOWN = "Mijn kaart mag aan deelnemers worden getoond"


class CardForm(AuditedForm):
    """What a buddy tells about themselves, and whether participants may see it."""

    says_optional = False  # the page says it once, for all

    agreed_on = forms.BooleanField(
        label=MAY_BE_SHOWN,
        help_text="Zonder dit vinkje zien deelnemers alleen je voornaam.",
        required=False,
    )

    class Meta:
        model = Card
        fields = ["lived", "likes", "shows_languages", "shows_themes", "agreed_on"]
        widgets = {
            "lived": forms.Textarea(attrs={"rows": 5}),
            "likes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "lived": "Alleen wat je zelf wilt vertellen. Een paar zinnen is genoeg.",
            "likes": "Bijvoorbeeld: wandelen, samen koken, voetbal kijken.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["agreed_on"] = self.instance.agreed_on is not None
        if self.is_shared:  # a tab from before the first card knows no version
            self.fields["seen_version"].required = False

    def clean_seen_version(self):
        return self.cleaned_data["seen_version"] or 0

    def clean_agreed_on(self):
        """Keep the day of an agreement that still stands."""
        if not self.cleaned_data["agreed_on"]:
            return None
        return self.instance.agreed_on or timezone.localdate()
