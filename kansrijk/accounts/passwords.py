"""What a password may not be; there are no rules about digits or capitals, length is what helps."""

from django.core.exceptions import ValidationError

OUR_WORDS = ("kansrijk", "groningen", "wachtwoord", "buddy", "welkom")


class RightLength:
    """Refuse a password under `at_least` or over `at_most` characters."""

    def __init__(self, at_least, at_most):
        self.at_least, self.at_most = at_least, at_most

    def validate(self, password, user=None):
        if len(password) < self.at_least:
            raise ValidationError(
                f"Dit wachtwoord is te kort. Gebruik minstens {self.at_least} tekens.",
                code="password_too_short",
            )
        if len(password) > self.at_most:
            raise ValidationError(
                f"Dit wachtwoord is te lang. Gebruik hoogstens {self.at_most} tekens.",
                code="password_too_long",
            )

    def get_help_text(self):
        return f"Gebruik {self.at_least} tot {self.at_most} tekens."


class NotOurOwnWords:
    """Refuse a password that is little more than the name of this site, or of its owner."""

    at_least = 6  # characters that must be left when the words that anybody guesses are out

    def validate(self, password, user=None):
        left = password.casefold()
        for word in (*OUR_WORDS, *words_of(user)):
            left = left.replace(word, "")
        if len(left) < self.at_least:
            raise ValidationError(
                "Dit wachtwoord is te makkelijk te raden. Kies andere woorden.",
                code="password_too_guessable",
            )

    def get_help_text(self):
        return "Gebruik niet je eigen naam of de naam van deze site."


def words_of(user):
    """The words of somebody's name and address that are long enough to matter."""
    if user is None:
        return []
    words = f"{user.name} {user.email.replace('@', ' ').replace('.', ' ')}".casefold().split()
    return [word for word in words if len(word) > 3]
