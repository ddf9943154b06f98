"""Noor and her deputy at the same look at the very same moment: one wins, nothing is lost."""

import pytest

from kansrijk.audit.models import AuditEvent, Verb
from plans.forms.review_lines import WordsForm, stamp
from plans.models import Review, Words
from tests import make
from tests.participants.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_say_something_and_two_finish(noor, rania):
    look = make.review(of=rania.trajectories.get(), finished=False)

    def say(text):
        """A form that was right when it was sent."""
        fresh = Words(review=Review.objects.get(pk=look.pk), about="proud")
        line = Words.objects.first() or fresh
        sent = {"text": text, "seen": stamp(line)}
        form = WordsForm(sent, instance=line, label="x", screen=3)
        assert form.is_valid(), form.errors
        return lambda: form.save(by=noor)

    def finish():
        Review.objects.get(pk=look.pk).finish(by=noor)

    assert sorted(at_once(say("Gebeld"), say("Geslapen"))) == [False, True]
    assert sorted(at_once(say("Geschreven"), say("Gelezen"))) == [False, True]
    late = say("Te laat")
    assert sorted(at_once(finish, finish)) == [False, True]
    assert at_once(late) == [False]
    assert Words.objects.get().text in ("Geschreven", "Gelezen")
    assert AuditEvent.objects.exclude(verb=Verb.LOOK).count() == 3
