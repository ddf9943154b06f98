from django.db import models

from buddies.models.buddies import Buddy
from kansrijk.values.dates import DayField, days_within_reach


class Card(models.Model):
    """What a participant may see of a buddy before they meet: only what the buddy agreed to show.

    The first name stands on every card; all else is empty until the buddy fills and shows it.
    """

    buddy = models.OneToOneField(Buddy, models.CASCADE, related_name="card")
    lived = models.TextField("wat ik heb meegemaakt", max_length=500, blank=True)
    likes = models.TextField("wat ik graag doe", max_length=300, blank=True)
    shows_languages = models.BooleanField("laat zien welke talen ik spreek", default=False)
    shows_themes = models.BooleanField("laat zien wat ik van binnenuit ken", default=False)
    agreed_on = DayField("mag worden getoond sinds", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        verbose_name = "kaart"
        verbose_name_plural = "kaarten"
        constraints = [*days_within_reach("agreed_on")]

    def __str__(self):
        return f"kaart van {self.buddy}"


class Shown:
    """The card as a participant sees it, also where the buddy has none or shows nothing.

    `buddy` needs its user and card at hand, and its languages and themes prefetched.
    """

    def __init__(self, buddy):
        card = getattr(buddy, "card", None)
        self.first_name = buddy.user.first_name
        is_shown = card is not None and card.agreed_on is not None
        self.languages = list(buddy.languages.all()) if is_shown and card.shows_languages else []
        self.themes = list(buddy.themes.all()) if is_shown and card.shows_themes else []
        self.lived = card.lived if is_shown else ""
        self.likes = card.likes if is_shown else ""

    @property
    def is_bare(self):
        """Nothing but the first name."""
        return not (self.languages or self.themes or self.lived or self.likes)
