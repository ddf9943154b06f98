"""The methods, languages, districts and funders that ship with the software."""

from datetime import date

from django.db import migrations

METHODS = {
    ("mobility-mentoring", "Mobility Mentoring"): [
        ("home", "thuissituatie"),
        ("wellbeing", "welzijn"),
        ("finances", "financiën"),
        ("education", "opleiding"),
        ("work", "werk"),
    ],
    ("positieve-gezondheid", "Positieve Gezondheid"): [
        ("body", "lichaamsfuncties"),
        ("mind", "mentaal welbevinden"),
        ("meaning", "zingeving"),
        ("quality", "kwaliteit van leven"),
        ("participation", "meedoen"),
        ("daily", "dagelijks functioneren"),
    ],
}
LANGUAGES = [
    ("nl", "Nederlands"), ("ar", "Arabisch"), ("ti", "Tigrinya"), ("so", "Somalisch"),
    ("tr", "Turks"), ("pap", "Papiaments"), ("en", "Engels"), ("fa", "Farsi"),
    ("pl", "Pools"), ("uk", "Oekraïens"), ("fr", "Frans"), ("es", "Spaans"),
]  # fmt: skip
JANUARY_2021 = date(2021, 1, 1)
DISTRICTS = [
    {
        "slug": "oost",
        "name": "Oost",
        "method": "mobility-mentoring",
        "started_on": date(2018, 1, 1),
        "started_as": "2018 (proef)",
        "pilot": (date(2018, 1, 1), date(2019, 12, 31)),
        "funders": ["Nationaal Programma Groningen", "Gemeente Groningen"],
        "neighbourhoods": [("Beijum", None, ""), ("Lewenborg", None, "")],
    },
    {
        "slug": "west",
        "name": "West",
        "method": "mobility-mentoring",
        "started_on": JANUARY_2021,
        "started_as": "2021",
        "funders": ["Regiodeal"],
        "neighbourhoods": [
            ("Selwerd", JANUARY_2021, "januari 2021 (Sunny Selwerd)"),
            ("Paddepoel", date(2022, 1, 1), "1 januari 2022"),
            ("Tuinwijk", date(2022, 1, 1), "1 januari 2022"),
            ("Vinkhuizen", date(2023, 1, 1), "2023"),
        ],
    },
    {
        "slug": "zuid",
        "name": "Zuid",
        "method": "positieve-gezondheid",
        "started_on": JANUARY_2021,
        "started_as": "januari 2021",
        "neighbourhoods": [
            ("De Wijert", JANUARY_2021, "januari 2021"),
            ("Rest van Zuid", None, "na De Wijert"),
        ],
    },
    {
        "slug": "oosterpark",
        "name": "Oosterpark",
        "method": "mobility-mentoring",
        "neighbourhoods": [("Oosterpark", None, "")],
    },
]


def add_rows(apps, schema_editor):
    def model(name):
        return apps.get_model("places", name).objects

    for (key, name), domains in METHODS.items():
        method = model("Method").create(key=key, name=name)
        for position, (domain, label) in enumerate(domains, start=1):
            model("Domain").create(method=method, key=domain, name=label, position=position)
    for code, name in LANGUAGES:
        model("Language").create(code=code, name=name)
    for row in DISTRICTS:
        add_district(model, row)


def add_district(model, row):
    pilot_from, pilot_until = row.get("pilot", (None, None))
    district = model("District").create(
        slug=row["slug"],
        name=row["name"],
        colour=row["slug"],
        method=model("Method").get(key=row["method"]),
        started_on=row.get("started_on"),
        started_as=row.get("started_as", ""),
        pilot_from=pilot_from,
        pilot_until=pilot_until,
    )
    for funder in row.get("funders", []):
        district.funders.add(model("Funder").get_or_create(name=funder)[0])
    for name, started_on, started_as in row["neighbourhoods"]:
        model("Neighbourhood").create(
            district=district, name=name, started_on=started_on, started_as=started_as
        )


def remove_rows(apps, schema_editor):
    # Raw: the collector of delete() stumbles over models rendered twice while going back.
    alias = schema_editor.connection.alias
    district = apps.get_model("places", "District")
    district.funders.through.objects.all()._raw_delete(alias)
    for name in ("Neighbourhood", "District", "Funder", "Language", "Domain", "Method"):
        apps.get_model("places", name).objects.all()._raw_delete(alias)


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [migrations.RunPython(add_rows, remove_rows)]
