"""What the stories about votes share: a key in hand, and a way through the screens."""

import re

from django.urls import reverse

from participants.models import VoteKey
from participants.models.votes import Question
from tests import make

CODE, ANSWER, RECEIPT = (reverse(f"votes:{name}") for name in ("code", "answer", "receipt"))
WRONG = "Deze code werkt niet"
CLOSED = "Deze vraag is nu dicht"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
SECRET = re.compile(r'<p class="secret" translate="no">(\w{4}) (\w{4})</p>')


def made(found, by, question=Question.CLICK):
    """A new key about this match with its secrets, as the lead hands it out."""
    about = None if question == Question.CARDS else found
    return VoteKey.objects.make(found.participant, by=by, question=question, match=about)


def enter(client, secret):
    """Open the question with a code; the screen that comes."""
    return client.post(CODE, {"code": secret.code})


def tap(client, page, **answer):
    """Give an answer on this page, with all that the page carries on by itself."""
    return client.post(ANSWER, dict(HIDDEN.findall(page.text)) | answer)


def receipt_on(page):
    return "".join(SECRET.search(page.text).groups())


def vote(client, secret, **answers):
    """Vote from the code to the receipt; the last page."""
    page = enter(client, secret)
    while 'value="send"' not in page.text:
        name = re.search(r'name="screen" value="(\w+)"', page.text).group(1)
        page = tap(client, page, **({name: answers[name]} if name in answers else {}))
        assert page.status_code == 200
    return tap(client, page, go="send")


def cards_of(of, *buddies):
    return [make.match(of=of, to=each) for each in buddies]
