from django.core.management.base import BaseCommand, CommandError

from kansrijk.overview.whole import Refused
from kansrijk.overview.whole.packing import export


class Command(BaseCommand):
    help = "Schrijf alle gegevens van het programma naar één zipbestand."

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="BESTAND.zip")
        parser.add_argument(
            "--with-secrets", action="store_true", help="ook wachtwoorden en tweede stappen"
        )

    def handle(self, *, path, with_secrets, **options):
        try:
            manifest = export(path, with_secrets=with_secrets)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"Het bestand kon niet worden geschreven: {error}") from error
        tables = [told["rows"] for told in manifest["files"].values() if "rows" in told]
        self.stdout.write(f"{path}: {sum(tables)} rijen uit {len(tables)} tabellen.")
