"""The order of the candidates follows from the sentences; there is no hidden score."""

from datetime import timedelta

import pytest

from buddies.models import Buddy, Theme
from kansrijk.accounts.models import User
from kansrijk.places.models import Language, Neighbourhood
from participants.matching import candidates
from participants.models import Participant, Preference
from tests import make


def language(code):
    return Language.objects.get(code=code)


def theme(key):
    return Theme.objects.get(key=key)


def ranked(participant, lies):
    related = Participant.objects.select_related("language", "neighbourhood", "preference")
    return candidates(related.get(pk=participant.pk), hat=lies)


def names(found):
    return [candidate.buddy.user.first_name for candidate in found]


def said(candidate):
    return [(reason.sentence, reason.fits) for reason in candidate.reasons]


@pytest.fixture
def salma(db):
    selwerd = Neighbourhood.objects.get(name="Selwerd")
    return make.participant("Salma Fictema", language=language("ti"), neighbourhood=selwerd)


def test_each_reason_is_a_sentence(salma, lies):
    make.stressor(of=salma)
    noor = make.buddy("Noor Testinga", neighbourhood=salma.neighbourhood, places=1)
    noor.languages.add(language("ti"))
    noor.themes.add(theme("debts"), theme("reading"))

    (found,) = ranked(salma, lies)

    assert said(found) == [
        ("spreekt Tigrinya", True),
        ("kent zelf: schulden (stresspunt 1)", True),
        ("komt ook uit Selwerd", True),
        ("heeft nog één plek", True),
    ]
    assert found.why == "Noor spreekt Tigrinya, komt ook uit Selwerd, heeft nog één plek."


def test_what_wij_reads_tells_nothing_of_the_file(salma, lies):
    make.stressor(of=salma)
    wish = Preference.objects.create(participant=salma)
    wish.themes.add(theme("divorce"))
    noor = make.buddy("Noor Testinga")
    noor.themes.add(theme("debts"), theme("divorce"))

    (found,) = ranked(salma, lies)

    assert any("schulden" in sentence for sentence, _ in said(found))
    assert [word for word in ("schuld", "scheid", "stress", "kent") if word in found.why] == []


def test_what_was_asked_counts_most_and_says_so(salma, lies):
    wish = Preference.objects.create(participant=salma, gender="woman", near="far")
    wish.themes.add(theme("divorce"))
    wish.languages.add(language("ar"))
    fits = make.buddy("Amina Nepstra", gender="woman", neighbourhood=None)
    fits.languages.add(language("ar"))
    fits.themes.add(theme("divorce"))
    near = make.buddy("Bram Nepstra", gender="man", neighbourhood=salma.neighbourhood)
    near.languages.add(language("ti"))

    first, second = ranked(salma, lies)

    assert names([first, second]) == ["Amina", "Bram"]
    assert ("is een vrouw, zoals gevraagd", True) in said(first)
    assert ("komt uit een andere wijk, zoals gevraagd", True) in said(first)
    assert said(second)[:4] == [
        ("is geen vrouw (gevraagd)", False),
        ("spreekt geen Arabisch (gevraagd)", False),
        ("kent niet: scheiding (gevraagd)", False),
        ("komt uit dezelfde wijk (anders gevraagd)", False),
    ]


def test_the_order_from_language_to_room(salma, lies):
    make.stressor(of=salma, rank=1, domain="home")
    make.stressor(of=salma, rank=2, domain="finances")
    speaks = make.buddy("Vijf Nepstra")
    speaks.languages.add(language("ti"))
    make.buddy("Vier Nepstra").themes.add(theme("homeless"))  # touches what weighs most
    make.buddy("Drie Nepstra").themes.add(theme("debts"))
    make.buddy("Twee Nepstra", neighbourhood=salma.neighbourhood, places=1)
    make.buddy("Een Nepstra", places=3)
    make.buddy("Nul Nepstra", places=2)

    order = names(ranked(salma, lies))

    assert order == ["Vijf", "Vier", "Drie", "Twee", "Een", "Nul"]


def test_who_is_away_today_is_left_out(salma, lies, noor):
    colleague = make.buddy("Uma Nepstra").user.hats.get()
    make.absence(noor, colleague)
    make.absence(colleague, noor, first_on=make.today() + timedelta(days=20),
                 last_on=make.today() + timedelta(days=30))  # fmt: skip

    assert names(ranked(salma, lies)) == ["Uma"]


def test_who_is_full_is_left_out(salma, lies, noor):
    for _ in range(noor.user.buddy.places):
        make.match(to=noor.user.buddy, state="introduced")

    assert ranked(salma, lies) == []


@pytest.mark.parametrize("size", [2, 30])
def test_a_ranking_costs_the_same_however_many_buddies(
    salma, lies, size, django_assert_num_queries
):
    Preference.objects.create(participant=salma).themes.add(theme("debts"))
    for _ in range(size):
        buddy = make.buddy()
        buddy.languages.add(language("ti"))
        buddy.themes.add(theme("debts"), theme("reading"))
    participant = Participant.objects.select_related("language", "preference").get(pk=salma.pk)

    # asked languages and themes, stressors, what themes are about, buddies, languages, themes
    with django_assert_num_queries(7):
        assert len(candidates(participant, hat=lies)) == size


def test_a_ranking_in_a_programme_of_every_city(salma, lies, django_assert_num_queries):
    """3,000 buddies and 500 people who wait: as many queries as for two."""
    many_buddies(3000)
    household = salma.household
    waiting = [
        Participant(
            name=f"Wachtend {n}", search_name=f"wachtend {n}", household=household,
            district=salma.district, language=salma.language, channel="phone",
        )
        for n in range(500)
    ]  # fmt: skip
    Participant.objects.bulk_create(waiting)
    Preference.objects.create(participant=salma).themes.add(theme("debts"))
    participant = Participant.objects.select_related("language", "preference").get(pk=salma.pk)

    with django_assert_num_queries(7):
        assert len(candidates(participant, hat=lies)) == 3000


def many_buddies(count):
    """Buddies who may be proposed, each with two languages and two themes."""
    contact = make.contact()
    users = User.objects.bulk_create(
        User(email=f"buddy{n}@voorbeeld.test", name=f"Buddy {n}", search_name=f"buddy {n}")
        for n in range(count)
    )
    buddies = Buddy.objects.bulk_create(
        Buddy(user=user, district=contact.district, wij_contact=contact, places=2,
              trained_on=make.today())
        for user in users
    )  # fmt: skip
    for field, rows in (("languages", Language.objects.all()), ("themes", Theme.objects.all())):
        through, rows = getattr(Buddy, field).through, list(rows)
        name = "language_id" if field == "languages" else "theme_id"
        through.objects.bulk_create(
            through(buddy_id=buddy.pk, **{name: rows[(i + n) % len(rows)].pk})
            for i, buddy in enumerate(buddies)
            for n in range(2)
        )
