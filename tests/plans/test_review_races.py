"""Noor and her deputy at the same look at the very same moment: one wins, nothing is lost."""

import pytest

from kansrijk.audit.models import AuditEvent, Verb
from plans.forms.review_lines import WordsForm
from plans.models import Review, Words
from tests import make
from tests.participants.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_say_something_and_two_finish(noor, rania):
    look = make.review(of=rania.trajectories.get(), finished=False)

    def say(text):
        def act():
            line = Words(review=Review.objects.get(pk=look.pk), about="proud")
            form = WordsForm({"text": text, "seen": 0}, instance=line, label="x", screen=3)
            assert form.is_valid(), form.errors
            form.save(by=noor)

        return act

    def finish():
        Review.objects.get(pk=look.pk).finish(by=noor)

    assert sorted(at_once(say("Gebeld"), say("Geslapen"))) == [False, True]
    assert sorted(at_once(finish, finish)) == [False, True]
    assert at_once(say("Te laat")) == [False]
    assert Words.objects.get().text in ("Gebeld", "Geslapen")
    assert AuditEvent.objects.exclude(verb=Verb.LOOK).count() == 2
