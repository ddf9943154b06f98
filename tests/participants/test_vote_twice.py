"""The same vote, sent by two threads at once: it counts once, and both hear that it did."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from participants.models import CastVote
from participants.models.states import State
from tests import make
from tests.client import HouseClient
from tests.participants.ballots import ANSWER, HIDDEN, enter, made, receipt_on, tap

ROUNDS = 10


def sent_at_once(data):
    """Send this ballot from two threads at the same moment; both pages."""
    barrier = Barrier(2)

    def send(client):
        barrier.wait()
        try:
            return client.post(ANSWER, data)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(send, [HouseClient(), HouseClient()]))


@pytest.mark.django_db(transaction=True)
def test_one_vote_counts(client, lies, noor):
    for number in range(1, ROUNDS + 1):
        met = make.match(to=make.buddy(), state=State.MET)
        page = tap(client, tap(client, enter(client, made(met, lies)), choice="yes"))

        pages = sent_at_once(dict(HIDDEN.findall(page.text)) | {"go": "send"})

        assert [page.status_code for page in pages] == [200, 200]
        assert len({receipt_on(page) for page in pages}) == 1
        assert CastVote.objects.count() == number
