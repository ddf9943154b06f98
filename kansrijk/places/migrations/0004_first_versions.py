"""The first words of both methods; of our own making, not those of their makers."""

import json
from datetime import date
from pathlib import Path

from django.db import migrations

WORDS = Path(__file__).with_name("first_versions.json")
SINCE = date(2018, 1, 1)
TALKING_PICTURE = {"is_talking_picture": True, "lowest": 0, "highest": 10}


def add_rows(apps, schema_editor):
    def model(name):
        return apps.get_model("places", name).objects

    model("Method").filter(key="positieve-gezondheid").update(**TALKING_PICTURE)
    for key, words in json.loads(WORDS.read_text()).items():
        method = model("Method").get(key=key)
        version = model("MethodVersion").create(method=method, number=1, since_on=SINCE)
        for value, name in enumerate(words["levels"], start=1):
            model("Level").create(method_version=version, value=value, name=name)
        for position, told in enumerate(words["domains"], start=1):
            domain = model("Domain").get(method=method, key=told["key"])
            of_version = {"method_version": version, "domain": domain}
            area = model("Area").create(
                key=told["key"], name=told["name"], question=told.get("question", ""),
                position=position, **of_version,
            )  # fmt: skip
            for place, part in enumerate(told["parts"], start=1):
                made = model("Area").create(
                    part_of=area, key=part["key"], name=part["name"], position=place, **of_version
                )
                for value, text in enumerate(part["sentences"], start=1):
                    model("Sentence").create(area=made, value=value, text=text)


def remove_rows(apps, schema_editor):
    for name in ("Sentence", "Area", "Level", "MethodVersion"):
        rows = apps.get_model("places", name).objects.all()
        rows._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("places", "0003_versions")]
    operations = [migrations.RunPython(add_rows, remove_rows)]
