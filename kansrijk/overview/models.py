"""Counts that are kept because counting again would take too long; all derived, none a source.

A day book holds what was counted in one district, by day. It holds as long as nothing in that
district changed since (its pulse) and it is still the same day. Tallies are the sum of all day
books, for the whole programme. `manage.py keep_figures --check` compares all of it with the rows.
"""

from django.db import models

from kansrijk.places.models import District


class Pulse(models.Model):
    """How often rows of a district were written, by each connection of the database apart.

    Only triggers write here. A connection has its own row, so that two who save at once never
    wait for each other; the sum over the connections only grows.
    """

    place = models.BigIntegerField()  # the id of the district; no foreign key, it only counts
    writer = models.IntegerField()
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "writer"], name="one_pulse_a_writer")
        ]

    def __str__(self):
        return f"{self.place}: {self.number}"


class DayBook(models.Model):
    """What was counted in one district: of each figure the number by day and key, and what is now."""

    district = models.OneToOneField(District, models.CASCADE, primary_key=True)
    version = models.BigIntegerField()  # the pulse before counting began
    recipe = models.CharField(max_length=16, default="")  # a mark of the code that counted
    made_on = models.DateField()
    made_at = models.DateTimeField()
    days = models.JSONField()  # slug → [[ordinal of the day, key, number], …] in order
    now = models.JSONField()  # slug → [number, {key: number}, oldest day or null]

    def __str__(self):
        return f"dagboek van {self.district_id}"


class Tally(models.Model):
    """The sum of all day books: of one figure, on one day, with one key."""

    figure = models.CharField(max_length=40)
    day = models.IntegerField()  # ordinal: days since the year 1, as Python's date.toordinal()
    key = models.CharField(max_length=80)
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["figure", "day", "key"], name="one_tally_a_day")
        ]

    def __str__(self):
        return f"{self.figure} {self.key}: {self.number}"


class Standing(models.Model):
    """What needs somebody now in one district, as its day book says; to add up over all."""

    district = models.ForeignKey(District, models.CASCADE)
    figure = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    number = models.BigIntegerField()
    oldest = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "key", "district"], name="one_standing_a_district"
            )
        ]

    def __str__(self):
        return f"{self.figure} {self.key}: {self.number}"
