"""What a participant would like in a buddy, told when they get to know the project."""

from django.db import models

from buddies.models import Theme
from buddies.models.buddies import Gender
from kansrijk.audit.privacy import redacted
from kansrijk.places.models import Language
from participants.models.participants import Participant


class Nearness(models.TextChoices):
    NEAR = "near", "liefst uit mijn eigen wijk"
    FAR = "far", "liever niet uit mijn eigen wijk"


class Preference(models.Model):
    """What a participant would like in a buddy; whatever is empty does not matter to them."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="preference")
    gender = models.CharField("liefst een", max_length=5, choices=Gender, blank=True)
    near = models.CharField("waar vandaan", max_length=4, choices=Nearness, blank=True)
    languages = models.ManyToManyField(Language, verbose_name="spreekt ook", blank=True)
    themes = models.ManyToManyField(Theme, verbose_name="weet hoe dit is", blank=True)
    words = models.TextField("wat ik zoek in een buddy", max_length=500, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Privacy:
        owner = "participant"
        erase = {"words": redacted("words")}
        keep = {"id", "participant", "gender", "near", "version"}

    class Meta:
        verbose_name = "wat iemand in een buddy zoekt"

    def __str__(self):
        return f"wat {self.participant} in een buddy zoekt"
