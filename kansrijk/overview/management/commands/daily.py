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
        for done in send_and_forget():
            self.stdout.write(done)


def send_and_forget():
    """Write and send the mail, and wipe what was kept long enough; yield what was done, in words."""
    yield f"{write_letters(waiting())} geschreven, {deliver()} verstuurd"
    yield str(keep_terms())
    yield f"{Upload.objects.forget()} rijen van gestuurde bestanden gewist"
