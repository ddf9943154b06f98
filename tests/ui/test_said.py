"""What is said after a redirect: a name never leaves the session, "Opgeslagen." writes none."""

import pytest
from django.contrib import messages
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.urls import reverse

from kansrijk.ui.messages import FIXED, JOY, STORED, SaidStorage


@pytest.fixture
def say(rf):
    """Say these (sentence, tags) on one page; answers its response and the request of the next."""

    def said(*told, cookies=None, session=None):
        request = rf.get("/")
        request.COOKIES, request.session = cookies or {}, session or SessionStore()
        request._messages = SaidStorage(request)
        for words, tags in told:
            messages.success(request, words, extra_tags=tags)
        response = HttpResponse()
        request._messages.update(response)
        following = rf.get("/")
        following.session = request.session
        following.COOKIES = {k: m.value for k, m in response.cookies.items() if m.value}
        return response, following

    return said


def read(request):
    return [(message.message, message.tags) for message in SaidStorage(request)]


@pytest.mark.parametrize(("words", "tags"), [(STORED, ""), (JOY, "joy")])
def test_a_fixed_sentence_leaves_the_session_alone(say, words, tags):
    response, following = say((words, tags))

    assert not following.session.modified
    assert read(following) == [(words, f"{tags} success".strip())]
    (cookie,) = response.cookies.values()
    assert cookie.value in FIXED and cookie["httponly"] and cookie["samesite"] == "Lax"


@pytest.mark.parametrize("told", [["Opgeslagen: Rania."], [STORED, "Gestart: Rania."]])
def test_anything_else_stays_in_the_session(say, told):
    response, following = say(*[(words, "") for words in told])

    assert not response.cookies
    assert [words for words, _ in read(following)] == told


def test_what_was_said_before_is_not_lost_nor_said_twice(say):
    _, following = say((STORED, ""), (STORED, ""))
    _, after = say(("Gestart: Rania.", ""), cookies=following.COOKIES, session=following.session)

    assert [words for words, _ in read(after)] == [STORED, "Gestart: Rania."]


def test_a_strange_cookie_says_nothing(rf, settings):
    request = rf.get("/")
    request.session, request.COOKIES = SessionStore(), {settings.SAID_COOKIE_NAME: "Geld terug"}

    assert read(request) == []


def test_a_log_is_said_to_be_stored_once(client, noor, rania):
    sent = {"client_id": "125dd497-e120-4d18-b51a-1fd59fe5e149", "kind": "meeting"}
    answer = client.wear(noor).post(reverse("meetings:log", args=[rania.pk]), sent)

    assert STORED in client.get(answer.url).text
    assert STORED not in client.get(answer.url).text
