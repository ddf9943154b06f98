import pytest
from django.core.management import CommandError, call_command

from kansrijk.accounts.models import Hat, Role
from tests import make


def test_the_first_administrator_chooses_a_password_by_a_link(client, db, capsys):
    call_command(
        "first_administrator", "Bea@voorbeeld.test", "Bea Proefstra", address="https://k.nl/"
    )
    path = capsys.readouterr().out.split("https://k.nl")[1].strip()

    page = client.get(path, follow=True)

    assert page.status_code == 200
    assert 'name="password1"' in page.text
    hat = Hat.objects.get()
    assert (hat.role, hat.user.email) == (Role.ADMIN, "bea@voorbeeld.test")


@pytest.mark.parametrize(
    ("email", "sentence"), [("x", "geen e-mailadres"), ("a@b.nl", "al een beheerder")]
)
def test_it_is_refused_with_a_sentence(db, email, sentence):
    if sentence == "al een beheerder":
        make.hat(Role.ADMIN)

    with pytest.raises(CommandError, match=sentence):
        call_command("first_administrator", email, "Iemand")

    assert Hat.objects.filter(user__email=email).count() == 0
