"""All rows of the demo, made in memory with their own keys and written in one go."""

from datetime import time, timedelta
from random import Random

from django.core.management.color import no_style
from django.db import connection

from buddies.models import Course, Theme
from kansrijk.demo.names import Names
from kansrijk.places.models import Area, District, Domain, Language, MethodVersion
from kansrijk.values.dates import moment
from participants.models import ConsentText
from plans.models import GoalTemplate, OutcomeKind, Partner, Review
from plans.models.review_steps import ReviewState

SEED = "kansrijk"
# Positieve Gezondheid has dimensions of its own; this is where the five life domains land.
DIMENSIONS = {
    "home": "daily",
    "wellbeing": "mind",
    "finances": "daily",
    "education": "participation",
    "work": "participation",
}


class Places:
    """The rows that ship with the software, by their keys."""

    def __init__(self):
        found = District.objects.select_related("method").prefetch_related("neighbourhoods")
        self.districts = {district.slug: district for district in found}
        self.languages = {language.code: language for language in Language.objects.all()}
        self.courses = list(Course.objects.all())
        self.themes = {theme.key: theme for theme in Theme.objects.all()}
        self.consents = {text.kind: text for text in ConsentText.objects.filter(number=1)}
        self.kinds = {kind.code: kind for kind in OutcomeKind.objects.all()}
        self.examples = {row.sentence: row for row in GoalTemplate.objects.all()}
        self.partners = {row.name: row for row in Partner.objects.all()}
        self.domains = {(d.method_id, d.key): d for d in Domain.objects.all()}
        self.versions = {v.method_id: v for v in MethodVersion.objects.filter(number=1)}
        self.areas, self.parts = {}, {}  # by version, and by the area of which they are a part
        for area in Area.objects.order_by("position"):
            of = self.parts if area.part_of_id else self.areas
            of.setdefault(area.part_of_id or area.method_version_id, []).append(area)

    def wards(self, slug):
        return sorted(self.districts[slug].neighbourhoods.all(), key=lambda ward: ward.pk)

    def domain(self, slug, key):
        """Return the life domain under the method of the district."""
        method = self.districts[slug].method
        if method.key == "positieve-gezondheid":
            key = DIMENSIONS[key]
        return self.domains[method.pk, key]


class Story:
    """Collects rows; the same day always gives the same rows with the same primary keys."""

    def __init__(self, today):
        self.today = today
        self.rows = {}
        self.changed = []  # rows that ship with the software and that the story changed
        self.finished = []  # keys of looks; the database closes them, so what was said comes first
        self.said = {}  # match → votes that its columns do not tell: (day, question, what)
        self.places = Places()
        self.names = Names(self.dice("names"))

    def dice(self, *key):
        """Return a source of chance of its own: one row more here changes nothing elsewhere."""
        return Random(":".join([SEED, *map(str, key)]))

    def ago(self, days):
        """Return the last working day at least so many days ago."""
        day = self.today - timedelta(days=days)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def add(self, model, **fields):
        """Keep a new row and return it; its key is the next number of its table."""
        rows = self.rows.setdefault(model, [])
        rows.append(model(pk=len(rows) + 1, **fields))
        return rows[-1]

    def link(self, record, field, values):
        """Put these values in a many-to-many field."""
        relation = type(record)._meta.get_field(field)
        own, other = relation.m2m_field_name(), relation.m2m_reverse_field_name()
        for value in values:
            self.add(relation.remote_field.through, **{own: record, other: value})

    def write(self):
        """Store every row; foreign keys are checked at the end of the transaction."""
        for model, rows in self.rows.items():
            model._base_manager.bulk_create(rows, batch_size=2000)
        Review.objects.filter(pk__in=self.finished).update(state=ReviewState.FINISHED)
        for row in self.changed:
            row.save()
        # The keys were ours, so PostgreSQL must hear where its own counting goes on.
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), list(self.rows)):
                cursor.execute(sql)


def some_moment(day, dice, first=9, last=17):
    """Return a moment on this day between two hours, in Amsterdam."""
    return moment(day, time(dice.randrange(first, last), dice.randrange(0, 60)))
