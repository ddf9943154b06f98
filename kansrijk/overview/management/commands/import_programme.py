from django.core.management.base import BaseCommand, CommandError

from kansrijk.overview.whole import Refused
from kansrijk.overview.whole.unpacking import unpack
from participants.chain import first_misfit


class Command(BaseCommand):
    help = "Lees een zipbestand van export_programme in een lege installatie in."

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="BESTAND.zip")
        parser.add_argument(
            "--other-key",
            action="store_true",
            help="het bestand is met een andere sleutel verzegeld",
        )

    def handle(self, *, path, other_key, **options):
        try:
            manifest = unpack(path, other_key=other_key)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"Het bestand kon niet worden gelezen: {error}") from error
        tables = {name: told["rows"] for name, told in manifest["files"].items() if "rows" in told}
        for name, rows in tables.items():
            self.stdout.write(f"{rows:>9}  {name}")
        self.stdout.write(f"{sum(tables.values()):>9}  rijen, alle gelijk aan het bestand.")
        if misfit := first_misfit():
            self.stderr.write(f"Let op: de stemmen zijn niet na te gaan. {misfit}.")
