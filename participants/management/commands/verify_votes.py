from django.core.management.base import BaseCommand, CommandError

from participants.chain import first_misfit
from participants.models import CastVote, Match


class Command(BaseCommand):
    help = "Controleer de keten van stemmen, en elke koppeling tegen haar stemmen."

    def handle(self, **options):
        if misfit := first_misfit():
            raise CommandError(f"Dit klopt niet. {misfit}.", returncode=2)
        votes, matches = CastVote.objects.count(), Match.objects.count()
        self.stdout.write(f"In orde: {votes} stemmen, {matches} koppelingen.")
