"""Everybody chooses their own mail."""

import pytest
from django.urls import reverse

from kansrijk.audit.models import AuditEvent
from kansrijk.mail.models import MailChoice

PAGE = reverse("mail:choice")
EVENING = {"by_mail": "on", "quiet_from": "18:00", "quiet_until": "09:30", "days_off": ["6", "5"]}


@pytest.mark.parametrize("who", ["noor", "wouter", "lies", "bea"])
def test_a_choice_is_kept_for_whoever_made_it(client, who, request):
    hat = request.getfixturevalue(who)

    assert client.wear(hat).post(PAGE, EVENING).url == reverse("account")

    choice = MailChoice.objects.get(user=hat.user)
    assert (choice.quiet_from.hour, choice.days_off) == (18, [5, 6])
    assert AuditEvent.objects.filter(subject="mail.mailchoice").count() == 1
    assert "09:30" in client.get(PAGE).text


def test_without_a_choice_the_page_shows_the_defaults(client, noor):
    page = client.wear(noor).get(PAGE).text

    assert 'value="21:00"' in page and 'value="08:00"' in page
    assert not MailChoice.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"days_off": [str(day) for day in range(7)]},
        {"days_off": ["9"]},
        {"quiet_from": "25:00"},
        {"quiet_until": ""},
    ],
)
def test_a_wrong_choice_is_told_and_not_kept(client, noor, wrong):
    answer = client.wear(noor).post(PAGE, EVENING | wrong)

    assert answer.status_code == 422
    assert not MailChoice.objects.exists()


def test_two_tabs_do_not_overwrite_each_other(client, noor):
    client.wear(noor).post(PAGE, EVENING)
    seen = {"seen_version": "1"}
    client.post(PAGE, EVENING | seen | {"quiet_from": "19:00"})

    answer = client.post(PAGE, EVENING | seen | {"quiet_from": "20:00"})

    assert answer.status_code == 409
    assert MailChoice.objects.get().quiet_from.hour == 19
