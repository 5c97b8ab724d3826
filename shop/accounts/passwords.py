"""Refuses passwords that a guessing programme tries early."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

LEAST_SCORE = 3  # of zxcvbn's 0 to 4: more than a hundred million guesses
LONGEST_LOOKED_AT = 72  # its time grows with the square of the length
MESSAGE = "That password is easy to guess. Choose another, for example three or four unrelated words."


class GuessableValidator:
    """Counts the guesses that a password would stand, with the person's own words and the shop's known.

    zxcvbn knows 30,000 passwords, names, English words, keyboard rows, dates and the usual substitutions.
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Called by Django wherever a password is set; raises ValidationError."""
        from zxcvbn import zxcvbn  # loads its word lists: not in processes that set no password

        found = zxcvbn(password[:LONGEST_LOOKED_AT], user_inputs=_own_words(user))
        if found["score"] < LEAST_SCORE:
            raise ValidationError(MESSAGE, code="password_guessable")

    def get_help_text(self) -> str:
        """Shown by forms that list the rules."""
        return "Choose something that is hard to guess, for example three or four unrelated words."


def _own_words(user: Any) -> list[str]:
    email = str(getattr(user, "email", "") or "")
    name, _, domain = email.partition("@")
    names = [getattr(user, "first_name", ""), getattr(user, "last_name", "")]
    return [word for word in [email, name, domain, *names, settings.SHOP_NAME] if word]
