"""What the programme published of its pilot in Oost."""

import django.db.models.deletion
from django.db import migrations, models

SOURCE = "zoals het programma ze zelf publiceerde"
WORK, COURSE = "deelresultaat-off_benefits_", "deelresultaat-education_started_"
OOST = [  # label, number, the figure that counts it, whether it is a part of the line above it
    ("huishoudens die begonnen", 20, "begonnen", False),
    ("huishoudens die bleven", 17, "gebleven", False),
    ("een goede woning", 2, "resultaat-better_housing", False),
    ("werk gevonden", 6, "resultaat-work_found", False),
    ("helemaal uit de bijstand", 4, f"{WORK}full", True),
    ("grotendeels uit de bijstand", 2, f"{WORK}mostly", True),
    ("een eigen bedrijf in de zorg", 1, "resultaat-own_business", False),
    ("een opleiding begonnen", 6, "resultaat-course_started", False),
    ("mbo", 5, f"{COURSE}mbo", True),
    ("hbo", 1, f"{COURSE}hbo", True),
    ("jongere terug op school", 1, "resultaat-back_to_school", False),
    ("deeltijdbaan", 1, "resultaat-part_time_job", False),
]


def add_rows(apps, schema_editor):
    district = apps.get_model("places", "District").objects.filter(slug="oost").first()
    published = apps.get_model("places", "Published").objects
    for position, (label, number, figure, is_part) in enumerate(OOST if district else (), start=1):
        published.create(
            district=district, label=label, number=number, figure=figure, is_part=is_part,
            source=SOURCE, position=position,
        )  # fmt: skip


def remove_rows(apps, schema_editor):
    apps.get_model("places", "Published").objects.all()._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("places", "0005_drafts")]

    operations = [
        migrations.CreateModel(
            name="Published",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=80, verbose_name="wat")),
                ("number", models.PositiveIntegerField(verbose_name="aantal")),
                ("figure", models.SlugField(max_length=80, verbose_name="cijfer")),
                (
                    "is_part",
                    models.BooleanField(default=False, verbose_name="deel van de regel erboven"),
                ),
                ("source", models.CharField(max_length=120, verbose_name="bron")),
                ("position", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="published",
                        to="places.district", verbose_name="gebied",
                    ),
                ),
            ],
            options={
                "verbose_name": "gepubliceerd cijfer",
                "verbose_name_plural": "gepubliceerde cijfers",
                "ordering": ["district", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "figure"), name="one_number_a_figure"
                    )
                ],
            },
        ),
        migrations.RunPython(add_rows, remove_rows),
    ]  # fmt: skip
