"""Password validation by the estimated number of guesses."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError

MIN_SCORE = 3  # of zxcvbn's 0 to 4: more than a hundred million guesses
MAX_CHECKED_LENGTH = 72  # zxcvbn's time grows with the square of the length
MESSAGE = "That password is easy to guess. Choose another, for example three or four unrelated words."


class GuessableValidator:
    """Rejects guessable passwords. The user's name, address and the shop's name count as known words.

    zxcvbn knows 30,000 passwords, names, English words, keyboard rows, dates and the usual substitutions.
    """

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Called by Django wherever a password is set; raises ValidationError."""
        from zxcvbn import zxcvbn  # imported late: it loads large word lists

        result = zxcvbn(password[:MAX_CHECKED_LENGTH], user_inputs=_own_words(user))
        if result["score"] < MIN_SCORE:
            raise ValidationError(MESSAGE, code="password_guessable")

    def get_help_text(self) -> str:
        """Shown by forms that list the rules."""
        return "Choose something that is hard to guess, for example three or four unrelated words."


def _own_words(user: AbstractBaseUser | None) -> list[str]:
    email = str(getattr(user, "email", "") or "")
    name, _, domain = email.partition("@")
    names = [getattr(user, "first_name", ""), getattr(user, "last_name", "")]
    return [word for word in [email, name, domain, *names, settings.SHOP_NAME] if word]
