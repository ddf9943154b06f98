from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from kansrijk.overview.kept import books
from kansrijk.overview.kept.pulse import settle

BATCH = 25  # districts that are counted with one statement


class Command(BaseCommand):
    help = (
        "Tel opnieuw waar iets veranderd is, zodat Gebied meteen klopt. "
        "Met --check: vergelijk wat is bewaard met de bron."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="vergelijk, en wijzig niets")

    def handle(self, *, check, **options):
        if connection.vendor == "postgresql":  # nobody waits for this as for a page
            connection.cursor().execute("SET statement_timeout = 0")
        if check:
            if wrong := list(books.misfits()):
                raise CommandError("\n".join(wrong))
            self.stdout.write("Alles wat is bewaard, is gelijk aan de bron.")
            return
        settle()
        stale = books.stale()
        for start in range(0, len(stale), BATCH):
            books.make(stale[start : start + BATCH])
        self.stdout.write(f"{len(stale)} gebieden opnieuw geteld")
