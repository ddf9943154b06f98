import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kansrijk.accounts.models import Role
from kansrijk.demo import database
from kansrijk.demo.accounts import add_second_factors, sign_ins
from kansrijk.demo.fill import fill

OUTSIDE = "De demo draait alleen met DEMO=true, nooit met de instellingen van productie."


class Command(BaseCommand):
    help = "Vul de database met de demo, en zeg met welke adressen iemand kan inloggen."
    requires_system_checks = []  # a second run should cost next to nothing

    def add_arguments(self, parser):
        parser.add_argument(
            "--fresh", action="store_true", help="gooi de demo weg en begin opnieuw"
        )
        parser.add_argument("--sign-ins", action="store_true", help="geef alleen JSON")
        parser.add_argument(
            "--address", default="http://127.0.0.1:8000", help="waar de demo draait"
        )

    def handle(self, *, fresh, sign_ins, address, **options):
        if not settings.DEMO:
            raise CommandError(OUTSIDE)
        database.check()
        if fresh:
            database.empty()
        database.prepare(self.stderr)
        if fill():
            self.stderr.write(
                f"De demo is gevuld, met vandaag als {timezone.localdate():%d-%m-%Y}."
            )
        if settings.SECOND_FACTOR:
            add_second_factors()
        self.show_json() if sign_ins else self.show(address)

    def show_json(self):
        self.stdout.write(json.dumps(sign_ins(), indent=1, ensure_ascii=False))

    def show(self, address):
        """Print where the demo is and how to come in, one line a role."""
        first = {}
        for line in sign_ins():
            first.setdefault(line["hat"], line)
        width = max(len(line["email"]) for line in first.values())
        self.stdout.write(f"\nDe demo staat op {address}\n\n")
        for hat, line in first.items():
            code = f"  code-app: {line['totp']}" if line["totp"] else ""
            self.stdout.write(
                f"  {Role(hat).label:16}  {line['email']:{width}}  {line['password']}{code}"
            )
        self.stdout.write("\nAlle aanmeldingen: ./dev demo --sign-ins\n")
