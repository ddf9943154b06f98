from django.core.management import call_command
from django.core.management.base import BaseCommand

from kansrijk.imports.models import Upload
from kansrijk.mail.delivery import deliver
from kansrijk.mail.letters import write_letters
from kansrijk.overview.nudges import waiting
from plans.retention import keep_terms


class Command(BaseCommand):
    help = (
        "Schrijf en verstuur de mail van vandaag, en wis wat lang genoeg bewaard is. "
        "Mag zo vaak draaien als je wilt."
    )

    def handle(self, **options):
        call_command("keep_figures", stdout=self.stdout)
        written = write_letters(waiting())
        sent = deliver()
        self.stdout.write(f"{written} geschreven, {sent} verstuurd")
        self.stdout.write(str(keep_terms()))
        self.stdout.write(f"{Upload.objects.forget()} rijen van gestuurde bestanden gewist")
