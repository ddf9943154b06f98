"""The cast: Noor is a buddy in West, Wouter her WIJ contact, Lies leads West, Bea administers."""

import os

os.environ.setdefault("DEMO", "true")

import pytest

from kansrijk.accounts.models import Role
from tests import make


@pytest.fixture
def wouter(db):
    return make.hat(Role.WIJ, "Wouter Speelmaat")


@pytest.fixture
def noor(wouter):
    """Noor's hat; `noor.user.buddy` is what she is as a buddy."""
    return make.buddy("Noor Testinga", wij=wouter).user.hats.get()


@pytest.fixture
def lies(db):
    return make.hat(Role.LEAD, "Lies Oefenveen")


@pytest.fixture
def tess(db):
    return make.hat(Role.TRAINER, "Tess Nepstra")


@pytest.fixture
def bea(db):
    return make.hat(Role.ADMIN, "Bea Proefstra")


@pytest.fixture
def rania(noor):
    """Rania, whose buddy Noor has been for ten weeks."""
    participant = make.participant("Rania Fictema")
    make.trajectory(of=participant, to=noor.user.buddy)
    return participant
