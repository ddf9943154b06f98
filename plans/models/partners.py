from django.db import models
from django.db.models.functions import Lower


class PartnerQuerySet(models.QuerySet):
    def in_order(self):
        """By name, whatever the capitals."""
        return self.order_by(Lower("name"), "pk")

    def offered(self):
        """Those that can be chosen now; a hidden one stays with the obstacles that name it."""
        return self.filter(is_offered=True).in_order()


class Partner(models.Model):
    """An organisation that can open a door (organisatie die meehelpt)."""

    name = models.CharField("naam", max_length=80, unique=True)
    is_offered = models.BooleanField("staat in de lijst", default=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie die meehelpt"
        verbose_name_plural = "organisaties die meehelpen"
        ordering = ["name"]

    def __str__(self):
        return self.name
