"""The same sheet at the same moment: in two tabs, or with two taps. Each row comes in once."""

import pytest

from buddies.models import Buddy
from kansrijk.imports.buddies import Buddies
from kansrijk.imports.forms import UploadForm
from kansrijk.imports.models import Upload
from kansrijk.imports.participants import Participants
from kansrijk.imports.referrals import Referrals
from kansrijk.imports.storing import read_in
from participants.models import Household, Participant, Referral
from tests import make
from tests.imports import test_buddies, test_participants
from tests.imports.helpers import SALMA, csv, file
from tests.participants.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
MANY = [SALMA.replace("Salma", f"Salma {word * 3}") for word in "abcdefghijklmnopqrstuvwxyz"] * 2


def sent(sheet, kind, hat):
    form = UploadForm({}, {"file": sheet}, kind=kind, by=hat)
    assert form.is_valid(), form.errors
    return form.save()


def reading(upload, kind, hat):
    """Read in, as a request of its own does: from fresh records."""

    def act():
        found = Upload.objects.select_related("district").get(pk=upload.pk)
        read_in(found, kind(found, hat))

    return act


def test_two_taps_and_two_tabs(lies):
    names = [row.replace("Fictema", f"F{i // 26}") for i, row in enumerate(MANY)]
    first, second = (sent(csv(*names), Referrals, lies) for _ in range(2))

    at_once(*[reading(upload, Referrals, lies) for upload in (first, first, second)])

    assert Referral.objects.count() == len(names)
    assert not first.rows.exists() and not second.rows.exists()
    counts = Upload.objects.values_list("stored", "known")
    assert sum(stored for stored, _ in counts) == len(names)


def test_two_leads_with_the_same_list_of_participants(lies):
    hats = [lies, make.hat("lead", "Lotte Oefenveen")]
    people = test_participants.people(test_participants.SALMA)
    rows = people.read()
    uploads = [sent(file(rows), Participants, hat) for hat in hats]

    at_once(*[reading(*each) for each in zip(uploads, [Participants] * 2, hats, strict=True)])

    assert (Participant.objects.count(), Household.objects.count()) == (1, 1)


def test_two_administrators_with_the_same_list_of_buddies(bea):
    sheets = [test_buddies.people(test_buddies.SAM, test_buddies.TIM) for _ in range(2)]
    uploads = [sent(sheet, Buddies, bea) for sheet in sheets]

    at_once(*[reading(upload, Buddies, bea) for upload in uploads])

    assert Buddy.objects.count() == 2
