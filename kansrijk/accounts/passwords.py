"""What a password may not be; there are no rules about digits or capitals, length is what helps."""

from django.core.exceptions import ValidationError

OUR_WORDS = ("kansrijk", "groningen", "wachtwoord", "buddy", "welkom")


class NotTooLong:
    """Refuse a password over `max_length` characters."""

    def __init__(self, max_length):
        self.max_length = max_length

    def validate(self, password, user=None):
        if len(password) > self.max_length:
            raise ValidationError(
                f"Dit wachtwoord is te lang. Gebruik hoogstens {self.max_length} tekens.",
                code="password_too_long",
            )

    def get_help_text(self):
        return f"Gebruik hoogstens {self.max_length} tekens."


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
