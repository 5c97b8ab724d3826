"""Password validation: by a list of common passwords, and by the estimated number of guesses."""

import gzip
from functools import cached_property
from pathlib import Path

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError

from shop.trader.header import shop_name

MIN_SCORE = 3  # of zxcvbn's 0 to 4: more than a hundred million guesses
MAX_CHECKED_LENGTH = 72  # zxcvbn's time grows with the square of the length
MESSAGE = "That password is easy to guess. Choose another, for example three or four unrelated words."

COMMON = Path(__file__).parent / "data/common-passwords.txt.gz"


class CommonValidator:
    """Rejects the 100,000 most frequent of ten million leaked passwords; Django's own list has 20,000.

    Shorter ones than the shop takes are refused by their length and needn't be in memory.
    """

    def __init__(self, min_length: int) -> None:
        self.min_length = min_length

    @cached_property
    def _common(self) -> frozenset[str]:
        with gzip.open(COMMON, "rt", encoding="utf-8") as lines:
            words = (line.rstrip("\n") for line in lines)
            return frozenset(word for word in words if len(word) >= self.min_length)

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Called by Django wherever a password is set; raises ValidationError."""
        if password.lower().strip() in self._common:
            raise ValidationError(MESSAGE, code="password_too_common")

    def get_help_text(self) -> str:
        """Shown by forms that list the rules."""
        return "Choose something that few others use."


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
    return [word for word in [email, name, domain, *names, shop_name()] if word]
