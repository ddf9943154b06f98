from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from kansrijk.accounts.links import password_path
from kansrijk.accounts.models import Hat, Role, User


class Command(BaseCommand):
    help = "Maak de eerste beheerder en toon de link waarmee die een wachtwoord kiest."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--address", default="https://localhost", help="adres van de site")

    @transaction.atomic
    def handle(self, *, email, name, address, **options):
        if Hat.objects.filter(role=Role.ADMIN, withdrawn_at=None).exists():
            raise CommandError("Er is al een beheerder. Die kan anderen uitnodigen.")
        try:
            validate_email(email)
        except ValidationError as wrong:
            raise CommandError("Dit is geen e-mailadres.") from wrong
        if User.objects.filter(email=email.lower()).exists():
            raise CommandError("Er is al een account met dit e-mailadres.")
        user = User.objects.create_user(email, name)
        Hat.objects.create(user=user, role=Role.ADMIN)
        self.stdout.write(
            f"Open binnen drie dagen, eenmalig: {address.rstrip('/')}{password_path(user)}"
        )
