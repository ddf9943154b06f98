from django.db import models

from kansrijk.places.models import Domain


class Who(models.TextChoices):
    PARTICIPANT = "participant", "deelnemer"
    TOGETHER = "together", "samen"
    BUDDY = "buddy", "buddy"
    WIJ = "wij", "WIJ-contact"


class Area(models.TextChoices):
    """The life domains of Mobility Mentoring, under which the examples are kept."""

    HOME = "home", "thuissituatie"
    WELLBEING = "wellbeing", "welzijn"
    FINANCES = "finances", "financiën"
    EDUCATION = "education", "opleiding"
    WORK = "work", "werk"


# Where an example of an area lands under Positieve Gezondheid, which has dimensions of its own.
DIMENSION = {
    Area.HOME: "daily",
    Area.WELLBEING: "mind",
    Area.FINANCES: "daily",
    Area.EDUCATION: "participation",
    Area.WORK: "participation",
}


class GoalTemplate(models.Model):
    """An example of a goal with its steps, to change before use; rows of the whole programme."""

    area = models.CharField("leefgebied", max_length=9, choices=Area)
    sentence = models.CharField("doel", max_length=200)
    done_when = models.CharField("klaar als", max_length=200)
    recognition = models.CharField("hoe we het vieren", max_length=200, blank=True)
    is_calm = models.BooleanField("hoort bij eerst rust", default=False)
    weeks = models.PositiveSmallIntegerField("duurt ongeveer (weken)", null=True, blank=True)
    steps = models.JSONField("stappen", default=list)  # pairs of [who, text], in order
    is_offered = models.BooleanField("wordt getoond", default=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        verbose_name = "voorbeelddoel"
        verbose_name_plural = "voorbeelddoelen"
        ordering = ["area", "-is_calm", "pk"]

    def __str__(self):
        return self.sentence

    def domain_of(self, method):
        """The life domain of this method that the example belongs to."""
        keys = [self.area, DIMENSION[self.area]]
        return Domain.objects.filter(method=method, key__in=keys).order_by("position").first()
