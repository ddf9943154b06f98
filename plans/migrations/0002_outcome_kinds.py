"""The types of results that the programme counts; "work" and "course" are wholes with parts."""

from django.db import migrations

KINDS = [  # code, name, life domain, the whole that it is a part of
    ("better_housing", "Betere woning gekregen", "home", None),
    ("eviction_prevented", "Ontruiming voorkomen", "home", None),
    ("safe_at_home", "Thuis is het veilig", "home", None),
    ("health_care_started", "Passende zorg is gestart", "wellbeing", None),
    ("network_grown", "Groter eigen netwerk in de wijk", "wellbeing", None),
    ("debts_in_arrangement", "Schulden staan in een regeling", "finances", None),
    ("debt_free", "Geen schulden meer", "finances", None),
    ("income_complete", "Inkomen en regelingen zijn op orde", "finances", None),
    ("savings_started", "Er is een buffer gespaard", "finances", None),
    ("work_found", "Werk gevonden", "work", None),
    ("off_benefits_full", "Helemaal uit de uitkering door werk", "work", "work_found"),
    ("off_benefits_mostly", "Voor het grootste deel uit de uitkering", "work", "work_found"),
    ("part_time_job", "Heeft een bijbaan of deeltijdbaan", "work", None),
    ("own_business", "Eigen bedrijf gestart", "work", None),
    ("volunteering", "Doet vrijwilligerswerk", "work", None),
    ("became_buddy", "Zelf buddy geworden", "work", None),
    ("course_started", "Begonnen met een opleiding", "education", None),
    ("education_started_mbo", "Begonnen met een mbo-opleiding", "education", "course_started"),
    ("education_started_hbo", "Begonnen met een hbo-opleiding", "education", "course_started"),
    ("diploma_obtained", "Diploma gehaald", "education", None),
    ("back_to_school", "Jongere gaat weer naar school", "education", None),
]


def add_rows(apps, schema_editor):
    kind = apps.get_model("plans", "OutcomeKind")
    domains = apps.get_model("places", "Domain").objects.filter(method__key="mobility-mentoring")
    domain_of = {domain.key: domain for domain in domains}
    made = {}
    for position, (code, name, domain, whole) in enumerate(KINDS, start=1):
        made[code] = kind.objects.create(
            code=code,
            name=name,
            domain=domain_of[domain],
            part_of=made.get(whole),
            position=position,
        )


def remove_rows(apps, schema_editor):
    apps.get_model("plans", "OutcomeKind").objects.all()._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial"), ("places", "0002_rows")]
    operations = [migrations.RunPython(add_rows, remove_rows)]
