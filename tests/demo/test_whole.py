"""The demo moves to an empty installation, with every kind of row in every state."""

import io

from django.core.management import call_command

from participants.chain import first_misfit
from plans.models import Review
from tests.overview.whole import begin_anew


def test_the_demo_moves_row_for_row(demo, tmp_path):
    path, said = str(tmp_path / "programma.zip"), io.StringIO()
    call_command("export_programme", path, stdout=said)
    begin_anew()

    call_command("import_programme", path, stdout=said)  # it compares the bytes of every table

    assert "rijen, alle gelijk aan het bestand" in said.getvalue()
    assert Review.objects.filter(state="finished").exists()
    assert first_misfit() is None
