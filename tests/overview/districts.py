"""The same in two districts, with names that say where."""

from datetime import timedelta

from kansrijk.accounts.models import Role
from kansrijk.places.models import Neighbourhood
from tests import make


def in_both_districts():
    """Make one of everything in West (Wout) and the same in Oost (Olga)."""
    for where, name in (("west", "Wout"), ("oost", "Olga")):
        wij = make.hat(Role.WIJ, where=where)
        buddy = make.buddy(f"{name} Nepstra", where=where, wij=wij)
        home = Neighbourhood.objects.filter(district__slug=where).first()
        person = make.participant(f"{name} Fictema", where=where, neighbourhood=home)
        year = make.trajectory(of=person, to=buddy, started_on=make.today() - timedelta(days=200))
        make.obstacle(of=year)
        make.outcome(of=year.participant)
        make.match(of=make.participant(f"{name} Testinga", where=where), to=buddy)
        make.referral(f"{name} Proefstra", where=where)
        make.absence(buddy.user.hats.get(), make.buddy(where=where).user.hats.get())
        make.meeting(of=year, held_on=make.today())
        make.success(of=year)
        make.late_log(of=year, to=buddy)
